### /stock：导入库存。

admin-levels = <b>📥 库存</b>
    选择商品，导入授权码或链接。
admin-levels-none = <b>商品目录是空的</b>
    发送 /catalog 导入。
admin-level-there = { $title }：{ $count }
admin-level-empty = ⚠️ { $title }：0
admin-level-hidden = 🙈 { $title }：{ $count }
admin-stock-title = <b>📥 { $title }</b>（<code>{ $slug }</code>）
admin-stock-wait-license-code = 发送授权码，每行一个；或发送不超过 5 MB 的 .txt、.csv 文件。导入前会先给出报告。
admin-stock-wait-subscription-link = 发送订阅链接，每行一个；或发送不超过 5 MB 的 .txt、.csv 文件。导入前会先给出报告。
admin-stock-dry-run = 还没有导入。
admin-stock-new = ✅ 新增：{ $count }
admin-stock-repeated = 本次重复：{ $count }
admin-stock-in-stock = 已在库存：{ $count }
admin-stock-sold = 已售出或已作废：{ $count }
admin-stock-malformed = ⚠️ 不可用：{ $count }
admin-stock-line = 第 { $line } 行：{ $reason }
admin-stock-more = 还有更多？现在继续发送即可累加。内容会加密保留 60 分钟。
admin-stock-not-goods = <b>这里没有授权码</b>
    请发送文字，每行一个授权码或链接；或发送 .txt、.csv 文件。
admin-stock-one-file = ⚠️ <b>一次处理一份：</b>您最后发来的内容不在这份报告里。请先导入或取消这一份，再重新发送。
admin-stock-lost = <b>请重新发送</b>
    您发来的内容只保留 60 分钟，现已过期。请选择商品，再发送一次。
admin-stock-outdated = 内容只保留 60 分钟，现已过期。没有导入任何商品，请用 /stock 重新发送。
admin-stock-changed = 这份报告之后又有新的内容。已显示最新的报告，请核对后再次导入。
admin-stock-progress = ⏳ 正在导入：{ $count } 件中已有 { $done } 件入库。
admin-stock-total = 现有库存：{ $count } 件
admin-stock-left = ⚠️ Telegram 不允许我删除其中 { $count } 条含商品内容的消息。请您在此处自行删除，其他副本也请删除。
admin-stock-stored = ✅ 已导入 { $count } 件。
admin-stock-served = 正在为 { $count } 笔等待的订单发货。
admin-stock-wiped = 您发来的商品内容已从此处删除，其他副本请自行删除。
admin-stock-cancelled = <b>没有导入</b>
admin-stock-undone = ✅ 已撤销：{ $count } 件移出库存。
admin-stock-stayed = 其间有 { $count } 件已被下单，予以保留。
admin-file-refused = <b>⚠️ 这份文件不能用</b>
    没有改动任何内容。请修改后重新发送。
admin-stray-file = <b>这份文件用来做什么？</b>
    请先发送 /catalog（或 /stock 加商品代号），再发送文件。这份文件还没有读取。
button-admin-import = ✅ 导入 { $count } 件
button-admin-cancel = ✖️ 取消
button-admin-undo = ↩️ 撤销本次导入
button-admin-stock-more = 📥 导入库存

### 导入前的检查：怎样读取，客户会收到什么。商品内容大部分字符隐藏。

admin-stock-as-sold = <b>客户将收到的内容</b>（此处隐藏了大部分字符）
admin-stock-code = 第 { $line } 行：<code>{ $code }</code>
admin-stock-unusual = <b>⚠️ 不寻常：{ $count } 行</b>。会原样导入，请核对。
admin-stock-odd = 第 { $line } 行：<code>{ $code }</code>
    { $reason }
admin-stock-read = <b>读取方式</b>
admin-stock-took-encoding = 编码：{ $name }
admin-stock-took-separator = 分隔符：{ $name }
admin-stock-took-heading = 表头（不出售）：{ $names }
admin-stock-took-no-heading = 表头：没有，第一行也会出售
admin-stock-took-column = 出售的列：{ $name }
admin-stock-skipped = 其他不出售的行：{ $lines }
admin-stock-ask = ❓ <b>请先选择。</b>带 ❓ 的项目无法确定。请点对应的按钮选择，然后才能导入。
admin-stock-lost-signs = ⚠️ <b>可能丢失了符号。</b>Telegram 把部分文字当成了格式（粗体、斜体、代码等），去掉了 _ * ~ | 之类的符号。请取消，改为发送 .txt 文件：文件会保留每一个符号。
admin-stock-edited = ✏️ <b>已修改：</b>新的内容已替换那条消息原来的内容。
admin-stock-edited-away = ✏️ <b>已修改：</b>那条消息现在的内容不在这份报告里。请作为新消息重新发送。
admin-stock-edited-late = ✏️ <b>太晚了：</b>您刚修改的消息属于已结束的导入，库存没有变化。
admin-stock-no-fit = 这份文件不能这样读取，请选择其他方式。

## 可以选择的内容

admin-stock-choose-encoding = <b>哪种编码是对的？</b>
    请选择文字显示正确的一项。此处隐藏了英文字母和数字。
admin-stock-choose-separator = <b>各列之间用什么分隔？</b>
    下面是每种选择下售出的第一件：
admin-stock-choose-heading = <b>第一行是表头吗？</b>
    表头不出售。下面是每种选择下售出的第一件：
admin-stock-choose-column = <b>出售哪一列？</b>
    下面是每种选择下售出的第一件：
admin-stock-option = { $name }：<code>{ $code }</code>
admin-stock-option-empty = { $name }：没有可出售的内容
admin-stock-encoding-utf-8 = UTF-8
admin-stock-encoding-utf-16 = UTF-16
admin-stock-encoding-gb18030 = GB18030（简体中文）
admin-stock-encoding-cp1251 = Windows-1251（西里尔字母）
admin-stock-encoding-koi8-r = KOI8-R（西里尔字母）
admin-stock-encoding-latin-1 = Windows-1252（西欧）
admin-stock-encoding-cp1250 = Windows-1250（中欧）
admin-stock-encoding-big5 = Big5（繁体中文）
admin-stock-separator-comma = 逗号
admin-stock-separator-semicolon = 分号
admin-stock-separator-tab = 制表符
admin-stock-separator-line = 不分隔，出售整行
admin-stock-heading-yes = 是表头
admin-stock-heading-no = 不是，也会出售
admin-stock-column = { $number }（{ $name }）

## 按钮

button-admin-encoding = 编码
button-admin-separator = 分隔符
button-admin-heading = 表头
button-admin-column = 列
button-admin-unusual = 🔎 全部不寻常的行（{ $count }）
button-admin-report = ← 返回报告

# 粘贴或上传的库存可能出现的问题。只给管理员看，绝不带出商品内容。

## 不能作为商品的行

stock-line-long = 太长：授权码或链接最多 3,500 个字符。
stock-line-many-lines = 一个单元格里的行太多：一个授权码最多 20 行。请检查引号。
stock-line-invisible = 含有看不见的字符，常见于从网页复制的内容。请删掉这一行，手动重新输入。
stock-line-odd-space = 含有不换行空格或全角空格。请换成普通空格，或直接删掉。
stock-line-lost-signs = 含有 �：之前已有字符丢失。请重新导出为 UTF-8。
stock-line-excel = Excel 改动了这个数字，或者显示了错误值。请把该列设为文本格式后重新导出。
stock-line-no-goods = 商品所在的列是空的。请补上内容，或删掉这一行。
stock-line-not-a-link = 不是链接。应为 https://…，中间没有空格，或 vless://… 这样的代理链接。

## 看着不寻常的行

stock-line-space = 中间有空格。是一个授权码，还是两个？
stock-line-slash = 以“/”开头。已按授权码处理，不是命令。
stock-line-tab = 两个字段之间有制表符，会作为一件商品一起出售。
stock-line-several-lines = 这个授权码有好几行，会作为一件商品一起出售。
stock-line-cells = 单元格比表头或其他行多。请检查分隔符。
stock-line-is-a-link = 这是链接，但这个商品卖的是授权码。商品选对了吗？
stock-line-heading = 看起来像表头，不像授权码。
stock-line-mixed = 一个词里混有两种字母。请检查编码。
stock-line-question-marks = 连续的问号：之前可能已有文字丢失。请检查来源。
stock-line-shape = 和其他行的样子不同。内容完整吗？

## 整个文件

stock-lines-big = 文件超过 { $expected }。请拆分后分批导入。
stock-lines-many = 文件超过 { $expected } 行。请拆分后分批导入。
stock-lines-type = 无法读取 { $found } 文件。支持的类型：{ $expected }。
stock-lines-encoding = 无法识别这段文本。请另存为 { $expected } 后重试。
stock-lines-wide = 第 { $line } 行超过 { $expected } 个字符。请检查文件。
stock-lines-quotes = 从第 { $line } 行起引号不成对。没有导入任何内容，请检查文件。

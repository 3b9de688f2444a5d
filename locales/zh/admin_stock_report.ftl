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
admin-stock-way = { $name }：<code>{ $code }</code>
admin-stock-way-empty = { $name }：没有可出售的内容
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

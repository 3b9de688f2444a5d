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

### 打招呼：选择语言、首页、命令菜单，以及机器人的自我介绍。

welcome-language = <b>欢迎来到 { $shop }</b>
    请选择语言，之后可用 /language 更改。
change-language = <b>请选择语言</b>
    之后将一直使用这种语言。
language-name = 中文
language-chosen = 已切换到中文。

home = <b>{ $shop }</b>
    授权码和订阅，付款后直接发到这里。
    请选择：
start-not-for-sale = 这件商品目前不在售，可以看看别的商品。
button-subscriptions = 📅 我的订阅
button-support = 💬 客服

help = <b>可以发送这些命令</b>
    /shop：逛商店、下单
    /orders：我的订单和已收到的商品
    /subscriptions：使用中的订阅、到期日、续费
    /support：给客服留言
    /paysupport：付款问题和技术故障
    /status：商店运行状态
    /terms：服务条款
    /privacy：我们收集哪些信息、用来做什么
    /language：中文或 English

help-site = 网站：{ $site }
help-contact = 其他联系方式：{ $contact }

not-understood = <b>我只看得懂按钮和命令</b>
    想买东西，请打开商店；想联系我们，请点“客服”，客服会在这里回复。
unknown-command = <b>没有这个命令</b>
    发送 /help 查看可用的命令。
cancel-done = <b>已取消当前操作</b>
    不再等待您的消息，订单不受影响。
cancel-nothing = <b>没有需要取消的操作</b>
    想取消订单，请在 /orders 里打开它。

command-shop = 商店
command-orders = 我的订单
command-subscriptions = 我的订阅
command-support = 联系客服
command-paysupport = 付款问题
command-status = 运行状态
command-language = 语言 · Language
command-terms = 服务条款
command-privacy = 隐私政策
command-help = 帮助
command-admin = 管理菜单
command-stock = 导入库存
command-pending = 待核对凭证
command-order = 查订单

bot-description = { $shop } 的授权码和订阅，支持中文和英文。用 Telegram 星星付款，授权码或链接几秒内发到这里，随时可在 /orders 里查看。点“开始”即可。
bot-short-description = 授权码和订阅，付款后直接发到这里。中文 · English

### 我的数据：全部记录的副本与删除。入口在 /privacy。

button-my-data = 🗂 我的数据
button-send-my-data = 📄 发送我的数据
button-erase-me = 🗑 删除我的信息
button-erase-yes = 🗑 确认删除
button-erase-no = ↩️ 不删了
my-data = <b>我的数据</b>
    我们可以把保存的所有与您有关的记录发给您：一份便于阅读（HTML），一份供程序使用（JSON）。授权码和链接不在其中，请在 /orders 里查看。
    您也可以要求删除个人信息。
my-data-json = 同样的内容，供程序使用（JSON）。
my-data-html = <b>我们保存的所有与您有关的记录</b>
    请用浏览器打开。文件里有您的姓名和消息，请妥善保管。
data-file-title = { $shop }：我的数据
data-file-made = 生成于 { $moment }。文件中的时间为 UTC。
data-file-goods = 文件里没有授权码和链接，请在聊天记录或 /orders 里查看。
data-table-customers = 个人资料
data-table-orders = 订单
data-table-order-events = 订单经过
data-table-payments = 付款
data-table-refunds = 退款
data-table-receipts = 付款凭证
data-table-stock-items = 商品（不含授权码和链接）
data-table-deliveries = 发货
data-table-subscriptions = 订阅
data-table-subscription-periods = 已付费的时段
data-table-reminders = 提醒
data-table-tickets = 客服对话
data-table-ticket-posts = 与客服往来的消息
data-table-consents = 已同意的条款
data-table-watchers = 到货提醒
data-table-inbox = 最近的消息和按键
data-table-notices = 商店发出的消息
data-table-conversations = 机器人正在等待的输入
data-table-data-copies = 数据副本的请求
data-table-erasure-requests = 删除请求

erasure-goes = <b>删除个人信息：会发生什么</b>
    永久删除：您的 Telegram ID 和姓名、与客服往来的消息、付款凭证、到货提醒，以及最近发给机器人的消息。
erasure-stays = { $count ->
    [0] 保留：您同意过的条款（如有），不再带有姓名和 ID。
   *[other] 因税务和合同法律要求而保留：{ $count } 个订单及其付款，以及您同意过的条款，但不再与您的姓名和 ID 关联。
}
erasure-running = ⚠️ 您有 { $count } 个使用中的订阅。订阅不会停止，也不会退款，但之后在这里看不到它们，也看不到授权码和链接。
    请先在 /orders 里保存好。
erasure-wait = 您有 { $span }可以反悔。之后谁也无法恢复；您可以作为新顾客重新开始。
erasure-at-once = 一分钟内执行。之后谁也无法恢复；您可以作为新顾客重新开始。
erasure-asked = <b>即将删除您的信息</b>
    请求编号 { $number }，将在 { $moment }之后执行。在此之前可以在这里撤回。届时若还有未完成的订单，会先等它们结束。
erasure-withdrawn = 已撤回，一切照旧。
erasure-blocked = <b>还有未完成的事项</b>
    以下事项结束后才能删除：
erasure-open-order = • 订单 { $number } 尚未完成，请付款或取消。
erasure-open-receipt = • 订单 { $number } 的凭证正在核对。
erasure-open-refund = • 订单 { $number } 的退款正在处理。
erasure-open-surplus = • 有一笔款项正在退回给您。
erasure-blocked-next = 结束后请再来这里。等太久的话，请联系我们。
erased = <b>您的信息已删除</b>
    回执编号 { $number }，{ $moment }。
erased-gone = 已删除：Telegram ID 和姓名、与客服往来的 { $messages } 条消息、{ $receipts } 份付款凭证、到货提醒，以及最近发给机器人的消息。
erased-kept = { $count ->
    [0] 保留：除同意过的条款（如有，已不含姓名和 ID）外，没有其他内容。
   *[other] 依法保留且不再含有姓名和 ID：{ $count } 个订单及其付款，以及同意过的条款。
}
erased-end = 这是我们的最后一条消息。聊天记录属于您，可以在 Telegram 里自行删除。以后再来，您就是新顾客。

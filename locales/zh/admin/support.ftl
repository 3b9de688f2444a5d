### 管理员看到的客户留言。

ticket-notice-support = <b>💬 留言 { $number }</b>
    来自 { $name }
ticket-notice-paysupport = <b>💬 付款问题留言 { $number }</b>
    来自 { $name }
ticket-notice-album = 📎 同时还发来了其他文件，请打开全部往来查看。
button-ticket-whole = 🗨 查看全部往来
button-ticket-close = ✅ 结束
button-tickets = 💬 留言
button-tickets-open = 💬 待回复
button-tickets-answered = ✅ 已回复
button-tickets-closed = 🗄 已结束
button-ticket-support = { $name }：{ $words }
button-ticket-paysupport = ⚠️ { $name }：{ $words }
button-ticket-media = 📎 { $what }，{ $at }
button-ticket-orders = 📦 客户的订单
tickets-open-title = <b>待回复的留言</b>
    等待最久的排在最前；⚠️ 表示付款问题。
tickets-open-none = <b>没有待回复的留言</b>
tickets-answered-title = <b>已回复的留言</b>
    客户再次留言后，会回到待回复列表。
tickets-answered-none = <b>没有已回复的留言</b>
tickets-closed-title = <b>已结束的留言</b>
tickets-closed-none = <b>没有已结束的留言</b>
ticket-who = 来自 <a href="tg://user?id={ $id }">{ $name }</a>，ID <code>{ $id }</code>
ticket-title-support = <b>💬 留言 { $number }</b>
ticket-title-paysupport = <b>💬 付款问题留言 { $number }</b>
ticket-state-open = 待回复
ticket-state-answered = 已回复
ticket-state-closed = 已结束
ticket-post-customer = <b>客户</b>，{ $at }
ticket-post-shop = <b>商店</b>，{ $at }
ticket-post-media = 📎 { $what }
ticket-media-of = 📎 { $what }，{ $at }
ticket-media-photo = 照片
ticket-media-document = 文件
ticket-media-video = 视频
ticket-media-animation = 动图
ticket-media-audio = 音频
ticket-media-voice = 语音消息
ticket-media-video-note = 视频消息
ticket-media-sticker = 贴纸
ticket-orders-title = <b>📦 这位客户的订单</b>
ticket-orders-none = 还没有订单。
ticket-answering = <b>回复 { $number }</b>
    请发送文字、照片或其他文件，会以商店的名义转给客户。
ticket-answered = <b>对 { $number } 的回复正在发送</b>
    如果没有别的要说，可以结束这条留言。
ticket-answered-more = <b>对 { $number } 的回复正在发送</b>
    ⚠️ 这期间客户又有留言，所以仍列为待回复。
ticket-closed = { $number } 已结束。

button-incidents = 🚨 故障公告
button-incident-announce = 📣 发布公告
button-incident-closed = ✔️ { $title } · { $date }
button-incident-kind-outage = 🔴 故障：无法使用
button-incident-kind-degraded = 🟠 异常：缓慢或部分不可用
button-incident-kind-maintenance = 🛠 维护
button-incident-everything = 全部商品
button-incident-touched = ✅ { $title }
button-incident-untouched = ▫️ { $title }
button-incident-these = 选好了（{ $count } 件商品）
button-incident-publish = 📣 发布
button-incident-again = ✏️ 重新填写
button-incident-stop = ✖️ 不发布
button-incident-update = 📝 发布进展
button-incident-close = ✔️ 已恢复
button-incident-close-yes = ✔️ 确认已恢复
incidents-title = <b>🚨 故障公告</b>
    进行中的排在最前。顾客会在商店、相关商品、续费页面和 /status 看到。
incidents-none = <b>🚨 没有公告</b>
    发布故障或维护公告后，顾客会在商店、相关商品、续费页面和 /status 看到。
incident-which-kind = <b>发生了什么？</b>
incident-which-products = <b>涉及哪些商品？</b>
    可以选全部，也可以逐个勾选。
incident-write-announcement-en = <b>第 1 步（共 2 步）：英文</b>
    第一行是标题（最多 { $title } 个字符），其余是说明（最多 { $text } 个字符）。
incident-write-announcement-zh = <b>第 2 步（共 2 步）：中文</b>
    内容相同，给看中文的顾客：第一行是标题。
incident-write-update-en = <b>第 1 步（共 2 步）：英文</b>
    现在进展如何？最多 { $text } 个字符。
incident-write-update-zh = <b>第 2 步（共 2 步）：中文</b>
    内容相同，给看中文的顾客。
incident-words-none = ⚠️ 请发送文字。
incident-title-long = ⚠️ 标题太长，请缩短第一行后整段重发。
incident-text-long = ⚠️ 内容太长，请缩短后整段重发。
incident-words-uneven = ⚠️ 两种语言中只有一种写了说明。请重发中文，内容与英文一致。
incident-preview = <b>顾客将看到</b>
incident-preview-announcement = 恢复之前，公告会一直显示在商店、相关商品、续费页面和 /status。
incident-preview-update = 将显示在 /status。
incident-outdated = 这份草稿已失效，请重新开始。
incident-published = 已发布。
incident-number = 编号：<code>{ $number }</code>
incident-close-ask = <b>“{ $title }”已经恢复了吗？</b>
    公告将从商店中消失，并在 /status 保留 30 天。
incident-closed = 已结束。
## 商品故障：客户的申报。

cases-title = <b>🔧 商品故障申报</b>
    等待最久的排在最前。
cases-none = <b>没有待处理的故障申报</b>
button-cases = 🔧 故障申报
button-case = { $number } · { $name }
button-case-open = 🔧 打开申报
button-case-replace = ✅ 作废并补发一个
button-case-refuse = ✖️ 不予更换
button-case-refund = 💸 退款
case-title = <b>🔧 申报 { $number }</b>
case-stands-open = 待处理
case-stands-replaced = 已更换
case-stands-refused = 未通过
case-stands-refunded = 已退款
case-goods = { $what }：<code>{ $tail }</code>
case-opened = 申报时间：{ $moment }
case-history = 已付款订单：{ $orders }
    申报：已更换 { $replaced }，未通过 { $refused }，已退款 { $refunded }，待处理 { $open }
case-unusual = ⚠️ { $days } 天内已更换 { $count } 次，请仔细核实。
case-none-free = <b>没有库存可用来处理申报 { $number }</b>
    没有任何改动。请先补货再打开这条申报，或者退款。
case-why = <b>申报 { $number } 为什么不通过？</b>
    客户会看到这个原因。
case-decided-open = <b>申报 { $number } 待处理</b>
case-decided-replaced = <b>✅ 申报 { $number } 已更换</b>
    原来的已永久作废，新的正在发给客户。
case-decided-refused = <b>申报 { $number } 未通过</b>
    客户会收到原因。
case-decided-refunded = <b>申报 { $number } 已退款</b>

button-incidents-one = 🚨 打开公告
button-extension = 🎁 延长订阅
button-extension-days = 🎁 延长 { $days } 天
button-extension-other = ✏️ 其他天数
button-extension-no = ✖️ 不延长
button-extension-go = 🎁 延长 { $days } 天
button-extension-yes = 🎁 确认将 { $count } 个延长 { $days } 天
button-extension-refresh = 🔄 查看进度
extension-offer = <b>“{ $title }”已结束</b>
    要延长期间在用的订阅吗？执行前会先列出涉及哪些顾客。
extension-days = <b>延长多少天？</b>
    请发送 1 到 { $most } 之间的数字。
extension-days-again = ⚠️ 请发送 1 到 { $most } 之间的数字。
extension-nobody = <b>没有受影响的订阅</b>
    故障期间没有人在用这些商品。
extension-preview = <b>{ $customers } 位顾客的 { $subscriptions } 个订阅</b>受到影响，到期日将推迟 { $days } 天。
extension-over = 其中 { $count } 个现已到期，将从今天起重新计算。
extension-line = • { $name }：{ $title }，{ $before } → { $after }
extension-check = <b>确认延长？</b>
    { $customers } 位顾客的 { $subscriptions } 个订阅将推迟 { $days } 天到期，并逐一通知顾客。此操作无法撤销，每次故障只能延长一次。
    商店不会改动您的服务器，请自行在服务器上延长。
extension-moved = 数量已有变化，请重新确认。
extension-begun = 已开始。
extension-running = ⏳ 正在延长 { $days } 天：{ $done } / { $expected }
extension-done = ✅ 已延长 { $days } 天：共 { $done } 个

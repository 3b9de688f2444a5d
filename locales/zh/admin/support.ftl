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

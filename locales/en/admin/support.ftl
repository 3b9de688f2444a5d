### What customers write, as admins see it.

ticket-notice-support = <b>💬 Message { $number }</b>
    From { $name }
ticket-notice-paysupport = <b>💬 Message { $number } about a payment</b>
    From { $name }
ticket-notice-album = 📎 More files came with it. Open the whole conversation to see them.
button-ticket-whole = 🗨 Whole conversation
button-ticket-close = ✅ Close it
button-tickets = 💬 Messages
button-tickets-open = 💬 Waiting
button-tickets-answered = ✅ Answered
button-tickets-closed = 🗄 Closed
button-ticket-support = { $name }: { $words }
button-ticket-paysupport = ⚠️ { $name }: { $words }
button-ticket-media = 📎 { $what }, { $at }
button-ticket-orders = 📦 Their orders
tickets-open-title = <b>Messages waiting for an answer</b>
    Whoever has waited longest comes first. ⚠️ marks those about a payment.
tickets-open-none = <b>No messages are waiting for an answer</b>
tickets-answered-title = <b>Answered messages</b>
    They come back to the waiting ones when their customer writes again.
tickets-answered-none = <b>No answered messages</b>
tickets-closed-title = <b>Closed messages</b>
tickets-closed-none = <b>No closed messages</b>
ticket-who = From <a href="tg://user?id={ $id }">{ $name }</a>, id <code>{ $id }</code>
ticket-title-support = <b>💬 Message { $number }</b>
ticket-title-paysupport = <b>💬 Message { $number } about a payment</b>
ticket-state-open = Waiting for an answer
ticket-state-answered = Answered
ticket-state-closed = Closed
ticket-post-customer = <b>Customer</b>, { $at }
ticket-post-shop = <b>Shop</b>, { $at }
ticket-post-media = 📎 { $what }
ticket-media-of = 📎 { $what }, { $at }
ticket-media-photo = Photo
ticket-media-document = File
ticket-media-video = Video
ticket-media-animation = GIF
ticket-media-audio = Audio
ticket-media-voice = Voice message
ticket-media-video-note = Video message
ticket-media-sticker = Sticker
ticket-orders-title = <b>📦 Orders of this customer</b>
ticket-orders-none = No orders yet.
ticket-answering = <b>Your answer to { $number }</b>
    Send text, photos or any other file. It goes to the customer as the shop’s answer.
ticket-answered = <b>Your answer to { $number } is on its way</b>
    If there is nothing more to say, close the conversation.
ticket-answered-more = <b>Your answer to { $number } is on its way</b>
    ⚠️ The customer has written more meanwhile, so the message still waits.
ticket-closed = { $number } is closed.

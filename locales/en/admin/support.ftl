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

button-incidents = 🚨 Incidents
button-incident-announce = 📣 Announce one
button-incident-closed = ✔️ { $title } · { $date }
button-incident-kind-outage = 🔴 Outage: it doesn’t work
button-incident-kind-degraded = 🟠 Trouble: slow, or only in part
button-incident-kind-maintenance = 🛠 Maintenance
button-incident-everything = Everything
button-incident-touched = ✅ { $title }
button-incident-untouched = ▫️ { $title }
button-incident-these = Continue with { $count ->
    [one] this product
   *[other] these { $count }
}
button-incident-publish = 📣 Publish
button-incident-again = ✏️ Write it anew
button-incident-stop = ✖️ Don’t publish
button-incident-update = 📝 Write an update
button-incident-close = ✔️ It’s over
button-incident-close-yes = ✔️ Yes, it’s over
incidents-title = <b>🚨 Incidents</b>
    What goes on comes first. Customers read it in the shop, on the products, at renewals and under /status.
incidents-none = <b>🚨 No incidents</b>
    Announce trouble or maintenance, and customers read it in the shop, on the products, at renewals and under /status.
incident-which-kind = <b>What is going on?</b>
incident-which-products = <b>What does it affect?</b>
    Everything, or choose products.
incident-write-announcement-en = <b>1 of 2: in English</b>
    The first line is the title (up to { $title } characters), the rest tells more (up to { $text }).
incident-write-announcement-zh = <b>2 of 2: in Chinese</b>
    The same, for those who read Chinese: the first line is the title.
incident-write-update-en = <b>1 of 2: in English</b>
    How is it going? Up to { $text } characters.
incident-write-update-zh = <b>2 of 2: in Chinese</b>
    The same, for those who read Chinese.
incident-words-none = ⚠️ Please send text.
incident-title-long = ⚠️ The title is too long. Make the first line shorter, and send it all again.
incident-text-long = ⚠️ That is too long. Make it shorter, and send it all again.
incident-words-uneven = ⚠️ In one language there is more than a title, in the other there isn’t. Send the Chinese text again, with the same content.
incident-preview = <b>This is what customers will read</b>
incident-preview-announcement = It will stand in the shop, on the products it affects, at renewals and under /status until you say that it’s over.
incident-preview-update = It will stand under /status.
incident-outdated = This draft is gone. Please start again.
incident-published = Published.
incident-number = Number: <code>{ $number }</code>
incident-close-ask = <b>Is “{ $title }” over?</b>
    It disappears from the shop, and stays under /status for 30 days.
incident-closed = It’s over.
## Faulty goods: cases that customers have opened.

cases-title = <b>🔧 Faulty goods</b>
    Whoever has waited longest comes first.
cases-none = <b>No reports of faulty goods are waiting</b>
button-cases = 🔧 Faulty goods
button-case = { $number } · { $name }
button-case-open = 🔧 Open the case
button-case-replace = ✅ Void it and send another one
button-case-refuse = ✖️ Refuse
button-case-refund = 💸 Refund
case-title = <b>🔧 Case { $number }</b>
case-stands-open = Waiting for a decision
case-stands-replaced = Replaced
case-stands-refused = Refused
case-stands-refunded = Refunded
case-goods = { $what }: <code>{ $tail }</code>
case-opened = Reported: { $moment }
case-history = Paid orders: { $orders }
    Cases: { $replaced } replaced, { $refused } refused, { $refunded } refunded, { $open } open
case-unusual = ⚠️ { $count } replaced within { $days } days. Look twice.
case-none-free = <b>Nothing is free to replace case { $number } with</b>
    Nothing was changed. Add stock and open the case again, or give the money back.
case-why = <b>Why is case { $number } refused?</b>
    The customer reads the reason.
case-decided-open = <b>Case { $number } is open</b>
case-decided-replaced = <b>✅ Case { $number } is replaced</b>
    The old one is void for good. The new one is on its way to the customer.
case-decided-refused = <b>Case { $number } is refused</b>
    The customer is told why.
case-decided-refunded = <b>Case { $number } is refunded</b>

button-incidents-one = 🚨 Open the incident
button-extension = 🎁 Extend subscriptions
button-extension-days = 🎁 By { $days ->
    [one] { $days } day
   *[other] { $days } days
}
button-extension-other = ✏️ Another number
button-extension-no = ✖️ No extension
button-extension-go = 🎁 Extend by { $days ->
    [one] { $days } day
   *[other] { $days } days
}
button-extension-yes = 🎁 Yes, extend { $count } by { $days ->
    [one] { $days } day
   *[other] { $days } days
}
button-extension-refresh = 🔄 How far is it?
extension-offer = <b>“{ $title }” is over</b>
    Would you like to extend the subscriptions that ran meanwhile? You’ll see whose they are before anything happens.
extension-days = <b>By how many days?</b>
    Send a number from 1 to { $most }.
extension-days-again = ⚠️ Please send a number from 1 to { $most }.
extension-nobody = <b>No subscription is affected</b>
    None of these products ran for anybody while the incident went on.
extension-preview = <b>{ $subscriptions ->
    [one] { $subscriptions } subscription
   *[other] { $subscriptions } subscriptions
} of { $customers ->
    [one] { $customers } customer
   *[other] { $customers } customers
}</b> ran meanwhile, and would end { $days ->
    [one] { $days } day
   *[other] { $days } days
} later.
extension-over = { $count ->
    [one] { $count } of them has ended by now, and would run again from today.
   *[other] { $count } of them have ended by now, and would run again from today.
}
extension-line = • { $name }: { $title }, { $before } → { $after }
extension-check = <b>Are you sure?</b>
    { $subscriptions ->
        [one] { $subscriptions } subscription
       *[other] { $subscriptions } subscriptions
    } of { $customers ->
        [one] { $customers } customer
       *[other] { $customers } customers
    } will end { $days ->
        [one] { $days } day
       *[other] { $days } days
    } later, and each customer is told. This can’t be undone, and it can be done once for an incident.
    The shop can’t extend anything on your servers: that is for you to do.
extension-moved = The number has changed meanwhile. Please look again.
extension-begun = It has begun.
extension-running = ⏳ Being extended by { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $done } of { $expected }
extension-done = ✅ Extended by { $days ->
    [one] { $days } day
   *[other] { $days } days
}: { $done }

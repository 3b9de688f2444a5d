### Hello: the language, the first screen, the menu of commands, and how the bot introduces itself.

welcome-language = <b>Welcome to { $shop }</b>
    Choose your language. You can change it later with /language.
change-language = <b>Choose your language</b>
    The shop will use it from now on.
language-name = English
language-chosen = Now in English.

home = <b>{ $shop }</b>
    Licenses and subscriptions, delivered right here in this chat.
    Choose where to go.
start-not-for-sale = This product isn’t for sale right now. Have a look at the others.
button-subscriptions = 📅 Subscriptions
button-support = 💬 Support

help = <b>What you can send</b>
    /shop – look around and buy
    /orders – your orders and codes
    /subscriptions – what is running, and renewals
    /support – write to us
    /paysupport – help with a payment or a problem
    /status – is the shop all right?
    /terms – the terms of service
    /privacy – what we know about you, and why
    /language – English or 中文

help-site = Our site: { $site }
help-contact = You can also reach us outside Telegram: { $contact }

not-understood = <b>I understand buttons and commands</b>
    To buy something, open the shop. To reach us, press Support: a person will read it.
unknown-command = <b>I don’t know this command</b>
    /help lists the ones I know.
cancel-done = <b>Stopped</b>
    I’m no longer waiting for a message from you. Your orders stay as they are.
cancel-nothing = <b>There is nothing to stop</b>
    To cancel an order, open it under /orders.

command-shop = Shop
command-orders = My orders
command-subscriptions = My subscriptions
command-support = Message to support
command-paysupport = Help with a payment
command-status = Is the shop all right?
command-language = Language · 语言
command-terms = Terms of Service
command-privacy = Privacy policy
command-help = Help
command-admin = Admin menu
command-stock = Add stock
command-pending = Receipts to check
command-order = Find an order

bot-description = Licenses and subscriptions from { $shop }, in English and Chinese. Pay with Telegram Stars; your code or link comes here within seconds and stays under /orders. Press Start.
bot-short-description = Licenses and subscriptions, delivered right here in this chat. English · 中文

### My data: a copy of everything, and the erasure. Asked for under /privacy.

button-my-data = 🗂 My data
button-send-my-data = 📄 Send me my data
button-erase-me = 🗑 Erase me
button-erase-yes = 🗑 Yes, erase me
button-erase-no = ↩️ Keep me after all
my-data = <b>My data</b>
    We can send you everything we have stored about you: one file for reading (HTML) and the same for programs (JSON). Your codes and links are not in it: you find them under /orders.
    You can also have yourself erased.
my-data-json = The same for programs (JSON).
my-data-html = <b>Everything we have stored about you</b>
    Open it in a browser. It holds your name and your messages: keep it to yourself.
data-file-title = { $shop }: my data
data-file-made = Made on { $moment }. Times are UTC.
data-file-goods = Codes and links are not in this file. You find them in the chat and under /orders.
data-table-customers = Profile
data-table-orders = Orders
data-table-order-events = What happened to the orders
data-table-payments = Payments
data-table-refunds = Refunds
data-table-receipts = Receipts
data-table-stock-items = Goods (without their codes and links)
data-table-deliveries = Deliveries
data-table-subscriptions = Subscriptions
data-table-subscription-periods = Paid periods
data-table-reminders = Reminders
data-table-tickets = Conversations with support
data-table-ticket-posts = Messages to and from support
data-table-consents = Accepted terms
data-table-watchers = Waiting for products
data-table-inbox = Recent messages and buttons
data-table-notices = Messages of the shop
data-table-conversations = What the bot waits for
data-table-data-copies = Copies of my data
data-table-erasure-requests = Request to be erased

erasure-goes = <b>Erase me: what will happen</b>
    Removed for good: your Telegram ID and name, your messages to support and our answers, your payment receipts, what you wait for, your recent messages to this bot.
erasure-stays = { $count ->
    [0] Kept: the terms you accepted, if you did, without your name and ID.
    [one] Kept, because tax and contract law ask for it: 1 order with its payment, and the terms you accepted. They are no longer tied to your name or ID.
   *[other] Kept, because tax and contract law ask for it: { $count } orders with their payments, and the terms you accepted. They are no longer tied to your name or ID.
}
erasure-running = { $count ->
    [one] ⚠️ You have a running subscription. It is not stopped or refunded, but you will no longer see it, its code or link here.
   *[other] ⚠️ You have { $count } running subscriptions. They are not stopped or refunded, but you will no longer see them, their codes or links here.
}
    Save your codes from /orders first.
erasure-wait = You have { $span } to change your mind. After that nobody can bring anything back, and you can start anew as a new customer.
erasure-at-once = It happens within a minute. Nobody can bring anything back, and you can start anew as a new customer.
erasure-asked = <b>You will be erased</b>
    Request { $number }. It happens after { $moment }. Until then you can change your mind here. Orders that are still open by then come first.
erasure-withdrawn = Everything stays as it is.
erasure-blocked = <b>Something is still open</b>
    You can be erased when this is over:
erasure-open-order = • Order { $number } is not finished. Pay for it or cancel it.
erasure-open-receipt = • The receipt for order { $number } is being checked.
erasure-open-refund = • The refund for order { $number } is on its way.
erasure-open-surplus = • Money of yours is on its way back.
erasure-blocked-next = Come back here afterwards. If it takes too long, write to us.
erased = <b>You are erased</b>
    Receipt { $number }, { $moment }.
erased-gone = Removed: Telegram ID and name, { $messages ->
    [one] 1 message
   *[other] { $messages } messages
} with support, { $receipts ->
    [one] 1 receipt
   *[other] { $receipts } receipts
}, everything you waited for, and your recent messages to the bot.
erased-kept = { $count ->
    [0] Kept: nothing but the terms that were accepted, if any, without your name and ID.
    [one] Kept without your name and ID, as the law asks: 1 order with its payment, and the terms that were accepted.
   *[other] Kept without your name and ID, as the law asks: { $count } orders with their payments, and the terms that were accepted.
}
erased-end = This is our last message. The chat itself is yours: delete it in Telegram. If you come back, you are a new customer to us.

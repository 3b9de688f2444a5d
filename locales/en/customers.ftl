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

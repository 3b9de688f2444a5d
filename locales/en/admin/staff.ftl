### /admin: what waits for a person. For admins only.

admin-title = <b>🏠 Admin menu</b>
admin-waits = ⚠️ Something is waiting for you. The oldest comes first.
admin-nothing-waits = ✅ Nothing is waiting for you.
admin-sold-out = ⚠️ <b>Sold out</b>
admin-sold-out-one = • { $title }
admin-command-stock = /stock – what is left, and add more
admin-command-pending = /pending – receipts to check
admin-command-order = /order <i>number</i> – all about an order
admin-command-resend = /resend <i>number</i> – send its goods again
admin-command-refund = /refund <i>number</i> – give its money back
admin-command-catalog = /catalog – change products and prices
admin-command-hide = /hide, /show – take a product out of the shop, and put it back
admin-command-publish_terms = /publish_terms – put new terms in force
admin-not-found = Nothing has this name or number. Check the spelling, or choose from the menu.
admin-more = … and { $count } more
admin-who = Customer: { $name } (<code>{ $id }</code>)
admin-who-blocked = Customer: { $name } (<code>{ $id }</code>), has blocked the bot
button-admin-menu = 🏠 Admin menu
button-admin-receipts = 🧾 Receipts: { $count }
button-admin-waiting = ⏳ Waiting for stock: { $count }
button-admin-attention = ⚠️ Deliveries: { $count }
button-admin-tickets = 💬 Messages: { $count }
button-admin-cases = 🔧 Faulty goods: { $count }
button-admin-refunds = ⚠️ Refunds: { $count }
button-admin-dead = ⚠️ Failed updates: { $count }
button-admin-stock = 📥 Stock
button-admin-catalog = 🗂 Catalog
button-admin-hide = 🙈 Hide
button-admin-show = 👁 Show
button-admin-terms = 📄 Terms

admin-waiting-title = <b>⏳ Paid orders waiting for stock</b>
    They are delivered automatically, first come, first served, when you add stock.
admin-attention-title = <b>⚠️ Deliveries that need a person</b>
    Telegram didn’t take them, or nobody knows if they arrived. The customer sees the goods under /orders. Open one to send it again.
admin-order-line = <code>{ $number }</code> · { $what } · { $total } · { $at }

admin-refunds-title = <b>⚠️ Refunds that need a person</b>
    Transfer the money back, then press Paid back.
admin-refund-line = { $place }. { $money } to { $name }, order { $number }: { $reason }
button-admin-paid-back = ✅ { $place }. Paid back
button-admin-ask-again = { $place }. Ask again
admin-refund-noted = Noted. The customer will be told.
admin-refund-again-due = Telegram was asked again. You’ll be told if it doesn’t work.
admin-refund-again-sending = Telegram is being asked again.
admin-refund-again-done = ✅ The money went back.
admin-refund-again-person = It didn’t work this time either. The refund still waits here.
admin-nameless = customer { $id }

admin-dead-title = <b>⚠️ Updates that could not be handled</b>
admin-dead-line = <code>{ $update }</code> · { $kind } · { $at }
    { $error }
admin-dead-hint = Try again once the cause is fixed, for example after an update of the shop.
button-admin-dead-retry = Try all again
button-admin-dead-forget = Forget all
admin-dead-retried = { $count ->
    [one] Trying { $count } update again.
   *[other] Trying { $count } updates again.
}
admin-dead-forgotten = { $count ->
    [one] { $count } update forgotten.
   *[other] { $count } updates forgotten.
}

### /order, /resend, /refund. Of goods, only the last characters are shown.

admin-usage-order = <b>Find an order</b>
    Send its number: /order 7K2M-94QD
admin-usage-resend = <b>Send goods again</b>
    Send the number of the order: /resend 7K2M-94QD
admin-usage-refund = <b>Give money back</b>
    Send number and reason: /refund 7K2M-94QD the code did not work
admin-order-title = <b>📦 Order { $number }</b>
admin-order-what = { $what }, { $total }
admin-order-state = State: <b>{ $state }</b>
admin-order-payment = Payment: { $money }, { $method }, { $state }
admin-order-delivery = Message with the goods: { $state } ({ $attempts ->
    [one] { $attempts } attempt
   *[other] { $attempts } attempts
})
admin-order-goods = Goods: <code>{ $tails }</code>
admin-order-earlier = … { $count } earlier
admin-order-state-pending = waiting for payment
admin-order-state-expired = closed, not paid
admin-order-state-cancelled = cancelled
admin-order-state-paid = paid, being delivered
admin-order-state-waiting = paid, out of stock
admin-order-state-attention = paid, needs a person
admin-order-state-delivered = delivered
admin-order-state-refunded = refunded
admin-method-stars = Telegram Stars
admin-method-manual = manual transfer
admin-payment-state-opened = not paid
admin-payment-state-review = receipt to be checked
admin-payment-state-confirmed = received
admin-payment-state-failed = receipt rejected
admin-payment-state-expired = expired
admin-payment-state-surplus = unexpected, goes back
admin-payment-state-refunded = refunded
admin-delivery-state-due = waiting to be sent
admin-delivery-state-sending = being sent
admin-delivery-state-sent = sent
admin-delivery-state-seen = seen by the customer
admin-delivery-state-uncertain = may have arrived, a copy follows
admin-delivery-state-unreachable = the customer has blocked the bot
admin-delivery-state-attention = needs a person
admin-delivery-state-withdrawn = withdrawn, the money went back
admin-event = { $at } · { $what }
admin-event-by = { $what } (by { $name })
admin-event-with = { $what }: { $detail }
admin-event-opened = ordered
admin-event-paid = paid
admin-event-paid-late = paid late
admin-event-waiting = out of stock, in line
admin-event-stock-found = stock arrived
admin-event-delivered = delivered
admin-event-cancelled = cancelled
admin-event-expired = closed, not paid
admin-event-receipt = receipt handed in
admin-event-receipt-rejected = receipt rejected
admin-event-surplus = unexpected payment
admin-event-refund-asked = refund asked for
admin-event-refunded = refunded
admin-event-resent = sent again
admin-event-case-opened = reported as faulty
admin-event-case-refused = report of a fault refused
admin-event-replaced = faulty goods replaced
admin-event-unreachable = customer not reachable
admin-event-attention = needs a person
admin-resent = <b>Order { $number } is being sent again</b>
    The customer gets the same goods, marked as a copy.
admin-refund-why = <b>Why refund { $number }?</b>
    Choose a reason, or write your own. The customer will read it.
admin-refund-title = <b>Refund order { $number }?</b>
admin-refund-amount = Amount: <b>{ $money }</b>, { $method }
admin-refund-because = Reason: { $reason }
admin-refund-read = The customer reads the reason, your own words untranslated. They use { $language ->
        [zh] Chinese
       *[en] English
    }.
admin-refund-by-person = ⚠️ This was a manual transfer. You must transfer the money back yourself.
admin-refund-sure = <b>Give { $money } back for { $number }?</b>
    This can’t be undone. The customer keeps what was delivered, and reads the reason.
admin-refund-sure-by-person = <b>Mark { $number } as refunded?</b>
    No money is sent: you must transfer { $money } back yourself. The customer reads the reason. This can’t be undone.
admin-refund-outdated = This question is out of date. Open the order and start again.
admin-refund-result-done = ✅ { $money } went back. Order { $number } is refunded.
admin-refund-result-asked = Telegram has been asked to give { $money } back for { $number }. You’ll be told if it doesn’t work.
admin-refund-result-noted = The refund of { $money } for { $number } is noted and goes out in a moment. You’ll be told if it doesn’t work.
admin-refund-result-stuck = <b>⚠️ { $money } for { $number } could not be given back</b>
    Nothing was sent to the customer. The refund waits under Refunds, where the next steps are.
admin-refund-result-by-person = <b>Order { $number } is marked as refunded</b>
    ⚠️ Now transfer { $money } back to the customer.
admin-refund-subscription = ⚠️ It paid for a subscription. End or shorten it on your server too.
admin-refused-refunded = Order { $number } has been refunded. There is nothing to send or give back.
admin-refused-unpaid = Order { $number } isn’t paid. There is nothing to send or give back.
admin-refused-waiting = Order { $number } is waiting for stock. It is delivered automatically when you add some.
admin-refused-sending = Order { $number } is being sent right now. Nothing was changed.
admin-refused-asked = A refund for order { $number } is already under way. Nothing was changed.
button-admin-resend = 🔄 Send again
button-admin-refund = 💸 Refund…
button-admin-refund-amount = Refund { $money }
button-admin-refund-yes = Yes, refund
button-admin-refund-mark = Mark as refunded

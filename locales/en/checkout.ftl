### From a card to an order that can be paid.

button-confirm = Confirm · { $total }
button-terms = 📄 Terms
button-pay = Pay { $total }
button-show-order = 📦 Show order
button-show-product = 🏷 Show product
button-buy-again = 🔁 Buy again

confirm-title = <b>Is everything right?</b>
confirm-lasts = ⏳ { $days ->
        [one] { $days } day
       *[other] { $days } days
    } from delivery
confirm-renews-same = ⏳ { $quantity ->
        [one] Your link stays the same and runs
       *[other] Your { $quantity } links stay the same and run
    } { $days ->
        [one] { $days } day
       *[other] { $days } days
    } longer.
confirm-renews-new = ⏳ You get { $quantity ->
        [one] a new code or link
       *[other] { $quantity } new codes or links
    } for { $days ->
        [one] { $days } more day
       *[other] { $days } more days
    }.
confirm-keeps = You keep the days you have left.
confirm-starts-anew = It has ended, so the time starts when the payment arrives.
confirm-total-stars = Total: <b>{ $total }</b> (Telegram Stars)
confirm-total-manual = Total: <b>{ $total }</b> (manual transfer)
confirm-final = Digital goods are delivered at once and can’t be returned. No refunds, except for a technical fault on our side or where the law requires it. By pressing “Confirm” you order under our terms.

order-opened = <b>Order { $number }</b>
order-reserved = ⏳ Reserved for { $span }, until { $deadline }. Pay with the button below. If it isn’t paid by then, the order closes by itself and nothing is charged.
order-closed-stars = <b>Order { $number } is closed</b>
    It wasn’t paid in time, and nothing was charged. If you have just paid, your goods will still arrive here.
order-closed-manual = <b>Order { $number } is closed</b>
    We didn’t get a receipt in time. If you have transferred the money, send the receipt now and we’ll check it.
order-cancelled-stars = <b>Order { $number } is cancelled</b>
    Nothing was charged.
order-cancelled-manual = <b>Order { $number } is cancelled</b>
    If you have transferred the money all the same, write to /paysupport.
order-paid = <b>Order { $number }: payment received</b>
    ✅ Your goods will arrive in a separate message within seconds.
order-renewed-same = <b>Order { $number }: payment received</b>
    ✅ { $count ->
        [one] Your link stays the same and runs
       *[other] Your { $count } links stay the same and run
    } longer. A message with the new end will arrive within seconds.
order-renewed-new = <b>Order { $number }: payment received</b>
    ✅ Your renewal, with { $count ->
        [one] a new code or link
       *[other] { $count } new codes or links
    }, will arrive in a separate message within seconds.
order-waiting = <b>Order { $number }: payment received</b>
    We’re out of stock right now, and you are in line: your goods arrive here automatically as soon as there is stock. Would you rather have your money back? Use /paysupport.
order-refunded = <b>Order { $number } is refunded</b>
    The money is on its way back. Questions: /paysupport.
toast-cancelled-stars = The order is cancelled. Nothing was charged.
toast-cancelled-manual = The order is cancelled.
invoice-description = { $what }. Order { $number }. Delivered in this chat within seconds.
invoice-description-extends = { $what }. Order { $number }. { $count ->
        [one] Your link stays the same and runs
       *[other] Your { $count } links stay the same and run
    } longer within seconds.
payment-surplus = <b>This order was already paid</b>
    We’re sending the second payment back to you. You don’t need to do anything. Questions: /paysupport.
error-try-again = Something went wrong on our side. You haven’t been charged. Try again in a minute.

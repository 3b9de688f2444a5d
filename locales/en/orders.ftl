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

### What a customer has bought: the list, one order, and giving up what is not paid yet.

button-continue = 💳 Continue
button-give-up = ✖️ Cancel order
button-give-up-yes = ✖️ Yes, cancel it
button-give-up-no = ← Keep it
button-order-problem = ⚠️ There is a problem
button-order-help = 💬 Help with this order
button-back-to-orders = ← My orders

orders-title = 📦 <b>My orders</b>
orders-entry = <code>{ $number }</code> · { $what }
    { $date } · { $state }
orders-hint = Tap a number to open the order.
orders-empty = <b>No orders yet</b>
    Have a look at the shop.

order-title = 📦 <b>Order</b> <code>{ $number }</code>
order-state-pending = ⏳ Waiting for payment
order-state-review = ⏳ Receipt being checked
order-state-expired = Closed (not paid)
order-state-cancelled = Cancelled
order-state-paid = Paid, being delivered
order-state-waiting = Paid, waiting for stock
order-state-attention = Paid, being looked into
order-state-delivered = ✅ Delivered
order-state-refunded = Refunded
order-fact-total-stars = Total: <b>{ $total }</b> (Telegram Stars)
order-fact-total-manual = Total: <b>{ $total }</b> (manual transfer)
order-fact-opened = Ordered: { $moment }
order-fact-paid = Paid: { $moment }
order-fact-delivered = Delivered: { $moment }
order-next-pending = Reserved for you until { $deadline }. If it isn’t paid by then, the order closes by itself.
order-next-review = We’re checking your receipt and will write to you here.
order-next-expired-stars = Nothing was charged. If you have just paid, your goods will still arrive here.
order-next-expired-manual = If you have transferred the money, send the receipt and we’ll check it.
order-next-cancelled-stars = Nothing was charged.
order-next-cancelled-manual = If you have transferred the money all the same, write to /paysupport.
order-next-waiting = { $ahead ->
    [0] You are first in line.
    [one] You are in line, { $ahead } order is ahead of yours.
   *[other] You are in line, { $ahead } orders are ahead of yours.
} Your goods arrive here automatically as soon as there is stock. Would you rather have your money back? Use /paysupport.
order-next-attention = We’re looking into this order. Questions: /paysupport.
order-next-returns = Your payment is on its way back to you. Questions: /paysupport.
order-next-refunded = The payment was returned to you. Questions: /paysupport.

give-up-question = <b>Cancel order { $number }?</b>
give-up-hint-stars = You won’t be charged. What we hold for you goes back on sale.
give-up-hint-manual = What we hold for you goes back on sale. If you have already transferred the money, keep the order and send the receipt.

## There is a problem: what is wrong, goods again, and cases of faulty goods.

problem-title = <b>What is wrong with order { $number }?</b>
button-problem-not-received = 📭 It didn’t arrive
button-problem-license-code = 🔑 A code doesn’t work
button-problem-subscription-link = 🔗 The link doesn’t work
button-problem-down = 🔌 The service is down
button-problem-other = 💬 Something else
button-problem-write = 💬 Write to us
button-problem-back = 📦 Back to the order
button-problem-item = { $place }. { $tail }
button-problem-reported = 🔧 { $place }. { $tail }
problem-sent-again = <b>Order { $number } is on its way again</b>
    The same goods arrive here in a separate message within seconds.
problem-sent-at = Sent: { $moment }
problem-sent-hint = You also find them at any time under /orders.
problem-which-license-code = { $count ->
    [one] <b>Report this code?</b>
   *[other] <b>Which code doesn’t work?</b>
}
    Tap its last characters. A person checks it and answers here.
problem-which-subscription-link = { $count ->
    [one] <b>Report this link?</b>
   *[other] <b>Which link doesn’t work?</b>
}
    Tap its last characters. A person checks it and answers here.
problem-which-hint = If it is faulty, you get another one here, or your money back. What we replace is switched off and can’t be used any more.
problem-down = <b>Is the service down?</b>
    Wait a few minutes, start the app again, and try another network.
problem-down-hint = If it still doesn’t work, write to us: what you see, and since when. A screenshot helps.
case-hint = Something to add, such as the error that you see? Write it to us.
case-state-open = 🔧 <b>Case { $number }</b>: being checked. A person answers here.
case-state-replaced = ✅ <b>Case { $number }</b>: replaced.
case-state-refused = <b>Case { $number }</b>: refused.
case-state-refunded = <b>Case { $number }</b>: your money goes back.

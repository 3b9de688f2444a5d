### What a customer has bought: the list, one order, and giving up what is not paid yet.

button-continue = 💳 Continue
button-give-up = ✖️ Cancel order
button-give-up-yes = ✖️ Yes, cancel it
button-give-up-no = ← Keep it
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

### What runs, until when, and renewing it.

button-renew = 🔄 Renew
button-renew-one = 🔄 { $title }
button-goods-of = 📦 { $title }

subscriptions-title = 📅 <b>My subscriptions</b>
subscriptions-empty = <b>No active subscriptions</b>
    Have a look at the shop.
subscription-state-active = <b>{ $title }</b> · Active
subscription-state-grace = <b>{ $title }</b> · Ended, renew any time
subscription-state-ended = <b>{ $title }</b> · Ended
subscription-state-suspended = <b>{ $title }</b> · Paused by the shop
subscription-state-revoked = <b>{ $title }</b> · Refunded
subscription-left = { $days ->
    [0] ends today
    [one] { $days } day left
   *[other] { $days } days left
}
subscription-ends = Ends on { $date } · { $left }
subscription-ended-on = Ended on { $date }

renew-title = 🔄 <b>Renew { $title }</b>
renew-methods = How would you like to pay?

### What the shop says by itself to customers: reminders, refused receipts, refunds.

button-payment-help = 💬 Payment help
button-another-receipt = 🧾 Send another one

notice-ends = ⏰ <b>{ $title }</b> ends on { $date }, { $days ->
    [0] today
    [one] in { $days } day
   *[other] in { $days } days
}.
notice-ended = ⏰ <b>{ $title }</b> ended on { $date }.
notice-renew-now = Renew now and keep the days you have left.
notice-renew-later = Renew to continue.
notice-not-sold = It is no longer sold. Have a look at the shop for something else.

notice-back-in-stock = 🔔 <b>{ $title }</b> is back in stock.
    You asked us to let you know.
notice-back-in-stock-left = { $left ->
    [0] It isn’t reserved: first come, first served.
    [one] Only { $left } is there, and it isn’t reserved: first come, first served.
   *[other] There are { $left }, and none is reserved: first come, first served.
}

notice-subscription-extended = 🎁 <b>{ $title }</b> now ends on { $date }, { $days ->
    [one] { $days } day
   *[other] { $days } days
} later.
    We’re sorry about “{ $incident }”, and have given you the time back.

notice-receipt-rejected = <b>We couldn’t match the receipt for order { $number }</b>
    Reason: { $reason }
    Send another one, or write to /paysupport.

notice-refunded = <b>Order { $number } is refunded</b>
    { $money } was returned to you.
notice-refund-by-person = <b>Order { $number } is refunded</b>
    We’ll transfer { $money } back to you.
    Questions: /paysupport.
notice-surplus = <b>A payment was returned to you</b>
    We received { $money }, but there was no open order for it.
notice-reason = Reason: { $reason }
notice-questions = Questions: /paysupport.

notice-case-refused = <b>We checked what you reported in order { $number }</b>
    It isn’t replaced.

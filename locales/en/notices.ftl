### What the shop says by itself to customers: reminders, refused receipts, refunds.

button-payment-help = 💬 Payment help
button-another-receipt = 🧾 Send another one

notice-ends = ⏰ <b>{ $title }</b> ends on { $date }, in { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
notice-ended = ⏰ <b>{ $title }</b> ended on { $date }.
notice-renew-now = Renew now and keep the days you have left.
notice-renew-later = Renew to go on.
notice-not-sold = It isn't sold any more. Have a look at the shop for another one.

notice-back-in-stock = 🔔 <b>{ $title }</b> is back in stock.
    You asked us to tell you. It isn't reserved: first come, first served.

notice-receipt-rejected = <b>We couldn't match the receipt for order { $number }</b>
    Reason: { $reason }
    Send another one, or write to /paysupport.

notice-refunded = <b>Order { $number } is refunded</b>
    { $money } went back to you.
notice-refund-by-person = <b>Order { $number } is refunded</b>
    A person transfers { $money } back to you.
    Questions: /paysupport.
notice-surplus = <b>A payment went back to you</b>
    { $money } came in, and no open order asked for it.
notice-reason = Reason: { $reason }
notice-questions = Questions: /paysupport.

### What admins are told without asking. Never goods.

notice-admin-sale = <b>💰 { $renewal ->
        [yes] Renewed
       *[no] Sold
    }: { $what }</b>
    { $total } · { $name }
    Order { $number }
notice-admin-sales = <b>💰 { $count } sales: { $totals }</b>
    { $goods }
notice-admin-missed = <b>📬 While you couldn’t be reached</b>
notice-admin-missed-waits = What still waits for you is in the menu.
missed-sales = 💰 Sales: { $count }
missed-stock = 📉 News about stock: { $count }
missed-receipts = 🧾 Receipts: { $count }
missed-waiting = ⏳ Paid orders waiting for stock: { $count }
missed-attention = ⚠️ Deliveries that need a person: { $count }
missed-tickets = 💬 Messages: { $count }
missed-cases = 🔧 Faulty goods: { $count }
missed-refunds = ⚠️ Refunds that need a person: { $count }
missed-dead = ⚠️ Failed updates: { $count }
notice-admin-about = { $what } · { $total } · { $name }
notice-admin-whose = Customer: { $name }

notice-admin-waiting = <b>⚠️ Out of stock: { $title }</b>
    Order { $number } is paid and waiting. It is delivered automatically when you add stock.
notice-admin-sold-out = <b>⚠️ Sold out: { $title }</b>
    The last one is sold. Add stock to keep selling.
notice-admin-low-stock = <b>📉 Almost sold out: { $title }</b>
    { $left ->
        [one] Only { $left } is left.
       *[other] Only { $left } are left.
    } Add stock to keep selling.
notice-admin-extended = <b>🔄 Renewed: { $title }</b>
    Order { $number } extends a subscription. Extend it on your server too.
notice-admin-surplus = <b>⚠️ Unexpected payment: { $money }</b>
    Order { $number }. { $reason }. Stars go back automatically; a transfer is yours to send back.
notice-admin-surplus-stray = <b>⚠️ Payment without an order: { $money }</b>
    { $reason }. Nothing goes back automatically: check your books, then decide.
notice-admin-unreachable = <b>⚠️ Order { $number } can’t be delivered now</b>
    The customer has blocked the bot. It will be sent when they come back.
notice-admin-answer-unreachable = <b>⚠️ Your answer to { $name } can’t be delivered now</b>
    The customer has blocked the bot. It will be sent if they come back within { $days } days.
notice-admin-case = <b>🔧 Goods reported as faulty</b>
    Order { $number }
notice-admin-case-unusual = ⚠️ Several goods of this customer were replaced lately. Look twice.
notice-admin-attention = <b>⚠️ Order { $number } needs a person</b>
    Telegram didn’t take the message with the goods, or nobody knows if it arrived.
notice-admin-receipt = <b>🧾 A receipt to check</b>
    Order { $number }
notice-admin-undecided = <b>⚠️ A receipt has been waiting for over 12 hours</b>
    Order { $number }. The customer is waiting for an answer.
notice-admin-served = ✅ { $title } is back in stock: { $count ->
    [one] { $count } waiting order is
   *[other] { $count } waiting orders are
} being delivered.
notice-admin-refund-stuck = <b>⚠️ A refund needs a person: { $money }</b>
    It didn’t go through automatically: { $reason }
notice-admin-dead-letter = <b>⚠️ An update could not be handled</b>
    <code>{ $update }</code> · { $kind }
    { $error }
button-admin-refunds-list = Open refunds
button-admin-dead-list = Open the list

## Reasons that the shop knows, on buttons of admins and in words to customers.

notice-reason-fault = A technical fault on our side
notice-reason-code-works = It was checked and works
notice-reason-code-used = It worked and has been used
notice-reason-not-followed = The instructions were not followed
notice-reason-out-of-stock = Out of stock
notice-reason-paid-twice = Paid twice
notice-reason-not-received = The transfer has not arrived
notice-reason-other-sum = The amount is different
notice-reason-unreadable = The receipt can’t be read
notice-reason-unknown-order = No matching order
notice-reason-other-way-to-pay = Paid in a different way than ordered
notice-reason-other-payer = Paid by somebody else
notice-reason-nothing-to-extend = The subscription to extend was refunded meanwhile
notice-reason-other-amount = A different amount than ordered
notice-reason-way-is-off = This way to pay is switched off
notice-admin-incident-extended = 🎁 After “{ $title }”: { $count ->
    [one] { $count } subscription runs
   *[other] { $count } subscriptions run
} { $days ->
    [one] { $days } day
   *[other] { $days } days
} longer, and the customers are being told. Extend them on your server too.

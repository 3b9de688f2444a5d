### Manual transfer: where the money goes, and the receipt that says it went.

button-send-receipt = 🧾 Send receipt
button-copy-amount = 📋 Copy amount
button-copy-number = 📋 Copy number
button-not-yet = ← Not yet

transfer-title = 🏦 <b>Transfer { $total }</b>
transfer-payee = <blockquote>{ $payee }</blockquote>
transfer-amount = Amount: <code>{ $amount }</code> { $currency }
transfer-reference = Reference: <code>{ $number }</code>
transfer-deadline = Reserved for you for { $span }, until { $deadline }. Make the transfer before then, with this reference, and send the receipt.
transfer-deadline-later = Reserved for you until { $deadline }. Make the transfer before then, with this reference, and send the receipt.

receipt-request = 🧾 <b>Receipt for order { $number }</b>
receipt-kinds = Send a photo, an image or PDF file, or the transfer number as text (at least 4 letters or digits).
receipt-hint = <b>This can’t be checked as a receipt</b>
receipt-taken = <b>Receipt received</b>
    Order { $number }: a person will check it, and we’ll write to you here. No need to send it again.
receipt-question = 🧾 <b>Is this the receipt for order { $number }?</b>
receipt-question-which = 🧾 <b>Which order is this receipt for?</b>
receipt-dismissed = All right, nobody has been shown it. If it’s for support, press the button and send it again.
button-yes-receipt = ✅ Yes, send it
button-no-receipt = ✖️ No

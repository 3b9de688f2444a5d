### /pending: receipts of manual transfers. The reasons are read by customers.

admin-receipts-none = ✅ No receipts are waiting for a decision.
admin-receipt-title = <b>🧾 Receipt</b>
admin-receipt-order = Order <code>{ $number }</code>: { $what }
admin-receipt-amount = Amount: <b>{ $money }</b>
admin-receipt-at = Received: { $at }
admin-receipt-reference = Reference: <code>{ $reference }</code>
admin-receipt-seen-before = ⚠️ Seen before on { $numbers }
admin-receipt-decided = ✅ This receipt has been decided.
admin-receipt-decided-approved = ✅ Approved by { $name }, { $at }.
admin-receipt-decided-rejected = ✖️ Rejected by { $name }, { $at }: { $reason }
admin-receipt-part = <b>🧾 One more picture of this receipt</b>
admin-receipt-why = <b>Why reject the receipt for { $number }?</b>
    The customer will read this, and may send another one.
admin-receipt-type-reason = <b>Write the reason</b>
    The customer will read it exactly as you write it, up to 200 characters.
admin-receipt-approved = ✅ Approved. Order { $number } is paid and being delivered.
admin-receipt-waiting = ⚠️ Approved, but there is no stock. Order { $number } is waiting in line and is delivered when you add stock.
admin-receipt-surplus = ⚠️ Approved, but { $number } can no longer be paid. The money is listed under Refunds in /admin.
admin-receipt-rejected = <b>Rejected: { $number }</b>
    The customer reads: { $reason }
button-admin-approve = ✅ Approve
button-admin-reject = ✖️ Reject
button-admin-own-words = Other reason…
button-admin-order = 📦 Open order
button-admin-receipt = 🧾 Open receipt
button-admin-next-receipt = 🧾 Next receipt
button-admin-receipt-part = 📎 Picture { $place }

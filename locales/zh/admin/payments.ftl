### /pending：转账凭证。驳回原因会发给客户。

admin-receipts-none = ✅ 没有待核对的凭证。
admin-receipt-title = <b>🧾 付款凭证</b>
admin-receipt-order = 订单 <code>{ $number }</code>：{ $what }
admin-receipt-amount = 金额：<b>{ $money }</b>
admin-receipt-at = 收到时间：{ $at }
admin-receipt-reference = 转账单号：<code>{ $reference }</code>
admin-receipt-seen-before = ⚠️ 曾用于订单 { $numbers }
admin-receipt-decided = ✅ 这份凭证已处理。
admin-receipt-decided-approved = ✅ { $name } 已于 { $at } 通过。
admin-receipt-decided-rejected = ✖️ { $name } 已于 { $at } 驳回：{ $reason }
admin-receipt-part = <b>🧾 这份凭证的另一张图片</b>
admin-receipt-why = <b>为什么驳回 { $number } 的凭证？</b>
    客户会看到原因，并可重新发送。
admin-receipt-type-reason = <b>请写下原因</b>
    客户会看到原文，最多 200 个字。
admin-receipt-approved = ✅ 已通过。订单 { $number } 已付款，正在发货。
admin-receipt-waiting = ⚠️ 已通过，但暂时缺货。订单 { $number } 已在排队，补货后自动发货。
admin-receipt-surplus = ⚠️ 已通过，但订单 { $number } 已不能付款。这笔钱列在 /admin 的“退款”里。
admin-receipt-rejected = <b>已驳回：{ $number }</b>
    客户看到的原因：{ $reason }
button-admin-approve = ✅ 通过
button-admin-reject = ✖️ 驳回
button-admin-own-words = 其他原因……
button-admin-order = 📦 打开订单
button-admin-receipt = 🧾 打开凭证
button-admin-next-receipt = 🧾 下一份凭证
button-admin-receipt-part = 📎 图片 { $place }

### 转账：收款信息与付款凭证。

button-send-receipt = 🧾 发送凭证
button-copy-amount = 📋 复制金额
button-copy-number = 📋 复制订单号
button-not-yet = ← 暂不发送

transfer-title = 🏦 <b>转账 { $total }</b>
transfer-payee = <blockquote>{ $payee }</blockquote>
transfer-amount = 金额：<code>{ $amount }</code> { $currency }
transfer-reference = 转账备注：<code>{ $number }</code>
transfer-deadline = 已为您预留 { $span }，到 { $deadline }为止。请在此之前转账，备注填写订单号，然后发送凭证。
transfer-deadline-later = 已为您预留到 { $deadline }。请在此之前转账，备注填写订单号，然后发送凭证。

receipt-request = 🧾 <b>订单 { $number } 的付款凭证</b>
receipt-kinds = 请发送凭证的照片、图片文件或 PDF，也可以直接发送转账单号（至少 4 个字母或数字）。
receipt-hint = <b>这条消息无法作为凭证核对</b>
receipt-taken = <b>已收到凭证</b>
    订单 { $number }：我们会核对凭证，并在这里通知您结果，无需重复发送。
receipt-question = 🧾 <b>这是订单 { $number } 的付款凭证吗？</b>
receipt-question-which = 🧾 <b>这是哪个订单的付款凭证？</b>
receipt-dismissed = 好的，这条消息没有转给任何人。如果是想联系客服，请点下面的按钮后重新发送。
button-yes-receipt = ✅ 是的，提交
button-no-receipt = ✖️ 不是

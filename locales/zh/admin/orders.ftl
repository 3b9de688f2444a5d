### /order、/resend、/refund。商品内容只显示末尾几位。

admin-usage-order = <b>查订单</b>
    发送订单号：/order 7K2M-94QD
admin-usage-resend = <b>重发商品</b>
    发送订单号：/resend 7K2M-94QD
admin-usage-refund = <b>退款</b>
    发送订单号和原因：/refund 7K2M-94QD 授权码无法使用
admin-order-title = <b>📦 订单 { $number }</b>
admin-order-what = { $what }，{ $total }
admin-order-state = 状态：<b>{ $state }</b>
admin-order-payment = 付款：{ $money }，{ $method }，{ $state }
admin-order-delivery = 发货消息：{ $state }（尝试 { $attempts } 次）
admin-order-goods = 商品：<code>{ $tails }</code>
admin-order-earlier = ……更早的 { $count } 条
admin-order-state-pending = 待付款
admin-order-state-expired = 已关闭，未付款
admin-order-state-cancelled = 已取消
admin-order-state-paid = 已付款，发货中
admin-order-state-waiting = 已付款，缺货
admin-order-state-attention = 已付款，需人工处理
admin-order-state-delivered = 已发货
admin-order-state-refunded = 已退款
admin-method-stars = Telegram 星星
admin-method-manual = 转账
admin-payment-state-opened = 未付款
admin-payment-state-review = 凭证待核对
admin-payment-state-confirmed = 已收款
admin-payment-state-failed = 凭证已驳回
admin-payment-state-expired = 已过期
admin-payment-state-surplus = 意外的付款，需退回
admin-payment-state-refunded = 已退款
admin-delivery-state-due = 待发送
admin-delivery-state-sending = 发送中
admin-delivery-state-sent = 已发送
admin-delivery-state-seen = 客户已查看
admin-delivery-state-uncertain = 可能已送达，将再发一份
admin-delivery-state-unreachable = 客户已屏蔽机器人
admin-delivery-state-attention = 需人工处理
admin-delivery-state-withdrawn = 已撤回，款项已退
admin-event = { $at } · { $what }
admin-event-by = { $what }（{ $name } 操作）
admin-event-with = { $what }：{ $detail }
admin-event-opened = 下单
admin-event-paid = 已付款
admin-event-paid-late = 逾期付款
admin-event-waiting = 缺货，排队中
admin-event-stock-found = 已补货
admin-event-delivered = 已发货
admin-event-cancelled = 已取消
admin-event-expired = 已关闭，未付款
admin-event-receipt = 提交凭证
admin-event-receipt-rejected = 凭证已驳回
admin-event-surplus = 意外的付款
admin-event-refund-asked = 申请退款
admin-event-refunded = 已退款
admin-event-resent = 已重发
admin-event-case-opened = 申报故障
admin-event-case-refused = 故障申报未通过
admin-event-replaced = 已更换故障商品
admin-event-unreachable = 联系不上客户
admin-event-attention = 需人工处理
admin-resent = <b>订单 { $number } 已重发</b>
    客户会收到同样的商品，并注明是再次发送。
admin-refund-why = <b>为什么给 { $number } 退款？</b>
    选择原因，或直接写下来。客户会看到。
admin-refund-title = <b>给订单 { $number } 退款？</b>
admin-refund-amount = 金额：<b>{ $money }</b>，{ $method }
admin-refund-because = 原因：{ $reason }
admin-refund-read = 客户会看到原因，您自己写的话不会被翻译。客户使用{ $language ->
        [zh] 中文
       *[en] 英文
    }。
admin-refund-by-person = ⚠️ 这笔订单是转账付款的，需要您自己把钱转回。
admin-refund-sure = <b>确定为 { $number } 退还 { $money } 吗？</b>
    退款不能撤销。已发的商品仍留在客户手里，客户会看到原因。
admin-refund-sure-by-person = <b>确定把 { $number } 标记为已退款吗？</b>
    标记并不会付款，{ $money } 需要您自己转回。客户会看到原因。标记不能撤销。
admin-refund-outdated = 这一步已失效。请打开订单重新开始。
admin-refund-result-done = ✅ 已退还 { $money }。订单 { $number } 已退款。
admin-refund-result-asked = 已向 Telegram 申请为 { $number } 退还 { $money }。若不成功会通知您。
admin-refund-result-noted = 订单 { $number } 退还 { $money } 已登记，稍后自动办理。若不成功会通知您。
admin-refund-result-stuck = <b>⚠️ 订单 { $number } 的 { $money } 没能退还</b>
    客户没有收到退款。这笔退款已列入“退款”，请在那里继续处理。
admin-refund-result-by-person = <b>订单 { $number } 已标记为已退款</b>
    ⚠️ 现在请把 { $money } 转回给客户。
admin-refund-subscription = ⚠️ 这笔订单买的是订阅，请在您的服务器上同步终止或缩短。
admin-refused-refunded = 订单 { $number } 已退款，没有可重发或可退的内容。
admin-refused-unpaid = 订单 { $number } 未付款，没有可重发或可退的内容。
admin-refused-waiting = 订单 { $number } 正在等待补货，补货后自动发货。
admin-refused-sending = 订单 { $number } 正在发送，没有任何改动。
admin-refused-asked = 订单 { $number } 的退款正在处理中，没有任何改动。
button-admin-resend = 🔄 重发
button-admin-refund = 💸 退款……
button-admin-refund-amount = 退款 { $money }
button-admin-refund-yes = 确认退款
button-admin-refund-mark = 标记为已退款

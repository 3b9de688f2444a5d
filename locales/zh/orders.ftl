### 我的订单：列表、订单详情，以及取消未付款的订单。

button-continue = 💳 继续付款
button-give-up = ✖️ 取消订单
button-give-up-yes = ✖️ 确定取消
button-give-up-no = ← 保留订单
button-order-help = 💬 咨询这笔订单
button-back-to-orders = ← 我的订单

orders-title = 📦 <b>我的订单</b>
orders-entry = <code>{ $number }</code> · { $what }
    { $date } · { $state }
orders-hint = 点订单号查看详情。
orders-empty = <b>还没有订单</b>
    去商店看看吧。

order-title = 📦 <b>订单</b> <code>{ $number }</code>
order-state-pending = ⏳ 待付款
order-state-review = ⏳ 凭证核对中
order-state-expired = 已关闭（未付款）
order-state-cancelled = 已取消
order-state-paid = 已付款，发货中
order-state-waiting = 已付款，等待补货
order-state-attention = 已付款，客服处理中
order-state-delivered = ✅ 已发货
order-state-refunded = 已退款
order-fact-total-stars = 合计：<b>{ $total }</b>（Telegram 星星）
order-fact-total-manual = 合计：<b>{ $total }</b>（转账）
order-fact-opened = 下单：{ $moment }
order-fact-paid = 付款：{ $moment }
order-fact-delivered = 发货：{ $moment }
order-next-pending = 已为您预留到 { $deadline }。逾期未付，订单自动关闭，不会扣款。
order-next-review = 我们正在核对凭证，结果会在这里通知您。
order-next-expired-stars = 没有扣款。如果您刚刚已付款，商品仍会自动发到这里。
order-next-expired-manual = 如果您已转账，请发送凭证，我们会核对。
order-next-cancelled-stars = 没有扣款。
order-next-cancelled-manual = 如果您已经转账，请发送 /paysupport 联系我们。
order-next-waiting = { $ahead ->
    [0] 您已排在首位，补货后自动发到这里。
   *[other] 您已在排队，前面还有 { $ahead } 笔订单，补货后自动发到这里。
}若想退款，请发送 /paysupport。
order-next-attention = 客服正在处理这笔订单。有疑问请发送 /paysupport。
order-next-returns = 款项正在退回给您。有疑问请发送 /paysupport。
order-next-refunded = 款项已退回。有疑问请发送 /paysupport。

give-up-question = <b>确定取消订单 { $number } 吗？</b>
give-up-hint-stars = 不会扣款，为您预留的商品将重新开售。
give-up-hint-manual = 为您预留的商品将重新开售。如果您已转账，请保留订单并发送凭证。

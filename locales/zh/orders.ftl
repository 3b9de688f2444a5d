### 从商品到可以付款的订单。

button-confirm = 确认 · { $total }
button-terms = 📄 服务条款
button-pay = 付款 { $total }
button-show-order = 📦 查看订单
button-show-product = 🏷 查看商品
button-buy-again = 🔁 再次购买

confirm-title = <b>请核对订单</b>
confirm-lasts = ⏳ 有效 { $days } 天，从发货起算
confirm-renews-same = ⏳ { $quantity ->
        [1] 链接不变
       *[other] { $quantity } 个链接不变
    }，再延长 { $days } 天
confirm-renews-new = ⏳ 将发放{ $quantity ->
        [1] 新的授权码或链接
       *[other] { " " }{ $quantity } 个新的授权码或链接
    }，有效期 { $days } 天
confirm-keeps = 剩余天数会保留。
confirm-starts-anew = 目前已到期，从付款到账起重新计算。
confirm-total-stars = 合计：<b>{ $total }</b>（Telegram 星星）
confirm-total-manual = 合计：<b>{ $total }</b>（转账）
confirm-final = 数字商品即时交付，交付后不可退换。除我方技术故障或法律另有强制规定外，不予退款。点“确认”即按《服务条款》下单。

order-opened = <b>订单 { $number }</b>
order-reserved = ⏳ 已为您预留 { $span }，到 { $deadline }为止。请点下面的按钮付款；逾期未付，订单会自动关闭，不会扣款。
order-closed-stars = <b>订单 { $number } 已关闭</b>
    未在时限内付款，没有扣款。如果您刚刚已付款，商品仍会自动发到这里。
order-closed-manual = <b>订单 { $number } 已关闭</b>
    未在时限内收到凭证。如果您已转账，请现在发送凭证，我们会核对。
order-cancelled-stars = <b>订单 { $number } 已取消</b>
    没有扣款。
order-cancelled-manual = <b>订单 { $number } 已取消</b>
    如果您已经转账，请发送 /paysupport 联系我们。
order-paid = <b>订单 { $number }：已收到付款</b>
    ✅ 商品会在几秒内另发一条消息给您。
order-renewed-same = <b>订单 { $number }：已收到付款</b>
    ✅ { $count ->
        [1] 链接不变
       *[other] { $count } 个链接不变
    }，已为您续期。新的到期日会在几秒内发到这里。
order-renewed-new = <b>订单 { $number }：已收到付款</b>
    ✅ 续费用的{ $count ->
        [1] { "" }
       *[other] { " " }{ $count } 个
    }新授权码或链接会在几秒内另发一条消息给您。
order-waiting = <b>订单 { $number }：已收到付款</b>
    暂时缺货，您已在排队，补货后自动发到这里。若想退款，请发送 /paysupport。
order-refunded = <b>订单 { $number } 已退款</b>
    款项正在退回。有疑问请发送 /paysupport。
toast-cancelled-stars = 订单已取消，没有扣款。
toast-cancelled-manual = 订单已取消。
invoice-description = { $what }。订单 { $number }。付款后几秒内发到这里。
invoice-description-extends = { $what }。订单 { $number }。{ $count ->
        [1] 链接不变
       *[other] { $count } 个链接不变
    }，付款后几秒内延长。
payment-surplus = <b>这笔订单之前已付款</b>
    多付的这一笔会退还给您，无需操作。有疑问请发送 /paysupport。
error-try-again = 我们这边出了点问题，没有扣款。请一分钟后重试。

### 我的订单：列表、订单详情，以及取消未付款的订单。

button-continue = 💳 继续付款
button-give-up = ✖️ 取消订单
button-give-up-yes = ✖️ 确定取消
button-give-up-no = ← 保留订单
button-order-problem = ⚠️ 商品有问题
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

## 商品有问题：选择问题、重新发货、故障申报。

problem-title = <b>订单 { $number } 出了什么问题？</b>
button-problem-not-received = 📭 没有收到
button-problem-license-code = 🔑 授权码不能用
button-problem-subscription-link = 🔗 链接不能用
button-problem-down = 🔌 服务无法使用
button-problem-other = 💬 其他问题
button-problem-write = 💬 联系客服
button-problem-back = 📦 返回订单
button-problem-item = { $place }. { $tail }
button-problem-reported = 🔧 { $place }. { $tail }
problem-sent-again = <b>订单 { $number } 正在重新发送</b>
    同样的商品会在几秒内另发一条消息给您。
problem-sent-at = 发送时间：{ $moment }
problem-sent-hint = 您也可以随时在 /orders 里查看。
problem-which-license-code = { $count ->
    [1] <b>要申报这个授权码吗？</b>
   *[other] <b>哪个授权码不能用？</b>
}
    请点它的末尾几位，客服核实后会在这里回复。
problem-which-subscription-link = { $count ->
    [1] <b>要申报这个链接吗？</b>
   *[other] <b>哪个链接不能用？</b>
}
    请点它的末尾几位，客服核实后会在这里回复。
problem-which-hint = 确有问题的，会补发一个新的或退款。被替换的那个会立即作废，不能再用。
problem-down = <b>服务无法使用？</b>
    请稍等几分钟，重启应用，或换一个网络再试。
problem-down-hint = 仍不能用时，请联系客服，写明看到的提示和开始的时间，附上截图更好。
case-hint = 想补充说明（例如看到的错误提示），请联系客服。
case-state-open = 🔧 <b>申报 { $number }</b>：核实中，客服会在这里回复。
case-state-replaced = ✅ <b>申报 { $number }</b>：已更换。
case-state-refused = <b>申报 { $number }</b>：未通过。
case-state-refunded = <b>申报 { $number }</b>：将退款给您。

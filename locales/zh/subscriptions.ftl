### 我的订阅：状态、到期日与续费。

button-renew = 🔄 续费
button-renew-one = 🔄 { $title }
button-goods-of = 📦 { $title }

subscriptions-title = 📅 <b>我的订阅</b>
subscriptions-empty = <b>没有使用中的订阅</b>
    去商店看看吧。
subscription-state-active = <b>{ $title }</b> · 使用中
subscription-state-grace = <b>{ $title }</b> · 已到期，可续费
subscription-state-ended = <b>{ $title }</b> · 已到期
subscription-state-suspended = <b>{ $title }</b> · 已暂停
subscription-state-revoked = <b>{ $title }</b> · 已退款
subscription-left = { $days ->
    [0] 今天到期
   *[other] 还剩 { $days } 天
}
subscription-ends = { $date }到期 · { $left }
subscription-ended-on = 已于 { $date }到期

renew-title = 🔄 <b>续费 { $title }</b>
renew-methods = 请选择支付方式：

### 主动发给客户的消息：到期提醒、凭证驳回、退款。

button-payment-help = 💬 付款问题
button-another-receipt = 🧾 重新发送凭证

notice-ends = ⏰ <b>{ $title }</b> 将于 { $date }到期，{ $days ->
    [0] 就在今天
   *[other] 还剩 { $days } 天
}。
notice-ended = ⏰ <b>{ $title }</b> 已于 { $date }到期。
notice-renew-now = 现在续费，剩余天数不浪费。
notice-renew-later = 续费即可继续使用。
notice-not-sold = 这件商品已不再出售，去商店看看别的吧。

notice-back-in-stock = 🔔 <b>{ $title }</b> 到货了。
    您之前设置了到货提醒。
notice-back-in-stock-left = { $left ->
    [0] 商品不作预留，先到先得。
   *[other] 现有 { $left } 件，不作预留，先到先得。
}

notice-subscription-extended = 🎁 <b>{ $title }</b> 的到期日推迟 { $days } 天，至 { $date }。
    因“{ $incident }”给您带来不便，特此补偿。

notice-receipt-rejected = <b>订单 { $number } 的凭证未通过核对</b>
    原因：{ $reason }
    请重新发送，或通过 /paysupport 联系我们。

notice-refunded = <b>订单 { $number } 已退款</b>
    { $money } 已退还给您。
notice-refund-by-person = <b>订单 { $number } 已退款</b>
    我们会把 { $money } 转回给您。
    有疑问请发送 /paysupport。
notice-surplus = <b>有一笔款项已退还给您</b>
    我们收到了 { $money }，但没有对应的待付款订单。
notice-reason = 原因：{ $reason }
notice-questions = 有疑问请发送 /paysupport。

notice-case-refused = <b>订单 { $number } 的申报已核实</b>
    这次不予更换。

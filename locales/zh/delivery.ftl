### 商品的样子：发货消息，以及在订单里再次查看。

button-copy-license-code = 📋 复制授权码
button-copy-subscription-link = 📋 复制链接
button-copy-one-of = 📋 复制 { $number }
button-open-link = 🔗 打开链接

goods-thanks = <b>谢谢惠顾！</b>订单 <code>{ $number }</code> 已发货。
goods-thanks-extended = <b>谢谢惠顾！</b>订单 <code>{ $number }</code>：{ $count ->
        [1] 链接不变
       *[other] { $count } 个链接不变
    }，已延长。
goods-replaced-license-code = <b>已为您更换授权码</b>，订单 <code>{ $number }</code>。
    原来的那个已作废。
goods-replaced-subscription-link = <b>已为您更换链接</b>，订单 <code>{ $number }</code>。
    原来的那个已作废，到期日不变。
goods-copy-license-code = { $count ->
    [1] 这是同一个授权码。上一条消息可能没有送达，再发一次。
   *[other] 这是同样的 { $count } 个授权码。上一条消息可能没有送达，再发一次。
}
goods-copy-subscription-link = { $count ->
    [1] 这是同一个订阅链接。上一条消息可能没有送达，再发一次。
   *[other] 这是同样的 { $count } 个订阅链接。上一条消息可能没有送达，再发一次。
}
goods-tap-license-code = 🔑 { $count ->
    [1] 点一下授权码即可复制：
   *[other] 共 { $count } 个授权码，点一下即可复制：
}
goods-tap-subscription-link = 🔗 { $count ->
    [1] 点一下链接即可复制：
   *[other] 共 { $count } 个链接，点一下即可复制：
}
goods-in-file = 🔑 共 { $count } 个，都在文件里，一行一个。
goods-until = 📅 到期：<b>{ $date }</b>
goods-manual = 📖 <b>使用说明</b>
    <blockquote>{ $words }</blockquote>
goods-manual-folded = 📖 <b>使用说明</b>
    <blockquote expandable>{ $words }</blockquote>
goods-manual-in-file = 📖 使用说明也在文件里。
goods-file-title = 订单 { $number }
goods-file-manual = 使用说明

### 商店拒绝时说的话：出了什么事、现在怎么办。也会显示在按钮弹窗里：不用标签，不超过 200 字。
### 键名见 services/domain/errors.py。

error-unknown = 这一步没有成功。请重试，或发送 /support 联系我们。
error-not-found = 这项内容已不存在，或不属于您。请打开 /shop 或 /orders 继续。
error-not-for-sale = 这件商品暂时不能购买。看看别的商品：/shop。
error-out-of-stock = { $left ->
    [0] 手慢了一步，已售罄。没有扣款。看看别的商品：/shop。
   *[other] 手慢了一步，只剩 { $left } 件。没有扣款。请减少数量。
}
error-quantity = 这件商品一次最多买 { $limit } 件，请减少数量。
error-consent-missing = 请先阅读并同意《服务条款》，然后继续购买。
error-price-changed = 价格刚刚有变动，没有扣款。下面是现在的价格。
error-already-pending = 这件商品您已有一笔待付款订单。请先付款，或取消后重新下单。
error-too-many-orders = 您已有 { $limit } 笔待付款订单。请先付款或取消一笔：/orders。
error-too-many-messages = 一小时内已收到您的 { $limit } 条消息，客服正在查看。请在 { $minutes } 分钟后继续发送。
error-too-many-unpaid = 您今天有多笔订单预留后未付款，暂时不能再预留。请在 { $hours } 小时后重试；如果付款有困难，请发送 /paysupport。
error-hold = 您今天有订单未付款，这件商品目前最多预留 { $limit } 件。请减少数量，付清一笔后即可多买。
error-not-payable = 这笔订单已不能付款，没有扣款。订单状态见 /orders。
error-too-many-receipts = 已收到您 { $limit } 份凭证，不能再补充。如有问题，请发送 /paysupport。
error-not-cancellable = 这笔订单现在不能取消：已付款，或正在付款。请看 /orders。
error-decided = 已有人处理过，没有任何改动。
error-receipt-decided = 这份凭证已有人处理，或客户又发来了新的凭证。没有做任何更改，请看当前状态。
error-not-refundable = 无法退款：还没有付款，或已经退款。
error-not-undoable = 其中 { $taken } 个授权码已售出或预留，这个批次保持不变。
error-too-many-copies = 刚刚已发送过您的数据，{ $minutes } 分钟后可以再次获取。
error-not-erasable = 暂时无法删除：还有未完成的事项，或者您是本店管理员。请在 /privacy 的“我的数据”里查看。
error-nothing-to-do = 无需处理，不会有任何变化。
error-file-refused = 文件里有 { $count } 处错误，整个文件都没有使用。
error-unexpected = <b>我们这边出了点问题</b>
    请一分钟后重试，或把下面的编号发给 /support：
    <code>{ $incident }</code>
error-button-stale = 这个按钮已失效，请从这里继续。
error-slow-down = 操作太快了，请过几秒再试。
group-only-private = 请私聊我。
button-private = 打开私聊

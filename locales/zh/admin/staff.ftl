### /admin：需要人工处理的事项。仅管理员可见。

admin-title = <b>🏠 管理菜单</b>
admin-waits = ⚠️ 有事项等您处理，最早的排在前面。
admin-nothing-waits = ✅ 没有待处理的事项。
admin-sold-out = ⚠️ <b>已售罄</b>
admin-sold-out-one = • { $title }
admin-command-stock = /stock：查看库存、补货
admin-command-pending = /pending：核对凭证
admin-command-order = /order <i>订单号</i>：查看订单
admin-command-resend = /resend <i>订单号</i>：重发商品
admin-command-refund = /refund <i>订单号</i>：退款
admin-command-catalog = /catalog：修改商品和价格
admin-command-hide = /hide、/show：下架、上架商品
admin-command-publish_terms = /publish_terms：发布新条款
admin-not-found = 没有这个名称或编号。请核对，或从菜单里选择。
admin-more = ……还有 { $count } 条
admin-who = 客户：{ $name }（<code>{ $id }</code>）
admin-who-blocked = 客户：{ $name }（<code>{ $id }</code>），已屏蔽机器人
button-admin-menu = 🏠 管理菜单
button-admin-receipts = 🧾 凭证：{ $count }
button-admin-waiting = ⏳ 缺货待发：{ $count }
button-admin-attention = ⚠️ 发货：{ $count }
button-admin-tickets = 💬 留言：{ $count }
button-admin-cases = 🔧 故障申报：{ $count }
button-admin-refunds = ⚠️ 退款：{ $count }
button-admin-dead = ⚠️ 未处理消息：{ $count }
button-admin-stock = 📥 库存
button-admin-catalog = 🗂 商品目录
button-admin-hide = 🙈 下架
button-admin-show = 👁 上架
button-admin-terms = 📄 条款

admin-waiting-title = <b>⏳ 已付款、等待补货的订单</b>
    补货后按付款先后自动发货。
admin-attention-title = <b>⚠️ 需要您处理的发货</b>
    Telegram 没有接收，或不确定是否送达。客户在 /orders 里能看到商品。打开订单可重发。
admin-order-line = <code>{ $number }</code> · { $what } · { $total } · { $at }

admin-refunds-title = <b>⚠️ 需要您处理的退款</b>
    先把钱转回，再点“已转回”。
admin-refund-line = { $place }. { $money } 退给 { $name }，订单 { $number }：{ $reason }
button-admin-paid-back = ✅ { $place }. 已转回
button-admin-ask-again = { $place }. 再试一次
admin-refund-noted = 已记录，会通知客户。
admin-refund-again-due = 已再次向 Telegram 申请退款，若不成功会通知您。
admin-refund-again-sending = 正在再次向 Telegram 申请退款。
admin-refund-again-done = ✅ 款项已退还。
admin-refund-again-person = 这次也没有成功，退款仍在这里等待处理。
admin-nameless = 客户 { $id }

admin-dead-title = <b>⚠️ 未能处理的消息</b>
admin-dead-line = <code>{ $update }</code> · { $kind } · { $at }
    { $error }
admin-dead-hint = 原因排除后再试，例如更新商店程序之后。
button-admin-dead-retry = 全部再试
button-admin-dead-forget = 全部放弃
admin-dead-retried = 正在重新处理 { $count } 条消息。
admin-dead-forgotten = 已放弃 { $count } 条消息。

### 主动发给管理员的通知，从不包含商品内容。

notice-admin-sale = <b>💰 { $renewal ->
        [yes] 续费
       *[no] 售出
    }：{ $what }</b>
    { $total } · { $name }
    订单 { $number }
notice-admin-sales = <b>💰 售出 { $count } 笔，共 { $totals }</b>
    { $goods }
notice-admin-missed = <b>📬 您无法接收消息期间</b>
notice-admin-missed-waits = 仍待处理的事项见管理菜单。
missed-sales = 💰 售出：{ $count }
missed-stock = 📉 库存消息：{ $count }
missed-receipts = 🧾 凭证：{ $count }
missed-waiting = ⏳ 已付款、等待补货：{ $count }
missed-attention = ⚠️ 需人工处理的发货：{ $count }
missed-tickets = 💬 留言：{ $count }
missed-cases = 🔧 故障申报：{ $count }
missed-refunds = ⚠️ 需人工处理的退款：{ $count }
missed-dead = ⚠️ 未处理消息：{ $count }
notice-admin-about = { $what } · { $total } · { $name }
notice-admin-whose = 客户：{ $name }

notice-admin-waiting = <b>⚠️ 缺货：{ $title }</b>
    订单 { $number } 已付款，正在等待。补货后自动发货。
notice-admin-sold-out = <b>⚠️ 售罄：{ $title }</b>
    最后一件已售出。请补货。
notice-admin-low-stock = <b>📉 即将售罄：{ $title }</b>
    只剩 { $left } 件，请及时补货。
notice-admin-extended = <b>🔄 已续费：{ $title }</b>
    订单 { $number } 延长了订阅。请在您的服务器上同步延长。
notice-admin-surplus = <b>⚠️ 意外的付款：{ $money }</b>
    订单 { $number }：{ $reason }。Telegram 星星会自动退回，转账需要您处理。
notice-admin-surplus-stray = <b>⚠️ 没有对应订单的付款：{ $money }</b>
    { $reason }。不会自动退回：请先核对账目，再决定如何处理。
notice-admin-unreachable = <b>⚠️ 订单 { $number } 暂时发不出去</b>
    客户已屏蔽机器人，回来后会自动发送。
notice-admin-answer-unreachable = <b>⚠️ 给 { $name } 的回复暂时送不到</b>
    客户已屏蔽机器人，{ $days } 天内回来会自动发送。
notice-admin-case = <b>🔧 有商品故障申报</b>
    订单 { $number }
notice-admin-case-unusual = ⚠️ 这位客户近期已多次更换，请仔细核实。
notice-admin-attention = <b>⚠️ 订单 { $number } 需人工处理</b>
    Telegram 没有接收发货消息，或不确定是否送达。
notice-admin-receipt = <b>🧾 有凭证待核对</b>
    订单 { $number }
notice-admin-undecided = <b>⚠️ 有凭证等待超过 12 小时</b>
    订单 { $number }，客户在等结果。
notice-admin-served = ✅ { $title } 已补货，{ $count } 笔等待的订单正在发货。
notice-admin-refund-stuck = <b>⚠️ 退款需人工处理：{ $money }</b>
    自动退款没有成功：{ $reason }
notice-admin-dead-letter = <b>⚠️ 有消息未能处理</b>
    <code>{ $update }</code> · { $kind }
    { $error }
button-admin-refunds-list = 打开退款列表
button-admin-dead-list = 打开列表

## 商店已知的原因：管理员按钮与客户通知共用。

notice-reason-fault = 我方技术故障
notice-reason-code-works = 经核实可正常使用
notice-reason-code-used = 曾正常使用过
notice-reason-not-followed = 未按使用说明操作
notice-reason-out-of-stock = 缺货
notice-reason-paid-twice = 重复付款
notice-reason-not-received = 没有收到这笔转账
notice-reason-other-sum = 转账金额不符
notice-reason-unreadable = 凭证看不清
notice-reason-unknown-order = 没有对应的订单
notice-reason-other-way-to-pay = 支付方式与订单不符
notice-reason-other-payer = 付款人不是下单人
notice-reason-nothing-to-extend = 要续期的订阅已退款
notice-reason-other-amount = 金额与订单不符
notice-reason-way-is-off = 这种支付方式已关闭
notice-admin-incident-extended = 🎁 “{ $title }”：{ $count } 个订阅已延长 { $days } 天，正在通知顾客。请同时在服务器上延长。

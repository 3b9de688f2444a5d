### 管理员看到的顾客留言。

ticket-notice-support = <b>💬 留言 { $number }</b>
    来自 { $name }
ticket-notice-paysupport = <b>💬 付款问题留言 { $number }</b>
    来自 { $name }
button-ticket-whole = 查看全部往来
button-ticket-close = ✅ 结束
button-tickets = 💬 留言
button-ticket-support = { $number } · { $at }
button-ticket-paysupport = ⚠️ { $number } · { $at }
tickets-title = <b>待回复的留言</b>
    ⚠️ 表示付款问题。
tickets-none = <b>没有待回复的留言</b>
ticket-title-support = <b>💬 留言 { $number }</b>
ticket-title-paysupport = <b>💬 付款问题留言 { $number }</b>
ticket-state-open = 待回复
ticket-state-answered = 已回复
ticket-state-closed = 已结束
ticket-post-customer = <b>顾客</b>，{ $at }{ $photo ->
    [yes] ，附照片
   *[no] {""}
}
ticket-post-shop = <b>商店</b>，{ $at }{ $photo ->
    [yes] ，附照片
   *[no] {""}
}
ticket-answering = <b>回复 { $number }</b>
    请发送文字，或照片加说明，会以商店的名义转给顾客。
ticket-answered = <b>对 { $number } 的回复正在发送</b>
    如果没有别的要说，可以结束这条留言。
ticket-closed = { $number } 已结束。

### What customers write, as admins see it.

ticket-notice-support = <b>💬 Message { $number }</b>
    From { $name }
ticket-notice-paysupport = <b>💬 Message { $number } about a payment</b>
    From { $name }
button-ticket-whole = Whole conversation
button-ticket-close = ✅ Close it
button-tickets = 💬 Messages
button-ticket-support = { $number } · { $at }
button-ticket-paysupport = ⚠️ { $number } · { $at }
tickets-title = <b>Messages waiting for an answer</b>
    ⚠️ marks those about a payment.
tickets-none = <b>No messages are waiting for an answer</b>
ticket-title-support = <b>💬 Message { $number }</b>
ticket-title-paysupport = <b>💬 Message { $number } about a payment</b>
ticket-state-open = Waiting for an answer
ticket-state-answered = Answered
ticket-state-closed = Closed
ticket-post-customer = <b>Customer</b>, { $at }{ $photo ->
    [yes] , with a photo
   *[no] {""}
}
ticket-post-shop = <b>Shop</b>, { $at }{ $photo ->
    [yes] , with a photo
   *[no] {""}
}
ticket-answering = <b>Your answer to { $number }</b>
    Send it as text or as a photo with a few words. It goes to the customer as the shop's answer.
ticket-answered = <b>Your answer to { $number } is on its way</b>
    If there is nothing more to say, close the conversation.
ticket-closed = { $number } is closed.

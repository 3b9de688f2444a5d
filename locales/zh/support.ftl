### 顾客给客服的留言，以及客服的回复。

support-ask = <b>有什么可以帮您？</b>
    请写在一条消息里，或发一张照片并附上说明。
    客服会查看，并在这里回复您。
paysupport-ask = <b>付款或商品出了什么问题？</b>
    请写明订单号（见 /orders）和经过，附上截图更好。
    客服会核对记录，并在这里回复您。
support-only-words = 客服只能收到文字和照片，请换一种方式发送。
support-passed-on = <b>已收到您的留言</b>
    编号：<code>{ $number }</code>
    客服会查看并在这里回复，无需重复发送。
button-add-to-message = ➕ 补充留言
support-answer = <b>您的留言有了回复</b> <code>{ $number }</code>
support-quote = <blockquote>{ $text }</blockquote>
button-reply = 💬 回复

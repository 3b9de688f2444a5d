### 客户给客服的留言，以及客服的回复。

support-ask = <b>有什么可以帮您？</b>
    请直接在这里留言，也可以发送照片、视频、语音或文件。
    客服会查看，并在这里回复您。
paysupport-ask = <b>付款或商品出了什么问题？</b>
    请写明订单号（见 /orders）和经过，附上截图更好。
    客服会核对记录，并在这里回复您。
order-help-ask = <b>订单 { $number } 出了什么问题？</b>
    请写明经过，附上截图更好。
    客服会核对记录，并在这里回复您。
support-only-words = 这条消息无法转交客服，请发送文字、照片、视频、语音或文件。
support-passed-on = <b>已收到您的留言</b>
    编号：<code>{ $number }</code>
    客服会查看并在这里回复。如需补充，直接发送即可。
support-joined = 已补充到您的留言 <code>{ $number }</code>，客服会查看并在这里回复。
support-file-lost = 📎 这里的文件已无法显示，请让对方重新发送。
said-contact = 👤 { $name }，{ $phone }
said-venue = 📍 { $title }，{ $address }
said-location = 📍 { $latitude }，{ $longitude }
button-add-to-message = ➕ 补充留言
support-answer = <b>您的留言有了回复</b> <code>{ $number }</code>
support-quote = <blockquote>{ $text }</blockquote>
button-reply = 💬 回复

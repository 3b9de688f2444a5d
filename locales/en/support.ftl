### A customer's message to the people behind the shop, and their answer.

support-ask = <b>What can we do for you?</b>
    Write it in one message, or send a photo with a few words.
    A person will read it and answer here in this chat.
paysupport-ask = <b>What is wrong with the payment or the goods?</b>
    Write the order number (see /orders) and what happened. A screenshot helps.
    A person will check our records and answer here in this chat.
support-only-words = Only text and photos can be passed on. Please send one of these.
support-passed-on = <b>Your message has arrived</b>
    Number: <code>{ $number }</code>
    A person will read it and answer here. No need to send it again.
button-add-to-message = ➕ Add to it
support-answer = <b>An answer to your message</b> <code>{ $number }</code>
support-quote = <blockquote>{ $text }</blockquote>
button-reply = 💬 Reply

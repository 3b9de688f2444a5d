### How goods look: the message that brings them, and the same goods again under their order.

button-copy-license-code = 📋 Copy code
button-copy-subscription-link = 📋 Copy link
button-copy-one-of = 📋 Copy { $number }
button-open-link = 🔗 Open link

goods-thanks = <b>Thank you!</b> Here is your order <code>{ $number }</code>.
goods-thanks-extended = <b>Thank you!</b> Order <code>{ $number }</code>: { $count ->
        [one] your link stays the same and now runs
       *[other] your { $count } links stay the same and now run
    } longer.
goods-replaced-license-code = <b>Here is a new code</b> for order <code>{ $number }</code>.
    The one that didn’t work is no longer valid.
goods-replaced-subscription-link = <b>Here is a new link</b> for order <code>{ $number }</code>.
    The one that didn’t work is no longer valid. Your end date stays the same.
goods-copy-license-code = { $count ->
    [one] This is the same code as before, sent again because the first message may not have arrived.
   *[other] These are the same codes as before, sent again because the first message may not have arrived.
}
goods-copy-subscription-link = { $count ->
    [one] This is the same link as before, sent again because the first message may not have arrived.
   *[other] These are the same links as before, sent again because the first message may not have arrived.
}
goods-tap-license-code = 🔑 { $count ->
    [one] Tap the code to copy it:
   *[other] Tap a code to copy it:
}
goods-tap-subscription-link = 🔗 { $count ->
    [one] Tap the link to copy it:
   *[other] Tap a link to copy it:
}
goods-in-file = 🔑 All { $count } are in the file, one per line.
goods-until = 📅 Ends on <b>{ $date }</b>
goods-manual = 📖 <b>How to use it</b>
    <blockquote>{ $words }</blockquote>
goods-manual-folded = 📖 <b>How to use it</b>
    <blockquote expandable>{ $words }</blockquote>
goods-manual-in-file = 📖 Instructions are in the file too.
goods-file-title = Order { $number }
goods-file-manual = How to use it

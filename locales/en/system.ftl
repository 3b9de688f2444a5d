### What the shop refuses, and what to do now. These are also said in small windows over a button: no tags, at most 200 characters.
### The keys stand in services/domain/errors.py.

error-unknown = That didn’t work. Try again, or write to /support.
error-not-found = This isn’t here any more, or it isn’t yours. Open /shop or /orders to continue.
error-not-for-sale = This can’t be bought right now. Have a look at the other products: /shop.
error-out-of-stock = { $left ->
    [0] Someone was faster: this is sold out. You haven’t been charged. Have a look at the other products: /shop.
   *[other] Someone was faster: only { $left } left. You haven’t been charged. Choose a smaller quantity.
}
error-quantity = At most { $limit } of this can be bought at once. Choose a smaller quantity.
error-consent-missing = Please read and accept the terms first. Then you can continue your purchase.
error-price-changed = The price has just changed. You haven’t been charged. Here is the current price.
error-already-pending = You already have an open order for this product. Pay for it, or cancel it to order again.
error-too-many-orders = You have { $limit } orders waiting for payment. Pay for one or cancel one first: /orders.
error-too-many-messages = We have { $limit } messages from you within an hour, and a person is reading them. You can go on in { $minutes ->
    [one] a minute.
   *[other] { $minutes } minutes.
}
error-too-many-unpaid = Several orders of yours were reserved today and not paid, so nothing can be reserved right now. Try again in { $hours ->
    [one] an hour
   *[other] { $hours } hours
}, or write to /paysupport if paying doesn’t work.
error-hold = An earlier order of today wasn’t paid, so at most { $limit } of this can be reserved now. Choose { $limit } or fewer. You can buy more once one is paid.
error-not-payable = This order can’t be paid any more. You haven’t been charged. See its status under /orders.
error-too-many-receipts = We already have { $limit } receipts from you. If something is wrong with your order, write to /paysupport.
error-not-cancellable = This order can’t be cancelled now: it is paid, or a payment is under way. See /orders.
error-decided = Somebody has already decided this. Nothing was changed.
error-receipt-decided = This receipt was decided already, or a newer one has come. Nothing was changed: here is how it stands.
error-not-refundable = Nothing can be refunded here: nothing was paid, or it has already been refunded.
error-not-undoable = { $taken ->
    [one] One of these codes is sold or reserved, so the batch stays as it is.
   *[other] { $taken } of these codes are sold or reserved, so the batch stays as it is.
}
error-too-many-copies = You have just received your data. The next copy can be sent in { $minutes ->
    [one] a minute.
   *[other] { $minutes } minutes.
}
error-not-erasable = This can’t be done right now: something is still open, or you run this shop. Look under /privacy, My data.
error-nothing-to-do = There is nothing to do here: nothing would change.
error-file-refused = { $count ->
    [one] The file has a mistake, so none of it was used.
   *[other] The file has { $count } mistakes, so none of it was used.
}
error-unexpected = <b>Something went wrong on our side</b>
    Try again in a minute, or write to /support with this number:
    <code>{ $incident }</code>
error-button-stale = This button is from an older message. Please continue from here.
error-slow-down = One moment, please: that was very fast. Try again in a few seconds.
group-only-private = Let’s talk in private.
button-private = Open the chat

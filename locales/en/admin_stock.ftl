### /stock: goods come in.

admin-levels = <b>📥 Stock</b>
    Choose a product to add codes or links.
admin-levels-none = <b>The catalog is empty</b>
    Send /catalog to import one.
admin-level-there = { $title }: { $count }
admin-level-empty = ⚠️ { $title }: 0
admin-level-hidden = 🙈 { $title }: { $count }
admin-stock-title = <b>📥 { $title }</b> (<code>{ $slug }</code>)
admin-stock-wait-license-code = Send the codes, one per line, or a .txt or .csv file up to 5 MB. You see a report before anything is imported.
admin-stock-wait-subscription-link = Send the links, one per line, or a .txt or .csv file up to 5 MB. You see a report before anything is imported.
admin-stock-dry-run = Nothing is imported yet.
admin-stock-new = ✅ New: { $count }
admin-stock-repeated = Repeated in what you sent: { $count }
admin-stock-in-stock = In stock already: { $count }
admin-stock-sold = Sold or withdrawn before: { $count }
admin-stock-malformed = ⚠️ Can’t be used: { $count }
admin-stock-line = Line { $line }: { $reason }
admin-stock-more = More lines? Send them now and they’ll be added. They are kept for 60 minutes, encrypted.
admin-stock-not-goods = <b>There are no codes in this</b>
    Send text, one code or link per line, or a .txt or .csv file.
admin-stock-one-file = ⚠️ <b>One thing at a time:</b> what you sent last is not part of this report. Import or cancel this one first, then send it again.
admin-stock-lost = <b>Please send them again</b>
    What you sent is kept for 60 minutes, and that time is over. Choose the product and send it once more.
admin-stock-outdated = These goods are kept for 60 minutes only, and that time is over. Nothing was imported. Send them again with /stock.
admin-stock-changed = More lines have come since this report. Here is the newest one: check it and press Import again.
admin-stock-progress = ⏳ Importing: { $done } of { $count } are in stock already.
admin-stock-total = In stock now: { $count }
admin-stock-left = ⚠️ Messages with goods that Telegram does not let me delete: { $count }. Delete them here yourself, and other copies too.
admin-stock-stored = ✅ { $count ->
    [one] { $count } item imported.
   *[other] { $count } items imported.
}
admin-stock-served = { $count ->
    [one] { $count } waiting order is being delivered.
   *[other] { $count } waiting orders are being delivered.
}
admin-stock-wiped = Your messages with the goods are deleted here. Delete other copies yourself.
admin-stock-cancelled = <b>Nothing was imported</b>
admin-stock-undone = { $count ->
    [one] ✅ Undone: { $count } item was taken out of stock.
   *[other] ✅ Undone: { $count } items were taken out of stock.
}
admin-stock-stayed = { $count ->
    [one] { $count } item was ordered meanwhile and stays.
   *[other] { $count } items were ordered meanwhile and stay.
}
admin-file-refused = <b>⚠️ This file can’t be used</b>
    Nothing was changed. Correct it and send it again.
admin-stray-file = <b>What is this file for?</b>
    Send /catalog (or /stock and the product) first, then the file. Nothing has been read from it.
button-admin-import = ✅ Import { $count }
button-admin-cancel = ✖️ Cancel
button-admin-undo = ↩️ Undo this import
button-admin-stock-more = 📥 Add stock

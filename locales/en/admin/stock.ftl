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

### The dry run of an import: how it was read, and what customers would get. Goods are shown with most signs hidden.

admin-stock-as-sold = <b>As customers get them</b> (most signs are hidden here)
admin-stock-code = Line { $line }: <code>{ $code }</code>
admin-stock-unusual = <b>⚠️ Unusual: { $count }</b>. They are imported as they stand, so have a look.
admin-stock-odd = Line { $line }: <code>{ $code }</code>
    { $reason }
admin-stock-read = <b>How it was read</b>
admin-stock-took-encoding = Encoding: { $name }
admin-stock-took-separator = Separator: { $name }
admin-stock-took-heading = Heading, not sold: { $names }
admin-stock-took-no-heading = Heading: none, the first line is sold too
admin-stock-took-column = Column that is sold: { $name }
admin-stock-skipped = Other lines that are not sold: { $lines }
admin-stock-ask = ❓ <b>Please choose first.</b> What is marked with ❓ is not certain. Press its button and choose; then you can import.
admin-stock-lost-signs = ⚠️ <b>Signs may be missing.</b> Telegram took a part of this text for formatting (bold, italic, code …) and removed signs such as _ * ~ | from it. Cancel, and send the list as a .txt file: a file keeps every sign.
admin-stock-edited = ✏️ <b>Edited:</b> the new words replace what that message said before.
admin-stock-edited-away = ✏️ <b>Edited:</b> what that message says now is not part of this report. Send it again as a new message.
admin-stock-edited-late = ✏️ <b>Too late:</b> the message that you have just edited belongs to an import that is over. Stock was not changed.
admin-stock-no-fit = This file can’t be read that way. Choose something else.

## What can be chosen

admin-stock-choose-encoding = <b>Which encoding is right?</b>
    Choose the one whose letters are right. Latin letters and figures are hidden here.
admin-stock-choose-separator = <b>What separates the columns?</b>
    The first item as each choice would sell it:
admin-stock-choose-heading = <b>Is the first line a heading?</b>
    A heading is not sold. The first item as each choice would sell it:
admin-stock-choose-column = <b>Which column is sold?</b>
    The first item as each choice would sell it:
admin-stock-option = { $name }: <code>{ $code }</code>
admin-stock-option-empty = { $name }: nothing to sell
admin-stock-encoding-utf-8 = UTF-8
admin-stock-encoding-utf-16 = UTF-16
admin-stock-encoding-gb18030 = GB18030 (simplified Chinese)
admin-stock-encoding-cp1251 = Windows-1251 (Cyrillic)
admin-stock-encoding-koi8-r = KOI8-R (Cyrillic)
admin-stock-encoding-latin-1 = Windows-1252 (Western Europe)
admin-stock-encoding-cp1250 = Windows-1250 (Central Europe)
admin-stock-encoding-big5 = Big5 (traditional Chinese)
admin-stock-separator-comma = Comma
admin-stock-separator-semicolon = Semicolon
admin-stock-separator-tab = Tab
admin-stock-separator-line = None, the whole line is sold
admin-stock-heading-yes = Yes, a heading
admin-stock-heading-no = No, it is sold too
admin-stock-column = { $number } ({ $name })

## Buttons

button-admin-encoding = Encoding
button-admin-separator = Separator
button-admin-heading = Heading
button-admin-column = Column
button-admin-unusual = 🔎 All unusual lines ({ $count })
button-admin-report = ← Back to the report

# What can be wrong in pasted or uploaded stock. Shown to admins only; never with the goods themselves.

## One line that cannot be goods

stock-line-long = Too long: a code or link has at most 3,500 characters.
stock-line-many-lines = Too many lines in one cell: a code has at most 20. Check the quotation marks.
stock-line-invisible = Contains an invisible character, often from a web page. Delete the line and type it by hand.
stock-line-odd-space = Contains a no-break or full-width space. Replace it with a normal one, or delete it.
stock-line-lost-signs = Contains �: a character was lost before. Export the list again as UTF-8.
stock-line-excel = Excel has changed this number or shows an error. Format the column as text and export again.
stock-line-no-goods = Nothing in the column of the goods. Fill it in, or delete the line.
stock-line-not-a-link = Not a link. Expected https://… without spaces, or a proxy link such as vless://…

## One line that is odd

stock-line-space = A space inside. Is it one code, or two?
stock-line-slash = Begins with “/”. It is taken as a code, not as a command.
stock-line-tab = Two fields with a tab between them. They are sold together, as one.
stock-line-several-lines = A code of several lines. They are sold together, as one.
stock-line-cells = More cells than the heading or the other lines have. Check the separator.
stock-line-is-a-link = A link, but this product sells codes. Is it the right product?
stock-line-heading = Looks like a heading, not like a code.
stock-line-mixed = Letters of two alphabets in one word. Check the encoding.
stock-line-question-marks = Question marks in a row: letters may have been lost before. Check the source.
stock-line-shape = Looks different from the other lines. Is it complete?

## The file as a whole

stock-lines-big = This file is larger than { $expected }. Split it and import the parts.
stock-lines-many = This file has more than { $expected } lines. Split it and import the parts.
stock-lines-type = { $found } files can’t be read. Expected: { $expected }.
stock-lines-encoding = This text can’t be read. Save the file as { $expected } and try again.
stock-lines-wide = Line { $line } is longer than { $expected } characters. Check the file.
stock-lines-quotes = Quotation marks don’t match from line { $line } on. Nothing was imported. Check the file.

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
admin-stock-way = { $name }: <code>{ $code }</code>
admin-stock-way-empty = { $name }: nothing to sell
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

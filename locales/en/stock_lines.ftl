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

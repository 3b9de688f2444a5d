# What can be wrong in pasted or uploaded stock. Shown to admins only; never with the goods themselves.

## One line

stock-line-long = Too long: a code has at most 512 characters, a link 1,024.
stock-line-invisible = Contains an invisible character. Type the line again.
stock-line-not-a-link = Not a web address. Expected https://… without spaces.

## The file as a whole

stock-lines-big = This file is larger than { $expected }. Split it and import the parts.
stock-lines-many = This file has more than { $expected } lines. Split it and import the parts.
stock-lines-type = { $found } files can't be read. Expected: { $expected }.
stock-lines-encoding = This text can't be read. Save the file as { $expected } and try again.
stock-lines-wide = Line { $line } is longer than { $expected } characters. Check the file.
stock-lines-quotes = Quotation marks don't match from line { $line } on. Nothing was imported. Check the file.

### /catalog, /hide, /show.

admin-catalog-file = <b>Your catalog</b>
    Change this file and send it back here. You see the changes before they are applied.
admin-catalog-expected = <b>Send the catalog as a file</b>
    It must be a .yaml file of at most 1 MB. /catalog sends you the current one.
admin-catalog-same = ✅ This file is the same as the catalog. Nothing would change.
admin-catalog-diff = <b>What would change</b>
admin-catalog-category-added = New category <code>{ $slug }</code>: { $title }
admin-catalog-category-removed = Category <code>{ $slug }</code> is removed
admin-catalog-category-reordered = The order of the categories changes
admin-catalog-product-added = New product <code>{ $slug }</code>: { $title }
admin-catalog-product-removed = 🙈 Product <code>{ $slug }</code> is hidden (not in the file)
admin-catalog-product-reordered = The order of the products changes
admin-catalog-changed = <code>{ $slug }</code> { $field }: { $old } → <b>{ $new }</b>
admin-catalog-nothing = (none)
admin-catalog-open-orders = Open orders keep what they were promised.
admin-catalog-outdated = This comparison is out of date. Send /catalog, then the file again.
admin-catalog-moved = The catalog has changed in the meantime. Nothing was applied. Here is the new comparison.
admin-catalog-applied = ✅ Catalog applied. New products: { $added }, changed: { $changed }, hidden: { $hidden }.
button-admin-apply = ✅ Apply
admin-hide-choose = <b>🙈 Hide which product?</b>
    Nobody will be able to buy it. Paid orders are not affected.
admin-hide-none = <b>No product is on sale</b>
    Bring one back with /show.
admin-hide-product = 🙈 { $title }
admin-show-choose = <b>👁 Show which product again?</b>
admin-show-none = ✅ No product is hidden.
admin-show-product = 👁 { $title }
admin-hidden = ✅ <code>{ $slug }</code> is hidden. Nobody can buy it now.
admin-shown = ✅ <code>{ $slug }</code> is on sale.

# What can be wrong in a catalog file. Shown to admins only; each sentence names the line and what is expected.
# $line is a line number, $field the place, such as products[emby-30].title.en, $found what stands there.

## The file as a whole

catalog-file-big = This file is larger than { $expected }. Split the catalog or shorten its texts.
catalog-file-encoding = Line { $line }: this is not { $expected } text. Save the file as { $expected } and try again.
catalog-file-hidden = Line { $line } contains an invisible or forbidden character ({ $found }). Type the line again.
catalog-file-empty = This file is empty. It needs categories and products.

## YAML

catalog-file-syntax = Line { $line }: this is not valid YAML. Check quotes, colons and indentation. YAML says: { $found }
catalog-file-tab = Line { $line }: there is a tab. Use spaces instead.
catalog-file-alias = Line { $line }: anchors and aliases (& and *) can’t be used here ({ $found }). Write the text out.
catalog-file-tag = Line { $line }: tags (! and !!) can’t be used here ({ $found }). Leave the tag out.
catalog-file-documents = Line { $line }: a second document begins (---). Keep everything in one.
catalog-file-deep = Line { $line }: this is nested too deeply. Compare it with the example catalog.

## Structure

catalog-file-table = Line { $line }, { $field }: expected entries with these names: { $expected }.
catalog-file-list = Line { $line }, { $field }: expected a list; each entry begins with a dash.
catalog-file-text = Line { $line }, { $field }: expected one value, not a list or a group.
catalog-file-unknown = Line { $line }, { $field }: “{ $found }” is not known here. Expected one of: { $expected }.
catalog-file-repeated = Line { $line }, { $field }: “{ $found }” is here twice. Keep one.
catalog-file-missing = Line { $line }: { $field } is missing or empty. Fill it in.

## Values

catalog-file-slug = Line { $line }, { $field }: expected 1 to 32 of a–z, 0–9 and dashes; found “{ $found }”.
catalog-file-twin = Line { $line }, { $field }: “{ $found }” is already used above. Choose another slug.
catalog-file-category = Line { $line }, { $field }: there is no category “{ $found }”. Expected one of: { $expected }.
catalog-file-character = Line { $line }, { $field }: contains a forbidden character ({ $found }). Type the text again.
catalog-file-long = Line { $line }, { $field }: expected at most { $expected } characters; found { $found }. Emoji count twice.
catalog-file-number = Line { $line }, { $field }: expected a whole number, { $expected }; found “{ $found }”.
catalog-file-choice = Line { $line }, { $field }: expected one of: { $expected }; found “{ $found }”.
catalog-file-endless = Line { $line }, { $field }: “extend” needs duration_days. Add it, or use “replace”.
catalog-file-photo = Line { $line }, { $field }: expected an https:// address or a Telegram file id; found “{ $found }”.
catalog-file-priceless = Line { $line }, { $field }: expected at least one price, in one of: { $expected }.
catalog-file-price = Line { $line }, { $field }: expected a price like { $expected }; found “{ $found }”.
catalog-file-decimals = Line { $line }, { $field }: expected at most { $expected } digits after the point; found “{ $found }”.
catalog-file-whole = Line { $line }, { $field }: expected a whole number; found “{ $found }”.
catalog-file-free = Line { $line }, { $field }: expected a price above zero, like { $expected }; found “{ $found }”.
catalog-file-dear = Line { $line }, { $field }: expected at most { $expected }; found “{ $found }”.

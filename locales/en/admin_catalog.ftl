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

### Looking around: categories, products, the card of one product.

button-back = ← Back
button-previous = ← Previous
button-next = Next →
button-shop = 🛍 Shop
button-orders = 📦 My orders
button-close = ✖️ Close
button-quantity = Quantity: { $count }
button-tell-me = 🔔 Tell me when it is back
button-do-not-tell-me = 🔕 Cancel the alert
button-method-stars = Pay { $total }
button-method-manual = Transfer { $total }

quantity-most = At most { $count } in one order.
quantity-left = Only { $count } left.

shop-title = <b>{ $shop }</b>
    What are you looking for?
shop-empty = <b>The shelves are empty right now</b>
    New goods are on their way. Your earlier orders are under /orders.
category-title = <b>{ $title }</b>
    Choose a product to see what you get and what it costs.
product-label = { $title } · { $price }
product-label-sold-out = { $title } · sold out
product-title = <b>{ $title }</b>
product-description = { $description }
product-receives-license-code = 📦 You receive a license code, here in this chat, within seconds.
product-receives-subscription-link = 📦 You receive a subscription link, here in this chat, within seconds.
product-lasts = ⏳ Lasts { $days ->
        [one] { $days } day
       *[other] { $days } days
    } from delivery
product-lasts-for-ever = ⏳ Never expires
product-price-stars = <b>{ $price }</b> (Telegram Stars)
product-price-manual = 🏦 <b>{ $price }</b> (manual transfer)
stock-exact = ✅ { $count } in stock
stock-many = ✅ More than { $count } in stock
stock-there = ✅ In stock
stock-few = ⏳ Only a few left
stock-sold-out = ❌ Sold out for now.

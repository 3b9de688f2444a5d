### 逛商店：分类、商品列表、商品详情。

button-back = ← 返回
button-previous = ← 上一页
button-next = 下一页 →
button-shop = 🛍 商店
button-orders = 📦 我的订单
button-close = ✖️ 关闭
button-quantity = 数量：{ $count }
button-tell-me = 🔔 到货提醒我
button-do-not-tell-me = 🔕 取消提醒
button-method-stars = 付款 { $total }
button-method-manual = 转账 { $total }

quantity-most = 每单最多 { $count } 件。
quantity-left = 仅剩 { $count } 件。

shop-title = <b>{ $shop }</b>
    请选择分类
shop-empty = <b>货架暂时空着</b>
    新商品正在准备。已买的商品在 /orders 里。
category-title = <b>{ $title }</b>
    请选择商品
product-label = { $title } · { $price }
product-label-sold-out = { $title } · 售罄
product-title = <b>{ $title }</b>
product-description = { $description }
product-receives-license-code = 📦 付款后几秒内，授权码发到这里。
product-receives-subscription-link = 📦 付款后几秒内，订阅链接发到这里。
product-lasts = ⏳ 有效 { $days } 天，从发货起算
product-lasts-for-ever = ⏳ 长期有效
product-price-stars = <b>{ $price }</b>（Telegram 星星）
product-price-manual = 🏦 <b>{ $price }</b>（转账）
stock-exact = ✅ 库存 { $count } 件
stock-many = ✅ 库存 { $count } 件以上
stock-there = ✅ 有货
stock-few = ⏳ 库存不多
stock-sold-out = ❌ 暂时售罄。

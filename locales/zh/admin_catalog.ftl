### /catalog、/hide、/show。

admin-catalog-file = <b>商品目录</b>
    修改这份文件后发回这里，应用之前会先显示改动。
admin-catalog-expected = <b>请以文件形式发送商品目录</b>
    格式为 .yaml，不超过 1 MB。发送 /catalog 获取当前目录。
admin-catalog-same = ✅ 文件与当前目录一致，没有改动。
admin-catalog-diff = <b>将有以下改动</b>
admin-catalog-category-added = 新增分类 <code>{ $slug }</code>：{ $title }
admin-catalog-category-removed = 删除分类 <code>{ $slug }</code>
admin-catalog-category-reordered = 调整分类顺序
admin-catalog-product-added = 新增商品 <code>{ $slug }</code>：{ $title }
admin-catalog-product-removed = 🙈 下架商品 <code>{ $slug }</code>（文件中没有）
admin-catalog-product-reordered = 调整商品顺序
admin-catalog-changed = <code>{ $slug }</code> { $field }：{ $old } → <b>{ $new }</b>
admin-catalog-nothing = （无）
admin-catalog-open-orders = 未完成的订单不受影响。
admin-catalog-outdated = 这份对比已失效。请发送 /catalog 后重新发送文件。
admin-catalog-moved = 商品目录刚刚有变，没有应用。下面是新的对比。
admin-catalog-applied = ✅ 商品目录已更新。新增 { $added } 件，修改 { $changed } 件，下架 { $hidden } 件。
button-admin-apply = ✅ 应用
admin-hide-choose = <b>🙈 下架哪件商品？</b>
    下架后不能再购买，已付款的订单不受影响。
admin-hide-none = <b>没有在售的商品</b>
    用 /show 上架。
admin-hide-product = 🙈 { $title }
admin-show-choose = <b>👁 重新上架哪件商品？</b>
admin-show-none = ✅ 没有下架的商品。
admin-show-product = 👁 { $title }
admin-hidden = ✅ <code>{ $slug }</code> 已下架，不能再购买。
admin-shown = ✅ <code>{ $slug }</code> 已上架。

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

# 商品目录文件里可能出现的问题。只给管理员看；每句都写明行号和应有的内容。
# $line 是行号，$field 是位置（如 products[emby-30].title.en），$found 是文件里写的内容。

## 整个文件

catalog-file-big = 文件超过 { $expected }。请拆分商品目录，或缩短文字。
catalog-file-encoding = 第 { $line } 行：不是 { $expected } 文本。请另存为 { $expected } 后重试。
catalog-file-hidden = 第 { $line } 行含有看不见或不允许的字符（{ $found }）。请重新输入这一行。
catalog-file-empty = 文件是空的。需要有 categories 和 products。

## YAML

catalog-file-syntax = 第 { $line } 行：YAML 写法有误。请检查引号、冒号和缩进。YAML 提示：{ $found }
catalog-file-tab = 第 { $line } 行：有制表符（Tab）。请改用空格。
catalog-file-alias = 第 { $line } 行：这里不能用锚点和别名（& 和 *）（{ $found }）。请把内容写全。
catalog-file-tag = 第 { $line } 行：这里不能用标签（“!”和“!!”）（{ $found }）。请去掉标签。
catalog-file-documents = 第 { $line } 行：又开始了一份文档（---）。请合成一份。
catalog-file-deep = 第 { $line } 行：嵌套太深。请对照示例目录。

## 结构

catalog-file-table = 第 { $line } 行，{ $field }：应写成一组字段：{ $expected }。
catalog-file-list = 第 { $line } 行，{ $field }：应为列表，每项以短横线开头。
catalog-file-text = 第 { $line } 行，{ $field }：应为单个值，不能是列表或一组字段。
catalog-file-unknown = 第 { $line } 行，{ $field }：没有“{ $found }”这个字段。可用的有：{ $expected }。
catalog-file-repeated = 第 { $line } 行，{ $field }：“{ $found }”写了两次。请只留一个。
catalog-file-missing = 第 { $line } 行：{ $field } 没有填写。请补上。

## 内容

catalog-file-slug = 第 { $line } 行，{ $field }：应为 1–32 个小写字母、数字或短横线，现为“{ $found }”。
catalog-file-twin = 第 { $line } 行，{ $field }：“{ $found }”在上面已经用过。请换一个。
catalog-file-category = 第 { $line } 行，{ $field }：没有“{ $found }”这个分类。可用的有：{ $expected }。
catalog-file-character = 第 { $line } 行，{ $field }：含有不允许的字符（{ $found }）。请重新输入。
catalog-file-long = 第 { $line } 行，{ $field }：最多 { $expected } 个字符，现有 { $found } 个。表情符号按两个计算。
catalog-file-number = 第 { $line } 行，{ $field }：应为整数 { $expected }，现为“{ $found }”。
catalog-file-choice = 第 { $line } 行，{ $field }：应为 { $expected } 之一，现为“{ $found }”。
catalog-file-endless = 第 { $line } 行，{ $field }：“extend”需要 duration_days。请补上，或改用“replace”。
catalog-file-photo = 第 { $line } 行，{ $field }：应为 https:// 网址或 Telegram 文件编号，现为“{ $found }”。
catalog-file-priceless = 第 { $line } 行，{ $field }：至少要有一个价格，币种为 { $expected } 之一。
catalog-file-price = 第 { $line } 行，{ $field }：价格应写成 { $expected } 这样，现为“{ $found }”。
catalog-file-decimals = 第 { $line } 行，{ $field }：小数最多 { $expected } 位，现为“{ $found }”。
catalog-file-whole = 第 { $line } 行，{ $field }：应为整数，现为“{ $found }”。
catalog-file-free = 第 { $line } 行，{ $field }：价格要大于零，写成 { $expected } 这样，现为“{ $found }”。
catalog-file-dear = 第 { $line } 行，{ $field }：最多 { $expected }，现为“{ $found }”。

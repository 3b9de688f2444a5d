# 粘贴或上传的库存可能出现的问题。只给管理员看，绝不带出商品内容。

## 不能作为商品的行

stock-line-long = 太长：授权码或链接最多 3,500 个字符。
stock-line-many-lines = 一个单元格里的行太多：一个授权码最多 20 行。请检查引号。
stock-line-invisible = 含有看不见的字符，常见于从网页复制的内容。请删掉这一行，手动重新输入。
stock-line-odd-space = 含有不换行空格或全角空格。请换成普通空格，或直接删掉。
stock-line-lost-signs = 含有 �：之前已有字符丢失。请重新导出为 UTF-8。
stock-line-excel = Excel 改动了这个数字，或者显示了错误值。请把该列设为文本格式后重新导出。
stock-line-no-goods = 商品所在的列是空的。请补上内容，或删掉这一行。
stock-line-not-a-link = 不是链接。应为 https://…，中间没有空格，或 vless://… 这样的代理链接。

## 看着不寻常的行

stock-line-space = 中间有空格。是一个授权码，还是两个？
stock-line-slash = 以“/”开头。已按授权码处理，不是命令。
stock-line-tab = 两个字段之间有制表符，会作为一件商品一起出售。
stock-line-several-lines = 这个授权码有好几行，会作为一件商品一起出售。
stock-line-cells = 单元格比表头或其他行多。请检查分隔符。
stock-line-is-a-link = 这是链接，但这个商品卖的是授权码。商品选对了吗？
stock-line-heading = 看起来像表头，不像授权码。
stock-line-mixed = 一个词里混有两种字母。请检查编码。
stock-line-question-marks = 连续的问号：之前可能已有文字丢失。请检查来源。
stock-line-shape = 和其他行的样子不同。内容完整吗？

## 整个文件

stock-lines-big = 文件超过 { $expected }。请拆分后分批导入。
stock-lines-many = 文件超过 { $expected } 行。请拆分后分批导入。
stock-lines-type = 无法读取 { $found } 文件。支持的类型：{ $expected }。
stock-lines-encoding = 无法识别这段文本。请另存为 { $expected } 后重试。
stock-lines-wide = 第 { $line } 行超过 { $expected } 个字符。请检查文件。
stock-lines-quotes = 从第 { $line } 行起引号不成对。没有导入任何内容，请检查文件。

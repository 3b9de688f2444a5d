# 粘贴或上传的库存可能出现的问题。只给管理员看，绝不带出商品内容。

## 单行

stock-line-long = 太长：授权码最多 512 个字符，链接最多 1,024 个字符。
stock-line-invisible = 含有看不见的字符。请重新输入这一行。
stock-line-not-a-link = 不是网址。应为 https://…，中间没有空格。

## 整个文件

stock-lines-big = 文件超过 { $expected }。请拆分后分批导入。
stock-lines-many = 文件超过 { $expected } 行。请拆分后分批导入。
stock-lines-type = 无法读取 { $found } 文件。支持的类型：{ $expected }。
stock-lines-encoding = 无法识别这段文本。请另存为 { $expected } 后重试。
stock-lines-wide = 第 { $line } 行超过 { $expected } 个字符。请检查文件。
stock-lines-quotes = 从第 { $line } 行起引号不成对。没有导入任何内容，请检查文件。

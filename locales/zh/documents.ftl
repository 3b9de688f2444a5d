# 《服务条款》和《隐私政策》可能出现的问题。只给管理员看，命令行也会显示。

document-tag = { $field } 第 { $line } 行：Telegram 不认识 { $found }。请删掉，或改用 { $expected }。
document-bracket = { $field } 第 { $line } 行：“{ $found }”不是可读的标签。这个字符请写成 &lt;。
document-unclosed = { $field } 第 { $line } 行：{ $found } 没有关闭。请补上结束标签。
document-unopened = { $field } 第 { $line } 行：{ $found } 没有对应的开始标签。请删掉。
document-crossed = { $field } 第 { $line } 行：{ $found } 之前应先写 { $expected }。请按相反的顺序关闭标签。
document-attribute = { $field } 第 { $line } 行：{ $found } 无法读取。应为 { $expected }。
document-link = { $field } 第 { $line } 行：{ $found } 在 Telegram 里打不开。应为 { $expected }。
document-reference = { $field } 第 { $line } 行：Telegram 会原样显示 { $found }。请直接写这个字符。
document-character = { $field } 第 { $line } 行：{ $found } 不是字符。请直接写这个字符。
document-missing = { $field } 无法读取（{ $found }）。请把文件放到 TERMS_DIR 指定的文件夹。
document-encoding = { $field } 第 { $line } 行：不是 UTF-8。请把文件另存为 UTF-8。
document-empty = { $field }：里面没有内容。请写入正文。

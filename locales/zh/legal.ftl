### 《服务条款》与《隐私政策》。正文在 data/terms 里，这里是正文前后的话。

terms-remark-first = 首次购买前，请先阅读《服务条款》。“同意”和“不同意”在文末。
terms-remark-changed = 《服务条款》在您上次同意之后已更新。请阅读新版，同意后继续购买。
terms-remark-newer = 刚才的文本已有新版。下面是现行版本。
terms-remark-accepted = 您已于 { $date }同意本条款。
document-remark = <blockquote>{ $remark }</blockquote>
document-page = 第 { $page }/{ $pages } 页
button-other-language = 🌐 English version
button-accept = ✅ 同意
button-decline = ✖️ 不同意
terms-accepted = 已同意，谢谢。
terms-accepted-go-on = <b>您已同意《服务条款》</b>
    可以接着刚才的步骤继续。
button-go-on = 继续
terms-declined = <b>没关系</b>
    可以先逛逛，同意条款后才能购买。
    想好了随时发送 /terms。
button-read-terms = 📄 阅读条款

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

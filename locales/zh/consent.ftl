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

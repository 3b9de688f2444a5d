### /publish_terms。

admin-terms-title = <b>📄 磁盘上的文件</b>
admin-terms-changed = ⚠️ { $document }：与版本 { $version } 不同
    { $size } 字节，SHA-256 <code>{ $digest }…</code>
admin-terms-unchanged = ✅ { $document }：与版本 { $version } 一致
    { $size } 字节，SHA-256 <code>{ $digest }…</code>
admin-terms-same = 没有需要发布的内容。
admin-terms-ask = 作为新版本发布吗？
admin-terms-asks-again = 客户下次购买时，需要阅读并同意新条款。
admin-terms-one-sided = ⚠️ { $changed }有改动，{ $same }没有改动。客户只受所读语言版本的约束，最好两种语言一起改。
admin-terms-dates = ⚠️ 版本行不一致：{ $english }写的是 { $first }，{ $chinese }写的是 { $second }。
admin-terms-undated = 空白
admin-terms-moved = 文件刚刚有变，没有发布。下面是现在的内容。
admin-document-terms-en = 《服务条款》英文版
admin-document-terms-zh = 《服务条款》中文版
admin-document-privacy-en = 《隐私政策》英文版
admin-document-privacy-zh = 《隐私政策》中文版
admin-published-terms = ✅ 《服务条款》版本 { $version } 已生效。
admin-published-privacy = ✅ 《隐私政策》版本 { $version } 已生效。
button-admin-publish = ✅ 发布
admin-terms-unfit = <b>这些文件无法发布。</b>请在服务器上改好，再检查一次。
button-admin-terms-again = 🔄 再检查一次

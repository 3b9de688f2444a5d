### The terms and the privacy policy. The documents themselves are files (data/terms); these are the words around them.

terms-remark-first = Before your first purchase, please read our terms. Accept and Decline are at the end.
terms-remark-changed = Our terms have changed since you accepted them. Please read the new ones and accept them to keep buying.
terms-remark-newer = This text has been replaced by a newer one. Here is the current version.
terms-remark-accepted = You accepted these terms on { $date }.
document-remark = <blockquote>{ $remark }</blockquote>
document-page = Page { $page } of { $pages }
button-other-language = 🌐 中文版
button-accept = ✅ Accept
button-decline = ✖️ Decline
terms-accepted = Accepted. Thank you.
terms-accepted-go-on = <b>You have accepted the terms</b>
    You can continue where you left off.
button-go-on = Continue
terms-declined = <b>No problem</b>
    Feel free to look around. To buy, you need to accept the terms.
    Change your mind any time: /terms.
button-read-terms = 📄 Read the terms

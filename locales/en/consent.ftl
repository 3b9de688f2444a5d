### The terms and the privacy policy. The documents themselves are files (data/terms); these are the words around them.

terms-remark-first = Before your first purchase, please read our terms. Accept and Decline are at the end.
terms-remark-changed = Our terms have changed since you accepted them. Please read the new ones and accept them to go on buying.
terms-remark-newer = This text was replaced by a newer one meanwhile. Here is the one in force.
terms-remark-accepted = You accepted these terms on { $date }.
document-remark = <blockquote>{ $remark }</blockquote>
document-page = Page { $page } of { $pages }
button-other-language = 🌐 中文版
button-accept = ✅ Accept
button-decline = ✖️ Decline
terms-accepted = Accepted. Thank you.
terms-accepted-go-on = <b>You have accepted the terms</b>
    Now you can go on where you were.
button-go-on = Continue
terms-declined = <b>No problem</b>
    You can look around; buying needs the terms.
    Change your mind any time: /terms.
button-read-terms = 📄 Read the terms

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

# What can be wrong in the terms and the privacy policy. Shown to admins and on the command line only.

document-tag = { $field }, line { $line }: Telegram does not know { $found }. Remove it, or use { $expected }.
document-bracket = { $field }, line { $line }: “{ $found }” is no tag that can be read. Write &lt; for the character.
document-unclosed = { $field }, line { $line }: { $found } is never closed. Add its end tag.
document-unopened = { $field }, line { $line }: { $found } closes what was never opened. Remove it.
document-crossed = { $field }, line { $line }: { $found } stands where { $expected } must come first. Close tags in reverse order.
document-attribute = { $field }, line { $line }: { $found } cannot be read. Expected: { $expected }.
document-link = { $field }, line { $line }: { $found } leads nowhere in Telegram. Expected: { $expected }.
document-reference = { $field }, line { $line }: Telegram shows { $found } as it is written. Write the character itself.
document-character = { $field }, line { $line }: { $found } is no character. Write the character itself.
document-missing = { $field } cannot be read ({ $found }). Put the document into the folder of TERMS_DIR.
document-encoding = { $field }, line { $line }: not UTF-8. Save the file as UTF-8.
document-empty = { $field }: nothing can be read in it. Put the text there.

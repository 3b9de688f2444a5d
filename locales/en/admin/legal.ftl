### /publish_terms.

admin-terms-title = <b>📄 The documents on disk</b>
admin-terms-changed = ⚠️ { $document }: differs from version { $version }
    { $size } bytes, SHA-256 <code>{ $digest }…</code>
admin-terms-unchanged = ✅ { $document }: same as version { $version }
    { $size } bytes, SHA-256 <code>{ $digest }…</code>
admin-terms-same = Nothing to publish.
admin-terms-ask = Publish them as a new version?
admin-terms-asks-again = Customers will be asked to accept the new terms at their next purchase.
admin-terms-one-sided = ⚠️ { $changed } has changed, { $same } has not. A customer is bound by the language that was read: better change both.
admin-terms-dates = ⚠️ The version lines do not agree: { $english } says { $first }, { $chinese } says { $second }.
admin-terms-undated = nothing
admin-terms-moved = The files have changed in the meantime. Nothing was published. This is how they are now.
admin-document-terms-en = Terms, English
admin-document-terms-zh = Terms, Chinese
admin-document-privacy-en = Privacy policy, English
admin-document-privacy-zh = Privacy policy, Chinese
admin-published-terms = ✅ Terms version { $version } is in force.
admin-published-privacy = ✅ Privacy policy version { $version } is in force.
button-admin-publish = ✅ Publish
admin-terms-unfit = <b>These files cannot be published.</b> Correct them on the server, then look again.
button-admin-terms-again = 🔄 Look again

"""A page of the terms or the privacy policy, in full, with the yes or no to the terms.

What stands between the first and the last letter of a document is shown as it is; everything that the bot adds (a
remark above, the number of the page below) is set apart from it. The buttons speak the language of the text that is
being read, since it is that text that is accepted.
"""

from dataclasses import dataclass

from handlers.ui.callbacks import AcceptTerms, DeclineTerms, ReadTerms, ShowMyData, ShowShop
from handlers.ui.keyboards import PRIMARY, SUCCESS, Row, button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.return_to import back_button, destination, sanitize
from handlers.ui.text.html_text import Html, escape, lines
from handlers.ui.text.text_pages import pages
from handlers.ui.text.translations import Texts
from services.domain.legal.consent import Consent, Document, DocumentKind
from services.domain.messaging.markup import is_readable
from services.legal.consents import ConsentRegistry


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The terms in force, to be accepted unless they are."""

    consents: ConsentRegistry

    async def __call__(self, return_to: str, context: Context) -> None:
        """Show their first page; after them it goes `return_to` (ui/navigation/return_to.py)."""
        document = await self.consents.document(DocumentKind.TERMS, context.t.language)
        given = await self.consents.latest_consent(context.customer)
        above, asks = header_note(document, given, context.t), needs_acceptance(document, given)
        await context.screen.show(render_document(document, 0, context.t, return_to, above, asks=asks))


def needs_acceptance(document: Document, given: Consent | None) -> bool:
    """Return whether a document is still to be accepted by somebody who has given this consent."""
    return document.kind is DocumentKind.TERMS and (given is None or given.version != document.version)


def header_note(document: Document, given: Consent | None, t: Texts) -> Html | None:
    """Render the heading above the terms: that they are asked for, have changed, or were accepted, and when."""
    if document.kind is not DocumentKind.TERMS:
        return None
    if given is None:
        return t("terms-remark-first")
    if given.version != document.version:
        return t("terms-remark-changed")
    return t("terms-remark-accepted", date=t.date(given.at))


def render_document(
    document: Document, page: int, t: Texts, return_to: str = "", above: Html | None = None, *, asks: bool = True
) -> OutgoingMessage:
    """One page of a document; `above` stands over the first one. Yes and no are asked for under the last page."""
    return_to = sanitize(return_to)
    leaves = pages(_shown(document.body))
    page = max(0, min(page, len(leaves) - 1))
    text = [leaves[page]]
    if above and page == 0:
        text = [t("document-remark", remark=above), Html(""), *text]
    if len(leaves) > 1:
        text += [Html(""), t("document-page", page=page + 1, pages=len(leaves))]
    last = page == len(leaves) - 1
    asked = last and asks and document.kind is DocumentKind.TERMS
    other = _page_callback(document, 0, return_to, in_other=True)
    return OutgoingMessage(
        lines(text),
        keyboard(
            _consent_keys(document, return_to, t) if asked else None,
            _pager(document, page, return_to, t, last=last),
            [button(t.plain("button-my-data"), ShowMyData())] if document.kind is DocumentKind.PRIVACY else None,
            [button(t.plain("button-other-language"), other)],
            None if asked else [back_button(return_to, t)],
        ),
    )


def _shown(body: str) -> str:
    """A body that Telegram would refuse is shown as plain text: older versions of the shop published any."""
    return body if is_readable(body) else escape(body)


def _consent_keys(document: Document, return_to: str, t: Texts) -> Row:
    accepted = AcceptTerms(version=document.version, language=document.language, return_to=return_to)
    declined = DeclineTerms(version=document.version, return_to=return_to)
    return [button(t.plain("button-accept"), accepted, SUCCESS), button(t.plain("button-decline"), declined)]


def _pager(document: Document, page: int, return_to: str, t: Texts, *, last: bool) -> Row:
    back = button(t.plain("button-previous"), _page_callback(document, page - 1, return_to))
    on = button(t.plain("button-next"), _page_callback(document, page + 1, return_to), PRIMARY)
    return [*([back] if page else []), *([] if last else [on])]


def _page_callback(document: Document, page: int, return_to: str, *, in_other: bool = False) -> ReadTerms:
    language = document.language.other if in_other else document.language
    return ReadTerms(kind=document.kind, version=document.version, language=language, page=page, return_to=return_to)


def render_accepted(return_to: str, t: Texts) -> OutgoingMessage:
    """The terms are accepted; a button goes on to what they were in the way of."""
    goal = destination(return_to) or ShowShop()
    return OutgoingMessage(t("terms-accepted-go-on"), keyboard([button(t.plain("button-go-on"), goal, PRIMARY)]))

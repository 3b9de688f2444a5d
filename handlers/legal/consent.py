"""The terms and the privacy policy, in full, and the yes or no to the terms.

What stands between the first and the last letter of a document is shown as it is; everything that the bot adds (a
remark above, the number of the page below) is set apart from it. The buttons speak the language of the text that is
being read, since it is that text that is accepted.
"""

from aiogram import Router
from aiogram.filters import Command

from handlers.ui.callbacks import AcceptTerms, DeclineTerms, ReadTerms, ShowShop
from handlers.ui.keyboards import PRIMARY, SUCCESS, Row, button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.return_to import back_button, destination, sanitize
from handlers.ui.screen import Screen
from handlers.ui.text.html_text import Html, escape, lines
from handlers.ui.text.text_pages import pages
from handlers.ui.text.translations import Texts, Translations
from services.domain.customers.customer import Customer
from services.domain.legal.consent import Consent, Document, DocumentKind
from services.domain.messaging.markup import is_readable
from services.legal.consents import ConsentRegistry

router = Router(name=__name__)


@router.message(Command("terms"))
async def terms(_event: object, consents: ConsentRegistry, customer: Customer, screen: Screen, t: Texts) -> None:
    """The terms in force, from their first page."""
    await offer_terms(consents, customer, screen, t)


@router.message(Command("privacy"))
async def privacy(_event: object, consents: ConsentRegistry, screen: Screen, t: Texts) -> None:
    """The privacy policy in force, from its first page."""
    await screen.show(render_document(await consents.document(DocumentKind.PRIVACY, t.language), 0, t))


async def offer_terms(
    consents: ConsentRegistry, customer: Customer, screen: Screen, t: Texts, onward: str = ""
) -> None:
    """Show the terms in force, to be accepted unless they are; after that it goes `onward` (ui/return_to.py)."""
    document = await consents.document(DocumentKind.TERMS, t.language)
    given = await consents.latest_consent(customer)
    await screen.show(
        render_document(document, 0, t, onward, header_note(document, given, t), asks=needs_acceptance(document, given))
    )


@router.callback_query(ReadTerms.filter())
async def turn_page(
    _event: object,
    callback_data: ReadTerms,
    consents: ConsentRegistry,
    customer: Customer,
    library: Translations,
    screen: Screen,
) -> None:
    """Another page, or the other language. A version that is no longer in force gives way to the one that is."""
    t = library.for_language(callback_data.language)
    document = await consents.document(callback_data.kind, callback_data.language)
    given = await consents.latest_consent(customer)
    page, above = callback_data.page, header_note(document, given, t)
    if callback_data.version not in {0, document.version}:
        page, above = 0, t("terms-remark-newer")
    await screen.show(
        render_document(document, page, t, callback_data.onward, above, asks=needs_acceptance(document, given))
    )


@router.callback_query(DeclineTerms.filter())
async def decline(_event: object, callback_data: DeclineTerms, screen: Screen, t: Texts) -> None:
    """Not now is an answer, too: nothing is written down, and it can be taken back at any time."""
    await screen.show(render_declined(callback_data.onward, t))


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
    document: Document, page: int, t: Texts, onward: str = "", above: Html | None = None, *, asks: bool = True
) -> OutgoingMessage:
    """One page of a document; `above` stands over the first one. Yes and no are asked for under the last page."""
    onward = sanitize(onward)
    leaves = pages(_shown(document.body))
    page = max(0, min(page, len(leaves) - 1))
    text = [leaves[page]]
    if above and page == 0:
        text = [t("document-remark", remark=above), Html(""), *text]
    if len(leaves) > 1:
        text += [Html(""), t("document-page", page=page + 1, pages=len(leaves))]
    last = page == len(leaves) - 1
    asked = last and asks and document.kind is DocumentKind.TERMS
    other = _turn(document, 0, onward, in_other=True)
    return OutgoingMessage(
        lines(text),
        keyboard(
            _consent_keys(document, onward, t) if asked else None,
            _pager(document, page, onward, t, last=last),
            [button(t.plain("button-other-language"), other)],
            None if asked else [back_button(onward, t)],
        ),
    )


def _shown(body: str) -> str:
    """A body that Telegram would refuse is shown as plain text: older versions of the shop published any."""
    return body if is_readable(body) else escape(body)


def _consent_keys(document: Document, onward: str, t: Texts) -> Row:
    accepted = AcceptTerms(version=document.version, language=document.language, onward=onward)
    declined = DeclineTerms(version=document.version, onward=onward)
    return [button(t.plain("button-accept"), accepted, SUCCESS), button(t.plain("button-decline"), declined)]


def _pager(document: Document, page: int, onward: str, t: Texts, *, last: bool) -> Row:
    back = button(t.plain("button-previous"), _turn(document, page - 1, onward))
    on = button(t.plain("button-next"), _turn(document, page + 1, onward), PRIMARY)
    return [*([back] if page else []), *([] if last else [on])]


def _turn(document: Document, page: int, onward: str, *, in_other: bool = False) -> ReadTerms:
    language = document.language.other if in_other else document.language
    return ReadTerms(kind=document.kind, version=document.version, language=language, page=page, onward=onward)


def render_accepted(onward: str, t: Texts) -> OutgoingMessage:
    """The terms are accepted; a button goes on to what they were in the way of."""
    goal = destination(onward) or ShowShop()
    return OutgoingMessage(t("terms-accepted-go-on"), keyboard([button(t.plain("button-go-on"), goal, PRIMARY)]))


def render_declined(onward: str, t: Texts) -> OutgoingMessage:
    """No is fine: what is possible without the terms, and how to change one's mind."""
    again = ReadTerms(kind=DocumentKind.TERMS, version=0, language=t.language, onward=sanitize(onward))
    return OutgoingMessage(
        t("terms-declined"),
        keyboard([back_button(onward, t)], [button(t.plain("button-read-terms"), again)]),
    )

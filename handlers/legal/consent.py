"""The terms and the privacy policy, page by page, and a no to the terms (the yes stands in handlers/customers)."""

from aiogram import Router
from aiogram.filters import Command

from handlers.legal.terms_page import header_note, needs_acceptance, render_document
from handlers.ui.callbacks import DeclineTerms, ReadTerms
from handlers.ui.keyboards import button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.pages import Pages
from handlers.ui.navigation.return_to import back_button, sanitize
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.domain.legal.consent import DocumentKind
from services.legal.consents import ConsentRegistry

router = Router(name=__name__)


@router.message(Command("terms"))
async def terms(_event: object, pages: Pages, context: Context) -> None:
    """The terms in force, from their first page."""
    await pages.terms("", context)


@router.message(Command("privacy"))
async def privacy(_event: object, consents: ConsentRegistry, screen: Screen, t: Texts) -> None:
    """The privacy policy in force, from its first page."""
    await screen.show(render_document(await consents.document(DocumentKind.PRIVACY, t.language), 0, t))


@router.callback_query(ReadTerms.filter())
async def turn_page(_event: object, callback_data: ReadTerms, consents: ConsentRegistry, context: Context) -> None:
    """Another page, or the other language. A version that is no longer in force gives way to the one that is."""
    t = context.t
    t = t.for_language(callback_data.language)
    document = await consents.document(callback_data.kind, callback_data.language)
    given = await consents.latest_consent(context.customer)
    page, above = callback_data.page, header_note(document, given, t)
    if callback_data.version not in {0, document.version}:
        page, above = 0, t("terms-remark-newer")
    await context.screen.show(
        render_document(document, page, t, callback_data.return_to, above, asks=needs_acceptance(document, given))
    )


@router.callback_query(DeclineTerms.filter())
async def decline(_event: object, callback_data: DeclineTerms, screen: Screen, t: Texts) -> None:
    """Not now is an answer, too: nothing is written down, and it can be taken back at any time."""
    await screen.show(render_declined(callback_data.return_to, t))


def render_declined(return_to: str, t: Texts) -> OutgoingMessage:
    """No is fine: what is possible without the terms, and how to change one's mind."""
    again = ReadTerms(kind=DocumentKind.TERMS, version=0, language=t.language, return_to=sanitize(return_to))
    return OutgoingMessage(
        t("terms-declined"), keyboard([back_button(return_to, t)], [button(t.plain("button-read-terms"), again)])
    )

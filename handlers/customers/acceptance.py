"""The terms are accepted, and the customer goes on to what they stood in front of."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.legal.terms_page import render_accepted, render_document
from handlers.ui.callbacks import AcceptTerms, ChoosePaymentMethod, PayOrder, ShowOrder, ShowProduct
from handlers.ui.home import render_home
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.pages import Pages
from handlers.ui.navigation.return_to import destination
from services.domain.legal.consent import DocumentKind, Evidence
from services.legal.consents import ConsentRegistry

router = Router(name=__name__)
MECHANISM = "inline_button"


@router.callback_query(AcceptTerms.filter())
async def accept(
    event: CallbackQuery, callback_data: AcceptTerms, consents: ConsentRegistry, pages: Pages, context: Context
) -> None:
    """Write the consent down and go on; a text that is no longer in force is not accepted, but replaced."""
    screen, t = context.screen, context.t
    document = await consents.document(DocumentKind.TERMS, callback_data.language)
    if document.version != callback_data.version:
        read = t.for_language(callback_data.language)
        await screen.show(render_document(document, 0, read, callback_data.return_to, read("terms-remark-newer")))
        return
    message_id = event.message.message_id if event.message else None
    evidence = Evidence(MECHANISM, message_id, context.act.update_id)
    await consents.accept(context.customer, document.version, document.language, evidence)
    screen.toast(t.plain("terms-accepted"))
    match destination(callback_data.return_to):
        case ShowProduct() as goal:
            await pages.product(goal, context)
        case ChoosePaymentMethod() as goal:
            await pages.confirm(goal, context)
        case ShowOrder(order=order):
            await pages.resume_payment(PayOrder(order=order), context)
        case goal:
            await screen.show(render_accepted(callback_data.return_to, t) if goal else render_home(t))

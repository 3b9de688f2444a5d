"""The terms are accepted, and the customer goes on to what they stood in front of."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Update

from handlers.catalog.storefront import show_product
from handlers.legal.consent import render_accepted, render_document
from handlers.orders.checkout import pay_order, show_confirm
from handlers.ui.callbacks import AcceptTerms, ChoosePaymentMethod, PayOrder, ShowOrder, ShowProduct
from handlers.ui.home import render_home
from handlers.ui.return_to import destination
from handlers.ui.screen import Screen
from handlers.ui.shop_info import ShopInfo
from handlers.ui.text.translations import Texts, Translations
from services.catalog.catalog import Catalog
from services.domain.customers.customer import Customer
from services.domain.legal.consent import DocumentKind, Evidence
from services.legal.consents import ConsentRegistry
from services.orders.checkout import Checkout
from services.stock.back_in_stock import BackInStock

router = Router(name=__name__)
MECHANISM = "inline_button"


@router.callback_query(AcceptTerms.filter())
async def accept(
    event: CallbackQuery,
    callback_data: AcceptTerms,
    event_update: Update,
    bot: Bot,
    catalog: Catalog,
    checkout: Checkout,
    consents: ConsentRegistry,
    customer: Customer,
    house: ShopInfo,
    library: Translations,
    restocking: BackInStock,
    screen: Screen,
    t: Texts,
) -> None:
    """Write the consent down and go on; a text that is no longer in force is not accepted, but replaced."""
    read = library.for_language(callback_data.language)
    document = await consents.document(DocumentKind.TERMS, callback_data.language)
    if document.version != callback_data.version:
        await screen.show(render_document(document, 0, read, callback_data.onward, read("terms-remark-newer")))
        return
    message_id = event.message.message_id if event.message else None
    evidence = Evidence(MECHANISM, message_id, event_update.update_id)
    await consents.accept(customer, document.version, document.language, evidence)
    screen.toast(t.plain("terms-accepted"))
    match destination(callback_data.onward):
        case ShowProduct() as goal:
            await show_product(event, goal, catalog, checkout, customer, restocking, screen, t)
        case ChoosePaymentMethod() as goal:
            await show_confirm(event, goal, customer, checkout, consents, screen, t)
        case ShowOrder(order=order):
            await pay_order(event, PayOrder(order=order), bot, customer, checkout, house, screen, t)
        case goal:
            await screen.show(render_accepted(callback_data.onward, t) if goal else render_home(t))

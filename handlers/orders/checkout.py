"""From a card to an order that can be paid: the confirm screen, and how the money is asked for."""

import secrets

from aiogram import Bot, Router

from handlers.payments.request_payment import request_payment
from handlers.ui.callbacks import ChoosePaymentMethod, Confirm, PayOrder, ReadTerms, ShowProduct
from handlers.ui.keyboards import SUCCESS, button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.purchase_line import named
from handlers.ui.return_to import to_product
from handlers.ui.screen import Screen
from handlers.ui.shop_info import ShopInfo
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.catalog.product import Renewal
from services.domain.customers.customer import Customer
from services.domain.errors import ConsentMissing
from services.domain.legal.consent import DocumentKind
from services.domain.orders.purchase_request import PurchaseRequest, Quote
from services.legal.consents import ConsentRegistry
from services.orders.checkout import Checkout

router = Router(name=__name__)


@router.callback_query(ChoosePaymentMethod.filter())
async def show_confirm(
    _event: object,
    callback_data: ChoosePaymentMethod,
    customer: Customer,
    checkout: Checkout,
    consents: ConsentRegistry,
    screen: Screen,
    t: Texts,
) -> None:
    """Show the order before it is made, after the check of consent."""
    if not await consents.has_accepted(customer):
        raise ConsentMissing(product=callback_data.product)
    quote = await checkout.quote(
        customer, callback_data.product, callback_data.quantity, callback_data.method, callback_data.renews
    )
    await screen.show(render_confirm(quote, callback_data.renews, t))


def render_confirm(quote: Quote, renews: str | None, t: Texts) -> OutgoingMessage:
    """Render the goods, the quantity, the total, that it is final, and the terms it is under."""
    product = quote.product
    confirm = Confirm(
        product=product.id,
        quantity=quote.quantity,
        method=quote.method,
        amount=quote.total.amount,
        intent=secrets.token_urlsafe(6),
        renews=renews,
    )
    text = lines(
        [
            t("confirm-title"),
            "",
            named(product.title, quote.quantity, t, renewal=renews is not None),
            *_lasting(quote, renews, t),
            t(f"confirm-total-{quote.method}", total=quote.total),
            "",
            t("confirm-final"),
        ]
    )
    back = to_product(product.id, quote.quantity)
    terms = ReadTerms(kind=DocumentKind.TERMS, version=0, language=t.language, onward=back)
    return OutgoingMessage(
        text,
        keyboard(
            [button(t.plain("button-confirm", total=t.money(quote.total)), confirm, SUCCESS)],
            [button(t.plain("button-terms"), terms)],
            [button(t.plain("button-back"), ShowProduct(product=product.id, quantity=quote.quantity))],
        ),
    )


def _lasting(quote: Quote, renews: str | None, t: Texts) -> list[Html]:
    days = quote.product.duration_days
    if days is None:
        return []
    if renews is None:
        return [t("confirm-lasts", days=days)]
    same = "same" if quote.product.renewal is Renewal.EXTEND else "new"
    renewed = t(f"confirm-renews-{same}", quantity=quote.quantity, days=days)
    return [renewed, t("confirm-keeps" if quote.keeps else "confirm-starts-anew")]


@router.callback_query(Confirm.filter())
async def confirm(
    _event: object,
    callback_data: Confirm,
    bot: Bot,
    customer: Customer,
    checkout: Checkout,
    house: ShopInfo,
    screen: Screen,
    t: Texts,
) -> None:
    """Order it: stock is held, the price is frozen, the way to pay appears."""
    wish = PurchaseRequest(
        product_id=callback_data.product,
        quantity=callback_data.quantity,
        method=callback_data.method,
        amount=callback_data.amount,
        intent=callback_data.intent,
        renews=callback_data.renews,
    )
    order = await checkout.open(customer, wish)
    await request_payment(bot, order, checkout, house, screen, t)


@router.callback_query(PayOrder.filter())
async def pay_order(
    _event: object,
    callback_data: PayOrder,
    bot: Bot,
    customer: Customer,
    checkout: Checkout,
    house: ShopInfo,
    screen: Screen,
    t: Texts,
) -> None:
    """Show again how to pay an order that is still open."""
    order = await checkout.get(customer, callback_data.order)
    if order.invoice_id is not None:
        await screen.remove(order.invoice_id)
    await request_payment(bot, order, checkout, house, screen, t, again=True)

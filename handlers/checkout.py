"""From a card to an order that can be paid: the confirm screen, and how the money is asked for."""

import secrets
from dataclasses import replace

from aiogram import Bot, Router
from aiogram.types import LabeledPrice

from handlers.bought import bought, bought_plainly, named
from handlers.buttons import AskCancel, ChooseWay, Confirm, PayOrder, ReadTerms, ShowProduct
from handlers.draft import Draft
from handlers.house import House
from handlers.keyboards import SUCCESS, Row, board, key, pay
from handlers.lettering import Html, lines
from handlers.onward import to_product
from handlers.screen import Screen
from handlers.settled import draw_settled
from handlers.texts import Texts
from handlers.transfer import draw_taken, draw_transfer
from services.checkout import Checkout
from services.consents import Consents
from services.domain.consent import DocumentKind
from services.domain.customer import Customer
from services.domain.errors import ConsentMissing
from services.domain.invoice import INVOICE_TITLE_LIMIT, telegram_length
from services.domain.order import Order, OrderState
from services.domain.product import Renewal
from services.domain.wish import Quote, Wish

router = Router(name=__name__)
DESCRIPTION_LIMIT = 255


@router.callback_query(ChooseWay.filter())
async def show_confirm(
    _event: object,
    callback_data: ChooseWay,
    customer: Customer,
    checkout: Checkout,
    consents: Consents,
    screen: Screen,
    t: Texts,
) -> None:
    """What would be ordered, before it is: the gate of consent stands in front of it."""
    if not await consents.has_accepted(customer):
        raise ConsentMissing(product=callback_data.product)
    quote = await checkout.quote(
        customer, callback_data.product, callback_data.quantity, callback_data.method, callback_data.renews
    )
    await screen.show(draw_confirm(quote, callback_data.renews, t))


def draw_confirm(quote: Quote, renews: str | None, t: Texts) -> Draft:
    """What, how many, how much, that it is final, and the terms it is under."""
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
    return Draft(
        text,
        board(
            [key(t.plain("button-confirm", total=t.money(quote.total)), confirm, SUCCESS)],
            [key(t.plain("button-terms"), terms)],
            [key(t.plain("button-back"), ShowProduct(product=product.id, quantity=quote.quantity))],
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
    house: House,
    screen: Screen,
    t: Texts,
) -> None:
    """Order it: stock is held, the price is frozen, the way to pay appears."""
    wish = Wish(
        product_id=callback_data.product,
        quantity=callback_data.quantity,
        method=callback_data.method,
        amount=callback_data.amount,
        intent=callback_data.intent,
        renews=callback_data.renews,
    )
    order = await checkout.open(customer, wish)
    await ask_for_money(bot, order, checkout, house, screen, t)


@router.callback_query(PayOrder.filter())
async def pay_order(
    _event: object,
    callback_data: PayOrder,
    bot: Bot,
    customer: Customer,
    checkout: Checkout,
    house: House,
    screen: Screen,
    t: Texts,
) -> None:
    """Show again how to pay an order that is still open."""
    order = await checkout.get(customer, callback_data.order)
    if order.invoice_id is not None:
        await screen.remove(order.invoice_id)
    await ask_for_money(bot, order, checkout, house, screen, t, again=True)


async def ask_for_money(
    bot: Bot,
    order: Order,
    checkout: Checkout,
    house: House,
    screen: Screen,
    t: Texts,
    *,
    again: bool = False,
) -> None:
    """Show how to pay an open order; one that is not open shows where it stands instead."""
    if order.method == "manual" and await checkout.in_review(order):
        await checkout.remember(order.id, screen_id=await screen.show(draw_taken(order, t)))
    elif order.state is not OrderState.PENDING:
        await screen.show(draw_settled(order, t))
    elif order.method == "manual":
        await checkout.remember(order.id, screen_id=await screen.show(draw_transfer(order, house, t)))
    elif order.invoice_id is None or again:
        screen_id = await screen.show(draw_opened(order, t))
        invoice_id = await send_invoice(bot, screen.chat_id, order, t)
        await checkout.remember(order.id, screen_id=screen_id, invoice_id=invoice_id)


async def send_invoice(bot: Bot, chat_id: int, order: Order, t: Texts) -> int:
    """Ask for Stars; returns the id of the message. Source: Bot API, sendInvoice (XTR: one price, no provider token).

    A start parameter makes forwarded copies lead to the bot instead of offering this order to strangers.
    """
    title = draw_heading(order, t)
    described = "invoice-description-extends" if order.extends else "invoice-description"
    about = t.plain(described, what=bought_plainly(order, t), number=order.number, count=order.quantity)
    message = await bot.send_invoice(
        chat_id,
        title=title,
        description=about[:DESCRIPTION_LIMIT],
        payload=order.id,
        currency=order.total.currency,
        prices=[LabeledPrice(label=title, amount=order.total.amount)],
        provider_token="",
        start_parameter=f"p_{order.promise.slug}",
        reply_markup=board(
            [pay(t.plain("button-pay", total=t.money(order.total)))],
            _giving_up(order, t),
        ),
    )
    return message.message_id


def draw_heading(order: Order, t: Texts) -> str:
    """What is bought; where there is too little room, without the quantity, which the description tells."""
    whole = bought_plainly(order, t)
    if telegram_length(whole) <= INVOICE_TITLE_LIMIT:
        return whole
    return bought_plainly(replace(order, quantity=1), t)[:INVOICE_TITLE_LIMIT]


def _giving_up(order: Order, t: Texts) -> Row:
    """Not at one tap: it stands right below the button that pays."""
    return [key(t.plain("button-give-up"), AskCancel(order=order.id))]


def draw_opened(order: Order, t: Texts) -> Draft:
    """An order that waits for its Stars."""
    text = lines(
        [
            t("order-opened", number=order.number),
            bought(order, t),
            "",
            t(
                "order-reserved",
                span=t.span(order.expires_at - order.created_at),
                deadline=t.deadline(order.expires_at, order.created_at),
            ),
        ]
    )
    return Draft(text, board(_giving_up(order, t)))


async def tidy(order: Order, screen: Screen, t: Texts) -> None:
    """Let the order's screen say where the order stands, and take the invoice away."""
    if order.screen_id is not None:
        await screen.redraw(order.screen_id, draw_settled(order, t))
    if order.invoice_id is not None:
        await screen.remove(order.invoice_id)

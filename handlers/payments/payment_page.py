"""The request for the money of an order, and the upkeep of the messages that ask for it."""

from dataclasses import dataclass, replace

from aiogram import Bot
from aiogram.types import LabeledPrice

from handlers.payments.payment_status import render_payment_status
from handlers.payments.transfer_views import render_taken, render_transfer
from handlers.ui.callbacks import AskCancel, PayOrder
from handlers.ui.keyboards import Row, button, keyboard, pay
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.pages import Page, PaymentRequest
from handlers.ui.purchase_line import plain_purchase_line, purchase_line
from handlers.ui.screen import Screen
from handlers.ui.shop_info import ShopInfo
from handlers.ui.text.html_text import lines
from handlers.ui.text.translations import Texts
from services.domain.catalog.invoice_text import INVOICE_TITLE_LIMIT, telegram_length
from services.domain.orders.order import Order, OrderState
from services.orders.checkout import Checkout
from services.payments.providers import Presentation, presentation, takes_receipt

DESCRIPTION_LIMIT = 255


@dataclass(frozen=True, slots=True)
class PaymentPage:
    """The way to pay an open order; one that is not open shows where it stands instead."""

    checkout: Checkout
    shop_info: ShopInfo

    async def __call__(self, goal: PaymentRequest, context: Context) -> None:
        """Show it, and note which messages do."""
        order, screen, t = goal.order, context.screen, context.t
        if takes_receipt(order.method) and await self.checkout.in_review(order):
            await self._show(order, render_taken(order, t), screen)
        elif order.state is not OrderState.PENDING:
            await screen.show(render_payment_status(order, t))
        elif presentation(order.method) is Presentation.INSTRUCTIONS:
            await self._show(order, render_transfer(order, self.shop_info, t), screen)
        elif order.invoice_message_id is None or goal.again:
            screen_message_id = await screen.show(render_opened(order, t))
            invoice_message_id = await send_invoice(screen.bot, screen.chat_id, order, t)
            await self.checkout.save_message_ids(
                order.id, screen_message_id=screen_message_id, invoice_message_id=invoice_message_id
            )

    async def _show(self, order: Order, outgoing: OutgoingMessage, screen: Screen) -> None:
        await self.checkout.save_message_ids(order.id, screen_message_id=await screen.show(outgoing))


@dataclass(frozen=True, slots=True)
class ResumePaymentPage:
    """Show again how to pay an order: its invoice is sent again, and the one before is removed."""

    checkout: Checkout
    payment: Page[PaymentRequest]

    async def __call__(self, goal: PayOrder, context: Context) -> None:
        """Show it. Raises NotFound."""
        order = await self.checkout.get(context.customer, goal.order)
        if order.invoice_message_id is not None:
            await context.screen.remove(order.invoice_message_id)
        await self.payment(PaymentRequest(order, again=True), context)


async def send_invoice(bot: Bot, chat_id: int, order: Order, t: Texts) -> int:
    """Ask for Stars; returns the id of the message. Source: Bot API, sendInvoice (XTR: one price, no provider token).

    A start parameter makes forwarded copies lead to the bot instead of offering this order to strangers.
    """
    title = render_heading(order, t)
    described = "invoice-description-extends" if order.extends else "invoice-description"
    about = t.plain(described, what=plain_purchase_line(order, t), number=order.number, count=order.quantity)
    message = await bot.send_invoice(
        chat_id,
        title=title,
        description=about[:DESCRIPTION_LIMIT],
        payload=order.id,
        currency=order.total.currency,
        prices=[LabeledPrice(label=title, amount=order.total.amount)],
        provider_token="",
        start_parameter=f"p_{order.snapshot.slug}",
        reply_markup=keyboard([pay(t.plain("button-pay", total=t.money(order.total)))], _cancel_row(order, t)),
    )
    return message.message_id


def render_heading(order: Order, t: Texts) -> str:
    """Render the title of the purchase; without the quantity where room is short, since the description tells it."""
    whole = plain_purchase_line(order, t)
    if telegram_length(whole) <= INVOICE_TITLE_LIMIT:
        return whole
    return plain_purchase_line(replace(order, quantity=1), t)[:INVOICE_TITLE_LIMIT]


def _cancel_row(order: Order, t: Texts) -> Row:
    """Not at one tap: it stands right below the button that pays."""
    return [button(t.plain("button-give-up"), AskCancel(order=order.id))]


def render_opened(order: Order, t: Texts) -> OutgoingMessage:
    """An order that waits for its Stars."""
    text = lines(
        [
            t("order-opened", number=order.number),
            purchase_line(order, t),
            "",
            t(
                "order-reserved",
                span=t.span(order.expires_at - order.created_at),
                deadline=t.deadline(order.expires_at, order.created_at),
            ),
        ]
    )
    return OutgoingMessage(text, keyboard(_cancel_row(order, t)))


async def refresh_order_messages(order: Order, screen: Screen, t: Texts) -> None:
    """Let the order's screen say where the order stands, and take the invoice away."""
    if order.screen_message_id is not None:
        await screen.edit_message(order.screen_message_id, render_payment_status(order, t))
    if order.invoice_message_id is not None:
        await screen.remove(order.invoice_message_id)

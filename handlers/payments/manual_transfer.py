"""Manual transfer: the payee, and the receipt of the customer. A person decides; the bot only forwards."""

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardMarkup, Message

from handlers.payments.payment_status import may_hand_in_receipt, render_payment_status
from handlers.ui.callbacks import AskCancel, Close, HandInReceipt, ShowOrder, ShowOrders, ShowShop
from handlers.ui.filters import IsUserMessage
from handlers.ui.keyboards import PRIMARY, button, copy, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.purchase_line import purchase_line
from handlers.ui.screen import Screen
from handlers.ui.shop_info import ShopInfo
from handlers.ui.text.html_text import Html, lines, strip_invisible
from handlers.ui.text.translations import Texts
from services.domain.customers.customer import Customer
from services.domain.errors import NotPayable, ShopError
from services.domain.orders.order import Order, OrderState
from services.domain.payments.receipt import Receipt
from services.domain.values.clock import MINUTE
from services.domain.values.language import LocalizedText
from services.domain.values.money import Currency, Money
from services.orders.order_history import OrderHistory
from services.payments.receipts import Receipts

router = Router(name=__name__)
LONGEST_REFERENCE = 500
SHORTEST_REFERENCE = 4
WHOLE_CENTS = 2


class Waiting(StatesGroup):
    """The states of a manual transfer."""

    receipt = State()


class NotYet(CallbackData, prefix="rcx"):
    """No receipt now: back to where the money goes."""

    order: str


def render_transfer(order: Order, shop_info: ShopInfo, t: Texts) -> OutgoingMessage:
    """Render the payee, the amount, the reference and the deadline."""
    amount = _digits(order.total)
    named = shop_info.payees.get(order.method, LocalizedText())
    payee = named[t.language] or named[t.language.other]
    text = lines(
        [
            t("transfer-title", total=order.total),
            purchase_line(order, t),
            *([Html(), t("transfer-payee", payee=payee.strip())] if payee.strip() else []),
            Html(),
            t("transfer-amount", amount=amount, currency=order.total.currency),
            t("transfer-reference", number=order.number),
            Html(),
            _deadline(order, t),
        ]
    )
    return OutgoingMessage(
        text,
        keyboard(
            [button(t.plain("button-send-receipt"), HandInReceipt(order=order.id), PRIMARY)],
            [copy(t.plain("button-copy-amount"), amount), copy(t.plain("button-copy-number"), order.number)],
            [button(t.plain("button-give-up"), AskCancel(order=order.id))],
            [button(t.plain("button-back-to-orders"), ShowOrders())],
        ),
    )


def _deadline(order: Order, t: Texts) -> Html:
    """Render how long goods are kept. The rest that a rejected receipt has left is no span that was ever promised."""
    span, deadline = order.expires_at - order.created_at, t.deadline(order.expires_at, order.created_at)
    if span % MINUTE:
        return t("transfer-deadline-later", deadline=deadline)
    return t("transfer-deadline", span=t.span(span), deadline=deadline)


def _digits(money: Money) -> str:
    """The amount as a bank's form takes it: no sign, no thousands, at least the cents."""
    digits = money.digits
    if money.currency is not Currency.USDT:
        return digits
    whole, _, parts = digits.partition(".")
    return f"{whole}.{parts.rstrip('0'):0<{WHOLE_CENTS}}"


@router.callback_query(HandInReceipt.filter())
async def ask_for_receipt(
    _event: object, callback_data: HandInReceipt, orders: OrderHistory, state: FSMContext, context: Context
) -> None:
    """Wait for the receipt, unless one is being checked already."""
    screen, t = context.screen, context.t
    opened = await orders.open(context.customer, callback_data.order)
    if opened.in_review:
        await screen.show(render_taken(opened.order, t))
        return
    if not may_hand_in_receipt(opened.order):
        raise NotPayable
    await state.set_state(Waiting.receipt)
    await state.set_data({"order": opened.order.id})
    await screen.show(render_request(opened.order, t))


def render_request(order: Order, t: Texts) -> OutgoingMessage:
    """Render the forms that a receipt may have."""
    not_yet = button(t.plain("button-not-yet"), NotYet(order=order.id))
    return OutgoingMessage(lines([t("receipt-request", number=order.number), t("receipt-kinds")]), keyboard([not_yet]))


@router.callback_query(NotYet.filter())
async def not_yet(
    _event: object,
    callback_data: NotYet,
    orders: OrderHistory,
    shop_info: ShopInfo,
    state: FSMContext,
    context: Context,
) -> None:
    """Stop waiting, and show the payee again as long as the order can be paid, or else where it stands."""
    screen, t = context.screen, context.t
    await state.clear()
    opened = await orders.open(context.customer, callback_data.order)
    if opened.in_review:
        await screen.show(render_taken(opened.order, t))
    elif opened.order.state is OrderState.PENDING:
        await screen.show(render_transfer(opened.order, shop_info, t))
    else:
        await screen.show(render_payment_status(opened.order, t))


@router.message(StateFilter(Waiting.receipt), IsUserMessage())
async def take_receipt(
    message: Message,
    customer: Customer,
    receipts: Receipts,
    state: FSMContext,
    screen: Screen,
    t: Texts,
) -> None:
    """Hand the receipt in; what cannot be one is answered with a hint, and the waiting goes on.

    It ends with the answer, so that a receipt whose answer failed is answered when it comes again.
    """
    receipt = read_receipt(message)
    if receipt is None:
        await screen.send(OutgoingMessage(lines([t("receipt-hint"), t("receipt-kinds")]), _close(t)))
        return
    order_id = str((await state.get_data()).get("order", ""))
    try:
        order = await receipts.submit(customer, order_id, receipt, once_of(message), message.media_group_id)
    except ShopError:
        await state.clear()
        raise
    await screen.send(render_taken(order, t))
    await state.clear()


def once_of(message: Message) -> str:
    """Return the key of a message."""
    return f"{message.chat.id}:{message.message_id}"


def read_receipt(message: Message) -> Receipt | None:
    """A photo, an image or PDF as a file, or the number of a transfer; None for everything else."""
    said = strip_invisible(message.caption or "").strip()
    if message.photo:
        largest = message.photo[-1]
        return Receipt(file_id=largest.file_id, file_mark=largest.file_unique_id, words=said)
    file = message.document
    if file is not None and (file.mime_type or "").startswith(("image/", "application/pdf")):
        return Receipt(file_id=file.file_id, file_mark=file.file_unique_id, is_document=True, words=said)
    words = (message.text or "").strip()
    telling = sum(sign.isalnum() for sign in words)
    if telling >= SHORTEST_REFERENCE and len(words) <= LONGEST_REFERENCE:
        return Receipt(text=words)
    return None


def _close(t: Texts) -> InlineKeyboardMarkup:
    return keyboard([button(t.plain("button-close"), Close())])


def render_taken(order: Order, t: Texts) -> OutgoingMessage:
    """The receipt is with a person now."""
    return OutgoingMessage(
        t("receipt-taken", number=order.number),
        keyboard(
            [button(t.plain("button-show-order"), ShowOrder(order=order.id))],
            [button(t.plain("button-shop"), ShowShop())],
        ),
    )

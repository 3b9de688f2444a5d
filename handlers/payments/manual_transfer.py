"""Manual transfer: the payee, and the receipt of the customer. A person decides; the bot only forwards."""

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardMarkup, Message

from handlers.payments.payment_status import may_hand_in_receipt, render_payment_status
from handlers.payments.receipt_reading import dedup_key_of, read_receipt
from handlers.payments.transfer_views import render_taken, render_transfer
from handlers.ui.callbacks import SubmitReceipt
from handlers.ui.filters import IsUserMessage
from handlers.ui.keyboards import button, close_button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.shop_info import ShopInfo
from handlers.ui.text.html_text import lines
from handlers.ui.text.translations import Texts
from services.domain.errors import NotPayable, ShopError
from services.domain.orders.order import Order, OrderState
from services.orders.order_history import OrderHistory
from services.payments.receipts import Receipts

router = Router(name=__name__)


class TransferStates(StatesGroup):
    """The states of a manual transfer."""

    receipt = State(group_name="Waiting")


class BackFromReceipt(CallbackData, prefix="rcx"):
    """No receipt now: back to where the money goes."""

    order: str


@router.callback_query(SubmitReceipt.filter())
async def ask_for_receipt(
    _event: object, callback_data: SubmitReceipt, orders: OrderHistory, state: FSMContext, context: Context
) -> None:
    """Wait for the receipt, unless one is being checked already."""
    screen, t = context.screen, context.t
    opened = await orders.open(context.customer, callback_data.order)
    if opened.in_review:
        await screen.show(render_taken(opened.order, t))
        return
    if not may_hand_in_receipt(opened.order):
        raise NotPayable
    await state.set_state(TransferStates.receipt)
    await state.set_data({"order": opened.order.id})
    await screen.show(render_request(opened.order, t))


def render_request(order: Order, t: Texts) -> OutgoingMessage:
    """Render the forms that a receipt may have."""
    not_yet = button(t.plain("button-not-yet"), BackFromReceipt(order=order.id))
    return OutgoingMessage(lines([t("receipt-request", number=order.number), t("receipt-kinds")]), keyboard([not_yet]))


@router.callback_query(BackFromReceipt.filter())
async def not_yet(
    _event: object,
    callback_data: BackFromReceipt,
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


@router.message(StateFilter(TransferStates.receipt), IsUserMessage())
async def take_receipt(message: Message, receipts: Receipts, state: FSMContext, context: Context) -> None:
    """Hand the receipt in; what cannot be one is answered with a hint, and the waiting goes on.

    It ends with the answer, so that a receipt whose answer failed is answered when it comes again.
    """
    screen, t = context.screen, context.t
    receipt = read_receipt(message)
    if receipt is None:
        await screen.send(OutgoingMessage(lines([t("receipt-hint"), t("receipt-kinds")]), _close(t)))
        return
    order_id = str((await state.get_data()).get("order", ""))
    try:
        order = await receipts.submit(
            context.customer, order_id, receipt, dedup_key_of(message), message.media_group_id
        )
    except ShopError:
        await state.clear()
        raise
    await screen.send(render_taken(order, t))
    await state.clear()


def _close(t: Texts) -> InlineKeyboardMarkup:
    return keyboard([close_button(t)])

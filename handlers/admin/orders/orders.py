"""/order, /resend, /refund: one order with its whole history, and the two things that a person may do about it.

Of goods, admins see the last characters. A refund is asked for twice, with the amount and the name on the screen.
"""

from aiogram import Router
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers.admin.orders import order_views as screens
from handlers.admin.ui.callbacks import (
    AskRefund,
    CheckRefund,
    ConfirmRefund,
    GiveRefundReason,
    ResendOrder,
    ShowOrderDetails,
)
from handlers.admin.ui.states import RefundStates
from handlers.ui.filters import HasTextOrFile
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import REASON, shorten
from services.domain.errors import NotRefundable
from services.domain.orders.order import OrderState
from services.orders.order_history import OrderHistory
from services.payments.refunds import Refunds

router = Router(name=__name__)


@router.message(Command("order"))
async def order(
    _message: Message, command: CommandObject, orders: OrderHistory, refunds: Refunds, screen: Screen, t: Texts
) -> None:
    """Everything about an order by its number."""
    if not command.args:
        await screen.show(screens.render_usage("order", t))
        return
    await _show(command.args, orders, refunds, screen, t)


@router.callback_query(ShowOrderDetails.filter())
async def show_order_details(
    _event: object, callback_data: ShowOrderDetails, orders: OrderHistory, refunds: Refunds, screen: Screen, t: Texts
) -> None:
    """Everything about an order."""
    await _show(callback_data.number, orders, refunds, screen, t)


@router.message(Command("resend"))
async def resend(_message: Message, command: CommandObject, orders: OrderHistory, context: Context) -> None:
    """Send the same goods again."""
    screen, t = context.screen, context.t
    if not command.args:
        await screen.show(screens.render_usage("resend", t))
        return
    sent = await orders.resend(command.args, context.customer.id, context.act.to("resend"))
    await screen.show(screens.render_resent(sent, t))


@router.callback_query(ResendOrder.filter())
async def resend_order(_event: object, callback_data: ResendOrder, orders: OrderHistory, context: Context) -> None:
    """Send the same goods again."""
    sent = await orders.resend(callback_data.number, context.customer.id, context.act.to("resend"))
    await context.screen.show(screens.render_resent(sent, context.t))


@router.message(Command("refund"))
async def refund(
    _message: Message,
    command: CommandObject,
    state: FSMContext,
    orders: OrderHistory,
    refunds: Refunds,
    context: Context,
) -> None:
    """Begin to give money back: `/refund <number> <reason>`."""
    screen, t = context.screen, context.t
    number, reason = [*(command.args or "").split(maxsplit=1), "", ""][:2]
    if not number:
        await screen.show(screens.render_usage("refund", t))
    elif reason:
        await _ask(number, reason, state, orders, refunds, context)
    else:
        await _ask_why(number, state, refunds, context)


@router.callback_query(AskRefund.filter())
async def ask_refund(
    _event: object, callback_data: AskRefund, state: FSMContext, refunds: Refunds, context: Context
) -> None:
    """Begin to give money back: why?"""
    await _ask_why(callback_data.number, state, refunds, context)


@router.callback_query(GiveRefundReason.filter())
async def give_refund_reason(
    _event: object,
    callback_data: GiveRefundReason,
    state: FSMContext,
    orders: OrderHistory,
    refunds: Refunds,
    context: Context,
) -> None:
    """One of the common reasons."""
    known = callback_data.reason if callback_data.reason in screens.REFUND_REASONS else screens.REFUND_REASONS[0]
    await _ask(callback_data.number, known, state, orders, refunds, context)


@router.callback_query(CheckRefund.filter())
async def ready_refund(
    _event: object, callback_data: CheckRefund, state: FSMContext, refunds: Refunds, screen: Screen, t: Texts
) -> None:
    """The first yes: ask again."""
    if await _reason(callback_data.number, state) is None:
        screen.toast(t.plain("admin-refund-outdated"), alert=True)
        return
    found, paid = await refunds.refundable(callback_data.number)
    await screen.show(screens.render_refund_question(found, paid, t, by_person=refunds.by_person(paid)))


@router.callback_query(ConfirmRefund.filter())
async def confirm_refund(
    _event: object,
    callback_data: ConfirmRefund,
    state: FSMContext,
    orders: OrderHistory,
    refunds: Refunds,
    context: Context,
) -> None:
    """The second yes: write it down and ask the provider."""
    screen, t = context.screen, context.t
    key = context.act.to("refund")
    asked = await refunds.asked(key)
    if asked is None:
        reason = await _reason(callback_data.number, state)
        if reason is None:
            screen.toast(t.plain("admin-refund-outdated"), alert=True)
            return
        asked = await refunds.refundable(callback_data.number)
        await refunds.request(callback_data.number, reason, context.customer.id, key)
    await state.clear()
    found, paid = asked
    file = await orders.details(found.number)
    await screen.show(screens.render_refunded(file, paid, t, by_person=refunds.by_person(paid)))


@router.message(StateFilter(RefundStates.reason), HasTextOrFile())
async def refund_reason(
    message: Message, state: FSMContext, orders: OrderHistory, refunds: Refunds, context: Context
) -> None:
    """The reason in own words."""
    number = (await state.get_data())["number"]
    if message.text:
        await _ask(number, message.text, state, orders, refunds, context)
    else:
        await _ask_why(number, state, refunds, context)


async def _show(number: str, orders: OrderHistory, refunds: Refunds, screen: Screen, t: Texts) -> None:
    file = await orders.details(number)
    await screen.show(
        screens.render_order_details(file, t, refundable=await _is_refundable(file.order.number, refunds))
    )


async def _is_refundable(number: str, refunds: Refunds) -> bool:
    """Return whether to offer a refund: a button that would be refused is not shown."""
    try:
        found, _ = await refunds.refundable(number)
    except NotRefundable:
        return False
    return found.state is not OrderState.REFUNDED


async def _ask_why(number: str, state: FSMContext, refunds: Refunds, context: Context) -> None:
    found, _ = await refunds.refundable(number)
    await state.set_state(RefundStates.reason)
    await state.set_data({"number": found.number})
    await context.screen.show(screens.render_why(found, context.t))


async def _ask(
    number: str, reason: str, state: FSMContext, orders: OrderHistory, refunds: Refunds, context: Context
) -> None:
    found, paid = await refunds.refundable(number)
    file = await orders.details(found.number)
    words = shorten(reason, REASON)
    await state.set_state(RefundStates.sure)
    await state.set_data({"number": found.number, "reason": words})
    await context.screen.show(screens.render_refund(file, paid, words, context.t, by_person=refunds.by_person(paid)))


async def _reason(number: str, state: FSMContext) -> str | None:
    """The reason that was given for this order; None if the conversation is about something else by now."""
    kept = await state.get_data() if await state.get_state() == RefundStates.sure.state else {}
    return kept.get("reason") if kept.get("number") == number else None

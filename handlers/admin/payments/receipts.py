"""/pending: receipts of manual transfers, one at a time. Two admins may look at the same one; one of them decides."""

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from handlers.admin.payments import receipt_views as screens
from handlers.admin.ui.callbacks import (
    ApproveReceipt,
    GiveReason,
    RejectReceipt,
    ShowPayment,
    ShowReceipt,
    ShowReceiptPart,
    TypeReason,
)
from handlers.admin.ui.keyboards import menu_button
from handlers.admin.ui.states import RejectionStates
from handlers.ui.filters import HasTextOrFile
from handlers.ui.keyboards import close_button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import REASON, shorten
from services.payments.receipt_review import PAGE, ReceiptReview

router = Router(name=__name__)


@router.message(Command("pending"))
async def pending(_message: Message, receipt_review: ReceiptReview, screen: Screen, t: Texts) -> None:
    """The oldest receipt."""
    await screen.show(await _at(0, receipt_review, t))


@router.callback_query(ShowReceipt.filter())
async def show_receipt(
    _event: object, callback_data: ShowReceipt, receipt_review: ReceiptReview, screen: Screen, t: Texts
) -> None:
    """The receipt at a place of the line."""
    await screen.show(await _at(callback_data.place, receipt_review, t))


@router.callback_query(ShowPayment.filter())
async def show_payment(
    _event: object, callback_data: ShowPayment, receipt_review: ReceiptReview, screen: Screen, t: Texts
) -> None:
    """One receipt, decided or not."""
    await screen.show(screens.render_receipt(await receipt_review.case(callback_data.payment), None, t))


@router.callback_query(ShowReceiptPart.filter())
async def show_receipt_part(
    _event: object, callback_data: ShowReceiptPart, receipt_review: ReceiptReview, screen: Screen, t: Texts
) -> None:
    """One more picture, below the receipt."""
    await screen.send(screens.render_receipt_part(await receipt_review.part(callback_data.receipt), t))


@router.callback_query(ApproveReceipt.filter())
async def approve(
    _event: object, callback_data: ApproveReceipt, receipt_review: ReceiptReview, context: Context
) -> None:
    """The money is there."""
    result = await receipt_review.approve(
        callback_data.payment, context.customer.id, callback_data.seen, context.act.to("approve")
    )
    await context.screen.show(screens.render_approved(result, context.t))


@router.callback_query(RejectReceipt.filter())
async def reject(
    _event: object, callback_data: RejectReceipt, receipt_review: ReceiptReview, screen: Screen, t: Texts
) -> None:
    """The money is not there: why?"""
    await screen.show(screens.render_reasons(callback_data, await receipt_review.case(callback_data.payment), t))


@router.callback_query(GiveReason.filter())
async def give_reason(
    _event: object, callback_data: GiveReason, receipt_review: ReceiptReview, context: Context
) -> None:
    """One of the common reasons; the customer reads it in his own language."""
    reason = callback_data.reason if callback_data.reason in screens.REASONS else screens.REASONS[0]
    key = context.act.to("reject")
    rejected = await receipt_review.reject(callback_data.payment, context.customer.id, reason, callback_data.seen, key)
    await context.screen.show(screens.render_rejected(rejected, reason, context.t))


@router.callback_query(TypeReason.filter())
async def type_reason(_event: object, callback_data: TypeReason, state: FSMContext, screen: Screen, t: Texts) -> None:
    """Wait for the reason in own words."""
    await state.set_state(RejectionStates.reason)
    await state.set_data({"payment": callback_data.payment, "seen": callback_data.seen})
    await screen.show(OutgoingMessage(t("admin-receipt-type-reason"), keyboard([close_button(t)])))


@router.message(StateFilter(RejectionStates.reason), HasTextOrFile())
async def own_reason(message: Message, state: FSMContext, receipt_review: ReceiptReview, context: Context) -> None:
    """The reason in own words, as the customer will read it."""
    screen, t = context.screen, context.t
    if not message.text:
        await screen.show(OutgoingMessage(t("admin-receipt-type-reason"), keyboard([close_button(t)])))
        return
    kept, reason = await state.get_data(), shorten(message.text, REASON)
    await state.clear()
    rejected = await receipt_review.reject(
        kept["payment"], context.customer.id, reason, kept["seen"], context.act.to("reject")
    )
    await screen.show(screens.render_rejected(rejected, reason, t))


async def _at(place: int, receipt_review: ReceiptReview, t: Texts) -> OutgoingMessage:
    """The receipt at a place; at the first one if there are fewer by now."""
    cases, more = await receipt_review.waiting(place // PAGE)
    if not cases and place:
        return await _at(0, receipt_review, t)
    if not cases:
        return OutgoingMessage(t("admin-receipts-none"), keyboard([menu_button(t)]))
    here = min(place % PAGE, len(cases) - 1)
    last = here == len(cases) - 1 and not more
    return screens.render_receipt(cases[here], None if last else place + 1, t)

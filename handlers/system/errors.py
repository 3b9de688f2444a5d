"""The errors as messages to the person they happened to: each refusal names the next step.

A refusal of the shop is an answer, not a failure. Everything else goes on to the intake, which tries again and, if that
does not help, tells customer and admins.
"""

from aiogram import Router
from aiogram.exceptions import TelegramForbiddenError
from aiogram.filters import ExceptionTypeFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import ErrorEvent

from handlers.admin.orders.order_views import number_named, render_refusal
from handlers.admin.payments.receipt_views import render_receipt
from handlers.admin.ui.keyboards import menu_button
from handlers.ui.callbacks import PayOrder, ShowProduct
from handlers.ui.filters import ByStaff
from handlers.ui.hints import Hints
from handlers.ui.keyboards import button, keyboard, shop_button
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.pages import Pages
from handlers.ui.navigation.return_to import chosen, to_purchase
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.domain.customers.customer import Customer
from services.domain.errors import (
    AlreadyPending,
    ConsentMissing,
    NoChange,
    NotFound,
    NotRefundable,
    OutOfStock,
    PriceChanged,
    ReceiptDecided,
    ShopError,
    TooManyMessages,
    TooManyReceipts,
)
from services.messaging.outbox import Outbox
from services.orders.order_history import OrderHistory
from services.payments.receipt_review import ReceiptReview

router = Router(name=__name__)


@router.error(ExceptionTypeFilter(ConsentMissing))
async def consent_missing(event: ErrorEvent, pages: Pages, context: Context) -> None:
    """The terms come first; after them it goes on where it stopped."""
    assert isinstance(event.exception, ConsentMissing), "the filter has seen a refusal"
    await pages.terms(to_purchase(event.exception), context)
    await context.screen.answer()


@router.error(ExceptionTypeFilter(AlreadyPending))
async def already_pending(event: ErrorEvent, pages: Pages, context: Context) -> None:
    """Show the order that is open already instead of making a second one."""
    context.screen.toast(context.t.plain(AlreadyPending.key), alert=True)
    await pages.resume_payment(PayOrder(order=str(_refusal(event).params["order"])), context)
    await context.screen.answer()


@router.error(ExceptionTypeFilter(PriceChanged))
async def price_changed(event: ErrorEvent, pages: Pages, context: Context) -> None:
    """Show the confirm screen with the price in force."""
    choice = chosen(_refusal(event))
    assert choice is not None, "whose price has changed was chosen"
    context.screen.toast(context.t.plain(PriceChanged.key), alert=True)
    await pages.confirm(choice, context)
    await context.screen.answer()


@router.error(ExceptionTypeFilter(TelegramForbiddenError))
async def blocked(_event: ErrorEvent, customer: Customer, outbox: Outbox) -> None:
    """The person has blocked the bot meanwhile: nothing to say, and nobody to say it to."""
    await outbox.mark_unreachable(customer.id)


@router.error(ExceptionTypeFilter(NotFound), ByStaff())
async def unknown_to_admin(event: ErrorEvent, screen: Screen, t: Texts) -> None:
    """An admin sees everything, so what is not found was misspelt, or is gone."""
    if event.update.callback_query is not None:
        screen.toast(t.plain("admin-not-found"), alert=True)
        await screen.answer()
    else:
        await screen.send(OutgoingMessage(t("admin-not-found"), keyboard([menu_button(t)])))


@router.error(ExceptionTypeFilter(NoChange, NotRefundable), ByStaff())
async def refused_to_admin(
    event: ErrorEvent, state: FSMContext, orders: OrderHistory, screen: Screen, t: Texts
) -> None:
    """An order that cannot be sent or refunded: say why, and lead to it."""
    number = number_named(event.update, await state.get_data())
    order = (await orders.details(number)).order if number else None
    outgoing, said = render_refusal(_refusal(event), order, t)
    if event.update.callback_query is not None:
        screen.toast(said, alert=True)
        await screen.answer()
    else:
        await screen.send(outgoing)


@router.error(ExceptionTypeFilter(ReceiptDecided), ByStaff())
async def decided_before(event: ErrorEvent, receipt_review: ReceiptReview, screen: Screen, t: Texts) -> None:
    """Two admins at one receipt: the second reads what the first decided, and when; or sees the newer receipt."""
    refusal = _refusal(event)
    screen.toast(t.plain(ReceiptDecided.key), alert=True)
    await screen.show(render_receipt(await receipt_review.case(int(str(refusal.params["payment"]))), None, t))
    await screen.answer()


@router.error(ExceptionTypeFilter(ShopError))
async def refused(event: ErrorEvent, hints: Hints, context: Context) -> None:
    """Say why not, and where to go from here; once for an album."""
    screen, t = context.screen, context.t
    refusal = _refusal(event)
    if event.update.callback_query is not None:
        screen.toast(t.plain(refusal.key, **refusal.params), alert=True)
        if isinstance(refusal, OutOfStock):
            await screen.show(_render(refusal, t))
        await screen.answer()
    elif not isinstance(refusal, TooManyMessages | TooManyReceipts) or _is_due(event, context.customer, hints):
        await screen.send(_render(refusal, t))


def _refusal(event: ErrorEvent) -> ShopError:
    assert isinstance(event.exception, ShopError), "the filter has seen a refusal"
    return event.exception


def _is_due(event: ErrorEvent, customer: Customer, hints: Hints) -> bool:
    message = event.update.message
    return message is not None and hints.are_due(customer.id, message.message_id, message.media_group_id)


def _render(refusal: ShopError, t: Texts) -> OutgoingMessage:
    product = refusal.params.get("product_id")
    card = [button(t.plain("button-show-product"), ShowProduct(product=product))] if isinstance(product, int) else []
    return OutgoingMessage(t(refusal.key, **refusal.params), keyboard(card, [shop_button(t)]))

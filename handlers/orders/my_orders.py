"""The orders of a customer: the list, one order with its goods, and cancelling an unpaid one."""

from collections.abc import Collection, Sequence

from aiogram import Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData

from handlers.orders.order_page import render_order, state_key
from handlers.payments.payment_page import refresh_order_messages
from handlers.ui.callbacks import AskCancel, OpenOrder, ShowOrder, ShowOrders
from handlers.ui.keyboards import DANGER, button, grid, keyboard, pager, shop_button
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.pages import Pages
from handlers.ui.purchase_line import purchase_line
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.orders.order import Order
from services.orders.checkout import Checkout
from services.orders.order_history import OrderHistory

router = Router(name=__name__)
LAST_PAGE = 9_999
NUMBERS_IN_ROW = 2


class CancelOrder(CallbackData, prefix="xy"):
    """Yes, give it up."""

    order: str


@router.message(Command("orders"))
@router.callback_query(ShowOrders.filter())
async def show_orders(
    _event: object, orders: OrderHistory, context: Context, callback_data: ShowOrders | None = None
) -> None:
    """A page of own orders."""
    page = min(max(callback_data.page, 0), LAST_PAGE) if callback_data else 0
    found, more = await orders.page(context.customer, page)
    await context.screen.show(render_orders(found, await orders.in_review(found), page, context.t, more=more))


@router.callback_query(ShowOrder.filter())
async def show_order(_event: object, callback_data: ShowOrder, pages: Pages, context: Context) -> None:
    """One own order, with its goods if it has any."""
    await pages.order(callback_data, context)


@router.callback_query(OpenOrder.filter())
async def open_order(_event: object, callback_data: OpenOrder, orders: OrderHistory, context: Context) -> None:
    """The same below the goods, which stay where they are."""
    opened = await orders.open(context.customer, callback_data.order)
    await context.screen.send(render_order(opened, context.t))
    await orders.mark_seen(opened)


@router.callback_query(AskCancel.filter())
async def ask_cancel(_event: object, callback_data: AskCancel, checkout: Checkout, context: Context) -> None:
    """Ask once more before an order is cancelled."""
    await context.screen.show(render_question(await checkout.get(context.customer, callback_data.order), context.t))


@router.callback_query(CancelOrder.filter())
async def give_up(
    _event: object, callback_data: CancelOrder, checkout: Checkout, pages: Pages, context: Context
) -> None:
    """Cancel an order, tidy up its other messages, and show it as it stands now."""
    order = await checkout.cancel(context.customer, callback_data.order, context.act.to("cancel"))
    await refresh_order_messages(order, context.screen, context.t)
    context.screen.toast(context.t.plain(f"toast-cancelled-{order.method}"))
    await pages.order(ShowOrder(order=order.id), context)


def render_orders(
    found: Sequence[Order], in_review: Collection[str], page: int, t: Texts, *, more: bool
) -> OutgoingMessage:
    """Render the list: the goods, the date and the state; a button opens each."""
    shop = [shop_button(t)]
    if not found and not page:
        return OutgoingMessage(t("orders-empty"), keyboard(shop))
    entries = [_entry(order, t, in_review=order.id in in_review) for order in found]
    opening = [button(order.number, ShowOrder(order=order.id)) for order in found]
    pager_row = pager(lambda number: ShowOrders(page=number), page, t, more=more)
    text = lines(
        [t("orders-title"), *(part for entry in entries for part in (Html(), entry)), Html(), t("orders-hint")]
    )
    in_rows = grid(opening, NUMBERS_IN_ROW)
    return OutgoingMessage(text, keyboard(*in_rows, pager_row, shop))


def _entry(order: Order, t: Texts, *, in_review: bool) -> Html:
    state = t(state_key(order, in_review=in_review))
    return t(
        "orders-entry", number=order.number, what=purchase_line(order, t), date=t.date(order.created_at), state=state
    )


def render_question(order: Order, t: Texts) -> OutgoingMessage:
    """Ask whether an order is really to be cancelled."""
    return OutgoingMessage(
        lines(
            [
                t("give-up-question", number=order.number),
                purchase_line(order, t),
                Html(),
                t(f"give-up-hint-{order.method}"),
            ]
        ),
        keyboard(
            [button(t.plain("button-give-up-yes"), CancelOrder(order=order.id), DANGER)],
            [button(t.plain("button-give-up-no"), ShowOrder(order=order.id))],
        ),
    )

"""The orders of a customer: the list, one order with its goods, and cancelling an unpaid one."""

from collections.abc import Collection, Sequence

from aiogram import Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData

from handlers.delivery.goods import render_goods
from handlers.payments.payment_status import next_actions
from handlers.payments.request_payment import refresh_order_messages
from handlers.ui import keyboards
from handlers.ui.callbacks import (
    AskAboutOrder,
    AskCancel,
    OpenOrder,
    PayOrder,
    Renew,
    ShowOrder,
    ShowOrders,
    ShowShop,
)
from handlers.ui.keyboards import DANGER, PRIMARY, Row, button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.purchase_line import purchase_line
from handlers.ui.screen import Screen
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.customers.customer import Customer
from services.domain.idempotency import ActKey
from services.domain.orders.order import Order, OrderState
from services.orders.checkout import Checkout
from services.orders.order_history import OrderHistory, OrderView

router = Router(name=__name__)
LAST_PAGE = 9_999
NUMBERS_IN_ROW = 2
_S = OrderState


class CancelOrder(CallbackData, prefix="xy"):
    """Yes, give it up."""

    order: str


@router.message(Command("orders"))
@router.callback_query(ShowOrders.filter())
async def show_orders(
    _event: object,
    customer: Customer,
    orders: OrderHistory,
    screen: Screen,
    t: Texts,
    callback_data: ShowOrders | None = None,
) -> None:
    """A page of own orders."""
    page = min(max(callback_data.page, 0), LAST_PAGE) if callback_data else 0
    found, more = await orders.page(customer, page)
    await screen.show(render_orders(found, await orders.in_review(found), page, t, more=more))


@router.callback_query(ShowOrder.filter())
async def show_order(
    _event: object, callback_data: ShowOrder, customer: Customer, orders: OrderHistory, screen: Screen, t: Texts
) -> None:
    """One own order, with its goods if it has any."""
    opened = await orders.open(customer, callback_data.order)
    await screen.show(render_order(opened, t))
    await orders.mark_seen(opened)


@router.callback_query(OpenOrder.filter())
async def open_order(
    _event: object, callback_data: OpenOrder, customer: Customer, orders: OrderHistory, screen: Screen, t: Texts
) -> None:
    """The same below the goods, which stay where they are."""
    opened = await orders.open(customer, callback_data.order)
    await screen.send(render_order(opened, t))
    await orders.mark_seen(opened)


@router.callback_query(AskCancel.filter())
async def ask_cancel(
    _event: object, callback_data: AskCancel, customer: Customer, checkout: Checkout, screen: Screen, t: Texts
) -> None:
    """Ask once more before an order is cancelled."""
    await screen.show(render_question(await checkout.get(customer, callback_data.order), t))


@router.callback_query(CancelOrder.filter())
async def give_up(
    _event: object,
    callback_data: CancelOrder,
    act: ActKey,
    customer: Customer,
    checkout: Checkout,
    orders: OrderHistory,
    screen: Screen,
    t: Texts,
) -> None:
    """Cancel an order, tidy up its other messages, and show it as it stands now."""
    order = await checkout.cancel(customer, callback_data.order, act.to("cancel"))
    await refresh_order_messages(order, screen, t)
    screen.toast(t.plain(f"toast-cancelled-{order.method}"))
    await screen.show(render_order(await orders.open(customer, order.id), t))


def render_orders(
    found: Sequence[Order], in_review: Collection[str], page: int, t: Texts, *, more: bool
) -> OutgoingMessage:
    """The list: what, when and how far; a button opens each."""
    shop = [button(t.plain("button-shop"), ShowShop())]
    if not found and not page:
        return OutgoingMessage(t("orders-empty"), keyboard(shop))
    entries = [_entry(order, t, in_review=order.id in in_review) for order in found]
    opening = [button(order.number, ShowOrder(order=order.id)) for order in found]
    turn = keyboards.pager(
        button(t.plain("button-previous"), ShowOrders(page=page - 1)),
        button(t.plain("button-next"), ShowOrders(page=page + 1)),
        page,
        more=more,
    )
    text = lines(
        [t("orders-title"), *(part for entry in entries for part in (Html(), entry)), Html(), t("orders-hint")]
    )
    in_rows = [opening[start : start + NUMBERS_IN_ROW] for start in range(0, len(opening), NUMBERS_IN_ROW)]
    return OutgoingMessage(text, keyboard(*in_rows, turn, shop))


def _entry(order: Order, t: Texts, *, in_review: bool) -> Html:
    state = t(state_key(order, in_review=in_review))
    return t(
        "orders-entry", number=order.number, what=purchase_line(order, t), date=t.date(order.created_at), state=state
    )


def state_key(order: Order, *, in_review: bool) -> str:
    """The sentence that says where an order stands, to its buyer."""
    return "order-state-review" if in_review else f"order-state-{order.state.lower()}"


def render_order(opened: OrderView, t: Texts) -> OutgoingMessage:
    """One order: what, how much, when, where it stands, its goods, and what can be done."""
    order = opened.order
    head = [
        t("order-title", number=order.number),
        t(state_key(order, in_review=opened.in_review)),
        Html(),
        purchase_line(order, t),
        t(f"order-fact-total-{order.method}", total=order.total),
        *_dates(order, t),
        *_next(opened, t),
    ]
    renew = [button(t.plain("button-renew"), Renew(subscription=opened.renewable), PRIMARY)] if opened.renewable else []
    helps = [button(t.plain("button-order-help"), AskAboutOrder(order=order.id))]
    rows = [*_ways_on(opened, t), renew, helps, [button(t.plain("button-back-to-orders"), ShowOrders())]]
    return render_goods(opened, t, head, rows) if opened.goods else OutgoingMessage(lines(head), keyboard(*rows))


def _dates(order: Order, t: Texts) -> list[Html]:
    moments = {"opened": order.created_at, "paid": order.paid_at, "delivered": order.delivered_at}
    return [t(f"order-fact-{name}", moment=t.deadline(at)) for name, at in moments.items() if at is not None]


def _next(opened: OrderView, t: Texts) -> list[Html]:
    """Render the next step, where the state alone does not tell it."""
    order = opened.order
    if opened.in_review:
        return [Html(), t("order-next-review")]
    if opened.returns:
        return [Html(), t("order-next-returns")]
    if order.state is _S.PENDING:
        return [Html(), t("order-next-pending", deadline=t.deadline(order.expires_at, order.created_at))]
    if order.state is _S.WAITING:
        return [Html(), t("order-next-waiting", ahead=opened.ahead or 0)]
    named = f"order-next-{order.state.lower()}"
    if order.state in {_S.EXPIRED, _S.CANCELLED}:
        named += f"-{order.method}"
    return [Html(), t(named)] if named in t else []


def _ways_on(opened: OrderView, t: Texts) -> list[Row]:
    order = opened.order
    if opened.in_review:
        return []
    if order.state is _S.PENDING:
        return [
            [button(t.plain("button-continue"), PayOrder(order=order.id), PRIMARY)],
            [button(t.plain("button-give-up"), AskCancel(order=order.id))],
        ]
    return next_actions(order, t)


def render_question(order: Order, t: Texts) -> OutgoingMessage:
    """Return whether an order is really to be cancelled."""
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

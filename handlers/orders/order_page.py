"""One own order: where it stands, its goods, and what can be done."""

from dataclasses import dataclass

from handlers.delivery.goods import render_goods
from handlers.payments.payment_status import next_actions
from handlers.ui.callbacks import AskAboutOrder, AskCancel, PayOrder, Renew, ReportProblem, ShowOrder, ShowOrders
from handlers.ui.keyboards import PRIMARY, Row, button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.purchase_line import purchase_line
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.orders.order import Order, OrderState
from services.orders.order_history import OrderHistory, OrderView


@dataclass(frozen=True, slots=True)
class OrderPage:
    """One own order, with its goods if it has any."""

    orders: OrderHistory

    async def __call__(self, goal: ShowOrder, context: Context) -> None:
        """Show it. Raises NotFound."""
        opened, screen = await self.orders.open(context.customer, goal.order), context.screen
        await screen.show(render_order(opened, context.t))
        await self.orders.mark_seen(opened)


def state_key(order: Order, *, in_review: bool) -> str:
    """The sentence that says where an order stands, to its buyer."""
    return "order-state-review" if in_review else f"order-state-{order.state.lower()}"


def render_order(opened: OrderView, t: Texts) -> OutgoingMessage:
    """Render one order: its goods, its total, its dates, its state, and the possible actions."""
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
    helps = [
        button(t.plain("button-order-problem"), ReportProblem(order=order.id))
        if opened.goods
        else button(t.plain("button-order-help"), AskAboutOrder(order=order.id))
    ]
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
    if order.state is OrderState.PENDING:
        return [Html(), t("order-next-pending", deadline=t.deadline(order.expires_at, order.created_at))]
    if order.state is OrderState.WAITING:
        return [Html(), t("order-next-waiting", ahead=opened.ahead or 0)]
    named = f"order-next-{order.state.lower()}"
    if order.state in {OrderState.EXPIRED, OrderState.CANCELLED}:
        named += f"-{order.method}"
    return [Html(), t(named)] if named in t else []


def _ways_on(opened: OrderView, t: Texts) -> list[Row]:
    order = opened.order
    if opened.in_review:
        return []
    if order.state is OrderState.PENDING:
        return [
            [button(t.plain("button-continue"), PayOrder(order=order.id), PRIMARY)],
            [button(t.plain("button-give-up"), AskCancel(order=order.id))],
        ]
    return next_actions(order, t)

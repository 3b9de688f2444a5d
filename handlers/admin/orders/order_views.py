"""The pages of an order for admins: its history, its money, its messages; of the goods only the last characters."""

from collections.abc import Mapping, Sequence
from typing import Any

from aiogram.types import InlineKeyboardButton, Update

from handlers.admin.ui.callbacks import (
    AskRefund,
    CheckRefund,
    ConfirmRefund,
    GiveRefundReason,
    ResendOrder,
    ShowOrderDetails,
    ShowPayment,
    ShowWorkList,
    WorkList,
)
from handlers.admin.ui.keyboards import menu_button
from handlers.ui.keyboards import DANGER, Row, button, column, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.purchase_line import purchase_line
from handlers.ui.text.html_text import Html, lines, strip_invisible
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import fit, reason_text, shorten
from services.domain.catalog.product import Kind
from services.domain.delivery.delivery import Delivery
from services.domain.errors import NotRefundable, ShopError
from services.domain.orders.order import SHOWS_GOODS, Order, OrderEvent, OrderState
from services.domain.payments.payment import Payment, PaymentState, RefundState
from services.orders.order_history import OrderDetails

REFUND_REASONS = ("fault", "out-of-stock", "paid-twice")
COMMANDS = ("/resend", "/refund")
BUTTONS = (ResendOrder, AskRefund, GiveRefundReason, CheckRefund, ConfirmRefund)
UNPAID = frozenset({OrderState.PENDING, OrderState.EXPIRED, OrderState.CANCELLED})
NAME = 64
EVENTS = 25


def render_usage(command: str, t: Texts) -> OutgoingMessage:
    """Render the usage of a command."""
    return OutgoingMessage(t(f"admin-usage-{command}"), keyboard([menu_button(t)]))


def render_order_details(details: OrderDetails, t: Texts, *, refundable: bool) -> OutgoingMessage:
    """Everything about one order."""
    order = details.order
    parts = [
        t("admin-order-title", number=order.number),
        t("admin-order-what", what=purchase_line(order, t), total=order.total),
        t("admin-order-state", state=t(f"admin-order-state-{order.state.lower()}")),
        _who(details, t),
        *_payments(details.payments, t),
        *_deliveries(details.deliveries, t),
        *([t("admin-order-goods", tails=", ".join(details.tails))] if details.tails else []),
        Html(""),
        *fit(_events(details, t), t),
    ]
    return OutgoingMessage(lines(parts), keyboard(*_actions(details, t, refundable=refundable), [menu_button(t)]))


def _who(details: OrderDetails, t: Texts) -> Html:
    name = details.customer.name if details.customer else ""
    reach = "admin-who" if details.customer is None or details.customer.reachable else "admin-who-blocked"
    return t(reach, name=shorten(name, NAME), id=str(details.order.customer_id))


def _payments(payments: Sequence[Payment], t: Texts) -> list[Html]:
    return [
        t(
            "admin-order-payment",
            method=t(f"admin-method-{payment.provider}"),
            money=payment.money,
            state=t(f"admin-payment-state-{payment.state.lower()}"),
        )
        for payment in payments
    ]


def _deliveries(deliveries: Sequence[Delivery], t: Texts) -> list[Html]:
    return [
        t("admin-order-delivery", state=t(f"admin-delivery-state-{delivery.state.lower()}"), attempts=delivery.attempts)
        for delivery in deliveries
    ]


def _events(details: OrderDetails, t: Texts) -> list[Html]:
    """The newest events, in order."""
    told = [_event(event, details, t) for event in details.events[-EVENTS:]]
    left_out = len(details.events) - len(told)
    return [*([t("admin-order-earlier", count=left_out)] if left_out else []), *told]


def _event(event: OrderEvent, details: OrderDetails, t: Texts) -> Html:
    what = t(f"admin-event-{event.kind}")
    if event.actor is not None and event.actor != details.order.customer_id:
        name = shorten(strip_invisible(details.names.get(event.actor, "")), NAME)
        what = t("admin-event-by", what=what, name=name or str(event.actor))
    if event.detail:
        what = t("admin-event-with", what=what, detail=reason_text(event.detail, t))
    return t("admin-event", at=t.moment(event.at), what=what)


def _actions(details: OrderDetails, t: Texts, *, refundable: bool) -> list[Row]:
    order = details.order
    rows: list[Row] = []
    in_review = next((one for one in details.payments if one.state is PaymentState.REVIEW), None)
    if in_review is not None:
        rows.append([button(t.plain("button-admin-receipt"), ShowPayment(payment=in_review.id))])
    if order.state in SHOWS_GOODS and details.deliveries:
        rows.append([button(t.plain("button-admin-resend"), ResendOrder(number=order.number))])
    if refundable:
        rows.append([button(t.plain("button-admin-refund"), AskRefund(number=order.number), DANGER)])
    return rows


def render_resent(order: Order, t: Texts) -> OutgoingMessage:
    """The same goods are on their way again."""
    back = button(t.plain("button-admin-order"), ShowOrderDetails(number=order.number))
    return OutgoingMessage(t("admin-resent", number=order.number), keyboard([back, menu_button(t)]))


def render_why(order: Order, t: Texts) -> OutgoingMessage:
    """Ask for the reason of a refund: a button, or words of the admin's own."""
    common = [
        button(t.plain(f"notice-reason-{one}"), GiveRefundReason(number=order.number, reason=one))
        for one in REFUND_REASONS
    ]
    return OutgoingMessage(t("admin-refund-why", number=order.number), keyboard(*column(common), [_back(order, t)]))


def render_refund(details: OrderDetails, paid: Payment, reason: str, t: Texts, *, by_person: bool) -> OutgoingMessage:
    """The first question: how much goes back, and to whom."""
    parts = [
        t("admin-refund-title", number=details.order.number),
        t("admin-refund-amount", money=paid.money, method=t(f"admin-method-{paid.provider}")),
        _who(details, t),
        t("admin-refund-because", reason=reason_text(reason, t)),
        t("admin-refund-read", language=str(details.customer.speaks if details.customer else details.order.language)),
        *([t("admin-refund-by-person")] if by_person else []),
    ]
    yes = button(
        t.plain("button-admin-refund-amount", money=t.money(paid.money)),
        CheckRefund(number=details.order.number),
        DANGER,
    )
    return OutgoingMessage(lines(parts), keyboard([yes], [_back(details.order, t)]))


def render_refund_question(order: Order, paid: Payment, t: Texts, *, by_person: bool) -> OutgoingMessage:
    """The second question."""
    text = t("admin-refund-sure-by-person" if by_person else "admin-refund-sure", money=paid.money, number=order.number)
    says = "button-admin-refund-mark" if by_person else "button-admin-refund-yes"
    yes = button(t.plain(says), ConfirmRefund(number=order.number), DANGER)
    return OutgoingMessage(text, keyboard([yes], [_back(order, t)]))


def render_refunded(details: OrderDetails, paid: Payment, t: Texts, *, by_person: bool) -> OutgoingMessage:
    """Render the state of a refund: done, asked for and not yet answered, not asked for yet, or left to a person."""
    outcome = "by-person" if by_person else _outcome(details, paid)
    text = t(f"admin-refund-result-{outcome}", money=paid.money, number=details.order.number)
    runs = [t("admin-refund-subscription")] if _runs_on_a_server(details) else []
    owed = (
        [button(t.plain("button-admin-refunds-list"), ShowWorkList(work_list=WorkList.REFUNDS))]
        if outcome == "stuck"
        else []
    )
    return OutgoingMessage(lines([text, *runs]), keyboard(owed, [_back(details.order, t), menu_button(t)]))


def _outcome(details: OrderDetails, paid: Payment) -> str:
    if any(one.id == paid.id and one.state is PaymentState.REFUNDED for one in details.payments):
        return "done"
    refund = details.refunds.get(paid.id)
    if refund is not None and refund.state is RefundState.PERSON:
        return "stuck"
    return "asked" if refund is not None and refund.attempts else "noted"


def _runs_on_a_server(details: OrderDetails) -> bool:
    """Return whether goods were given that go on working there until somebody ends them."""
    snapshot = details.order.snapshot
    return bool(details.tails) and (snapshot.kind is Kind.SUBSCRIPTION_LINK or snapshot.duration_days is not None)


def number_named(update: Update, kept: Mapping[str, Any]) -> str | None:
    """The number of the order that a command, a button or the conversation (`kept`) is about."""
    if update.callback_query is not None:
        prefix, _, rest = (update.callback_query.data or "").partition(":")
        return rest.partition(":")[0] if prefix in {kind.__prefix__ for kind in BUTTONS} else None
    said = (update.message.text if update.message else None) or ""
    if said.startswith(COMMANDS):
        return next(iter(said.split()[1:]), None)
    return kept.get("number")


def render_refusal(refusal: ShopError, order: Order | None, t: Texts) -> tuple[OutgoingMessage, str]:
    """Render why an order is neither sent again nor refunded: as a message, and as plain text for a small window."""
    if order is None:
        return OutgoingMessage(t(refusal.key, **refusal.params), keyboard([menu_button(t)])), t.plain(
            refusal.key, **refusal.params
        )
    key_of = f"admin-refused-{_why_not(refusal, order)}"
    return (
        OutgoingMessage(t(key_of, number=order.number), keyboard([_back(order, t), menu_button(t)])),
        t.plain(key_of, number=order.number),
    )


def _why_not(refusal: ShopError, order: Order) -> str:
    if order.state is OrderState.REFUNDED:
        return "refunded"
    if order.state in UNPAID:
        return "unpaid"
    if isinstance(refusal, NotRefundable):
        return "asked"
    return "waiting" if order.state is OrderState.WAITING else "sending"


def _back(order: Order, t: Texts) -> InlineKeyboardButton:
    return button(t.plain("button-admin-order"), ShowOrderDetails(number=order.number))

"""The pages of a problem with an order, as its buyer sees them. Codes are named by their last characters."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from handlers.ui.callbacks import AskAboutOrder, Number, ReportProblem, ShowOrder
from handlers.ui.keyboards import PRIMARY, button, grid, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.purchase_line import purchase_line
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import reason_text
from services.domain.orders.order import Order
from services.domain.support.case import Case
from services.support.cases import OrderGoods

IN_ROW = 3
LAST = 5
"""So many times of sending are told, the newest."""


class NotReceived(CallbackData, prefix="pn"):
    """The goods of an order did not arrive."""

    order: str


class ReportGoods(CallbackData, prefix="pg"):
    """Some of the goods of an order do not work."""

    order: str


class ReportItem(CallbackData, prefix="pi"):
    """This one does not work."""

    order: str
    item: Number


class ServiceDown(CallbackData, prefix="pd"):
    """The service that the goods are for is down."""

    order: str


def render_problem(goods: OrderGoods, t: Texts) -> OutgoingMessage:
    """Ask what is wrong; cases that were opened before are told."""
    order, told = goods.order, [_stands(one, t) for one in goods.cases]
    invalid = button(t.plain(f"button-problem-{_noun(order)}"), ReportGoods(order=order.id))
    choices = [
        [button(t.plain("button-problem-not-received"), NotReceived(order=order.id))],
        [invalid],
        [button(t.plain("button-problem-down"), ServiceDown(order=order.id))],
    ]
    return OutgoingMessage(
        lines([t("problem-title", number=order.number), purchase_line(order, t), *([Html(), *told] if told else [])]),
        keyboard(*(choices if goods.items else []), [_write(order.id, t)], [_back(order.id, t)]),
    )


def render_sent_again(order: Order, times: Sequence[int], t: Texts) -> OutgoingMessage:
    """The goods are on their way once more; when that was done before and now."""
    told = [t("problem-sent-at", moment=t.moment(at)) for at in times[-LAST:]]
    return OutgoingMessage(
        lines([t("problem-sent-again", number=order.number), Html(), *told, Html(), t("problem-sent-hint")]),
        keyboard([_write(order.id, t)], [_back(order.id, t)]),
    )


def render_which(goods: OrderGoods, t: Texts) -> OutgoingMessage:
    """Ask which of the goods does not work, and say what happens then."""
    order, reported = goods.order, {one.item_id for one in goods.cases}
    choices = [
        button(
            t.plain(
                "button-problem-reported" if one.id in reported else "button-problem-item",
                place=place,
                tail=one.secret.tail,
            ),
            ReportItem(order=order.id, item=one.id),
        )
        for place, one in enumerate(goods.items, 1)
    ]
    said = t(f"problem-which-{_noun(order)}", count=len(goods.items))
    return OutgoingMessage(
        lines([said, Html(), t("problem-which-hint")]),
        keyboard(*grid(choices, IN_ROW), [button(t.plain("button-back"), ReportProblem(order=order.id))]),
    )


def render_case_opened(case: Case, order_id: str, t: Texts) -> OutgoingMessage:
    """Render the state of a case; `order_id` is the order from which it was opened."""
    hint = [Html(), t("case-hint")] if case.decided_at is None else []
    return OutgoingMessage(lines([_stands(case, t), *hint]), keyboard([_write(order_id, t)], [_back(order_id, t)]))


def render_service_down(goods: OrderGoods, t: Texts) -> OutgoingMessage:
    """Render what to try, and the way to a person."""
    order = goods.order
    return OutgoingMessage(
        lines([t("problem-down"), Html(), t("problem-down-hint")]),
        keyboard(
            [button(t.plain("button-problem-write"), AskAboutOrder(order=order.id), PRIMARY)], [_back(order.id, t)]
        ),
    )


def _stands(case: Case, t: Texts) -> Html:
    """Render the state of a case, with the reason if it was refused."""
    said = t(f"case-state-{case.state.lower()}", number=case.number)
    return lines([said, t("notice-reason", reason=reason_text(case.reason, t))]) if case.reason else said


def _noun(order: Order) -> str:
    return order.snapshot.kind.replace("_", "-")


def _write(order_id: str, t: Texts) -> InlineKeyboardButton:
    return button(t.plain("button-problem-other"), AskAboutOrder(order=order_id))


def _back(order_id: str, t: Texts) -> InlineKeyboardButton:
    return button(t.plain("button-problem-back"), ShowOrder(order=order_id))

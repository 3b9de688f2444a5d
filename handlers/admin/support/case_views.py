"""The pages of cases for staff; of the goods only the last characters."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from handlers.admin.ui.callbacks import ChooseStock, GiveRefundReason, ShowOrderDetails
from handlers.admin.ui.case_callbacks import AskRefusal, RefuseCase, ReplaceGoods, ShowCase, ShowCases
from handlers.admin.ui.keyboards import menu_button
from handlers.ui.keyboards import DANGER, PRIMARY, Row, button, column, keyboard, pager
from handlers.ui.message import OutgoingMessage
from handlers.ui.purchase_line import purchase_line
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import nameable, reason_text, shorten
from services.domain.support.case import REFUSAL_REASONS, REPLACED_WITHIN, CaseState
from services.domain.values.clock import DAY
from services.support.cases import CaseFile

NAME = 64
FAULT = "fault"
"""The reason of a refund that is offered here."""


def render_cases(files: Sequence[CaseFile], page: int, t: Texts, *, more: bool) -> OutgoingMessage:
    """Cases that wait, the longest first; each opens."""
    opens = [
        button(t.plain("button-case", number=one.case.number, name=_name(one, t)), ShowCase(case=one.case.id))
        for one in files
    ]
    pager_row = pager(lambda number: ShowCases(page=number), page, t, more=more)
    said = t("cases-title" if files else "cases-none")
    return OutgoingMessage(said, keyboard(*column(opens), pager_row, [menu_button(t)]))


def render_case(file: CaseFile, t: Texts) -> OutgoingMessage:
    """One case: what, of which order, whose, and what that customer has had decided before."""
    case, order = file.case, file.order
    parts = [
        t("case-title", number=case.number),
        _stands(file, t),
        t("case-goods", what=purchase_line(order, t), tail=file.tail),
        t("case-opened", moment=t.moment(case.opened_at)),
        t("admin-who", name=shorten(_name(file, t), NAME), id=str(case.customer_id)),
        Html(),
        *_history(file, t),
    ]
    return OutgoingMessage(
        lines(parts),
        keyboard(*(_decisions(file, t) if case.state is CaseState.OPEN else []), [_order(file, t)], _ways_on(t)),
    )


def _stands(file: CaseFile, t: Texts) -> Html:
    case = file.case
    said = t(f"case-stands-{case.state.lower()}")
    return lines([said, t("notice-reason", reason=reason_text(case.reason, t))]) if case.reason else said


def _history(file: CaseFile, t: Texts) -> list[Html]:
    """Render the orders and cases of the customer in numbers, with a warning if many goods were replaced."""
    had = file.history
    counts = {"replaced": had.replaced, "refused": had.refused, "refunded": had.refunded, "open": had.open}
    told = [t("case-history", orders=had.orders, **counts)]
    days = REPLACED_WITHIN // DAY
    return [*told, *([t("case-unusual", count=had.recent, days=days)] if had.is_unusual else [])]


def _decisions(file: CaseFile, t: Texts) -> list[Row]:
    case, order = file.case, file.order
    replaces = button(t.plain("button-case-replace"), ReplaceGoods(case=case.id), PRIMARY)
    adds = button(t.plain("button-admin-stock-more"), ChooseStock(slug=order.snapshot.slug))
    return [
        [replaces] if file.free else [adds],
        [
            button(t.plain("button-case-refuse"), AskRefusal(case=case.id)),
            button(t.plain("button-case-refund"), GiveRefundReason(number=order.number, reason=FAULT), DANGER),
        ],
    ]


def render_none_free(file: CaseFile, t: Texts) -> OutgoingMessage:
    """There is nothing to replace it with; the case stays open."""
    adds = button(t.plain("button-admin-stock-more"), ChooseStock(slug=file.order.snapshot.slug), PRIMARY)
    return OutgoingMessage(
        t("case-none-free", number=file.case.number), keyboard([adds], [_case(file, t)], _ways_on(t))
    )


def render_why(file: CaseFile, t: Texts) -> OutgoingMessage:
    """Ask for the reason of a refusal, which the customer will read."""
    reasons = [
        button(t.plain(f"notice-reason-{one}"), RefuseCase(case=file.case.id, reason=one)) for one in REFUSAL_REASONS
    ]
    return OutgoingMessage(t("case-why", number=file.case.number), keyboard(*column(reasons), [_case(file, t)]))


def render_decided(file: CaseFile, t: Texts) -> OutgoingMessage:
    """Render what was decided, and what happens now."""
    said = t(f"case-decided-{file.case.state.lower()}", number=file.case.number)
    return OutgoingMessage(said, keyboard([_case(file, t), _order(file, t)], _ways_on(t)))


def _name(file: CaseFile, t: Texts) -> str:
    return nameable(file.customer.name if file.customer else "", str(file.case.customer_id), t)


def _case(file: CaseFile, t: Texts) -> InlineKeyboardButton:
    return button(t.plain("button-case-open"), ShowCase(case=file.case.id))


def _order(file: CaseFile, t: Texts) -> InlineKeyboardButton:
    return button(t.plain("button-admin-order"), ShowOrderDetails(number=file.order.number))


def _ways_on(t: Texts) -> Row:
    return [button(t.plain("button-cases"), ShowCases()), menu_button(t)]

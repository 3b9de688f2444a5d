"""/admin: the work that waits for a person, and buttons to everything that an admin does."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import Command

from handlers.admin.ui.callbacks import (
    ChooseProduct,
    DiscardDeadLetters,
    ListIncidents,
    MarkRefundPaid,
    RetryDeadLetters,
    RetryRefund,
    ShowAdminMenu,
    ShowCatalogFile,
    ShowDeadLetters,
    ShowLevels,
    ShowPublish,
    ShowReceipt,
    ShowTickets,
    ShowWorkList,
    WorkList,
)
from handlers.admin.ui.case_callbacks import ShowCases
from handlers.admin.ui.keyboards import menu_button
from handlers.admin.ui.order_list import order_buttons, order_line
from handlers.ui.keyboards import Row, button, close_button, column, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import fit, nameable, reason_text, shorten
from services.domain.orders.order import Order, OrderState
from services.domain.staff.member import Member
from services.domain.system.update import DeadLetter
from services.domain.values.language import LocalizedText
from services.payments.providers import refunds_itself
from services.payments.refunds import Refunds
from services.staff.work_queue import COUNT_CAP, ManualRefund, WorkCounts, WorkQueue

router = Router(name=__name__)
NAMED = 8
"""So many sold-out products are named."""


@router.message(Command("admin"))
@router.callback_query(ShowAdminMenu.filter())
async def show_menu(
    _event: object, work_queue: WorkQueue, staff: Member, commands: Sequence[str], screen: Screen, t: Texts
) -> None:
    """The menu."""
    await screen.show(await _menu(work_queue, staff, commands, t))


@router.callback_query(ShowWorkList.filter())
async def show_work_list(
    _event: object, callback_data: ShowWorkList, work_queue: WorkQueue, screen: Screen, t: Texts
) -> None:
    """Show one list of waiting work."""
    await screen.show(await _work_list(callback_data.work_list, work_queue, t))


@router.callback_query(MarkRefundPaid.filter())
async def mark_refund_paid(
    _event: object, callback_data: MarkRefundPaid, refunds: Refunds, work_queue: WorkQueue, context: Context
) -> None:
    """A person has transferred the money."""
    screen, t = context.screen, context.t
    await refunds.confirm_manual_refund(callback_data.refund, context.customer.id, context.act.to("paid-back"))
    screen.toast(t.plain("admin-refund-noted"))
    await screen.show(await _work_list(WorkList.REFUNDS, work_queue, t))


@router.callback_query(RetryRefund.filter())
async def retry_refund(
    _event: object, callback_data: RetryRefund, refunds: Refunds, work_queue: WorkQueue, context: Context
) -> None:
    """Ask the provider again."""
    screen, t = context.screen, context.t
    state = await refunds.retry(callback_data.refund, context.customer.id, context.act.to("retry-refund"))
    screen.toast(t.plain(f"admin-refund-again-{state.lower()}"))
    await screen.show(await _work_list(WorkList.REFUNDS, work_queue, t))


@router.callback_query(ShowDeadLetters.filter())
async def show_dead_letters(_event: object, work_queue: WorkQueue, screen: Screen, t: Texts) -> None:
    """Show the messages that could not be handled."""
    await screen.show(render_dead_letters(list(await work_queue.dead_letters()), t))


@router.callback_query(RetryDeadLetters.filter())
async def retry_dead(
    _event: object, work_queue: WorkQueue, staff: Member, commands: Sequence[str], context: Context
) -> None:
    """Handle the messages again that could not be handled."""
    screen, t = context.screen, context.t
    count = await work_queue.retry_dead_letters(context.customer.id, context.act.to("retry-dead"))
    screen.toast(t.plain("admin-dead-retried", count=count))
    await screen.show(await _menu(work_queue, staff, commands, t))


@router.callback_query(DiscardDeadLetters.filter())
async def discard_dead_letters(
    _event: object, work_queue: WorkQueue, staff: Member, commands: Sequence[str], context: Context
) -> None:
    """Give up on them."""
    screen, t = context.screen, context.t
    count = await work_queue.discard_dead_letters(context.customer.id, context.act.to("forget-dead"))
    screen.toast(t.plain("admin-dead-forgotten", count=count))
    await screen.show(await _menu(work_queue, staff, commands, t))


async def _menu(work_queue: WorkQueue, staff: Member, commands: Sequence[str], t: Texts) -> OutgoingMessage:
    counts = (await work_queue.counts()).visible_with(staff.permissions)
    return render_menu(counts, await work_queue.sold_out(), commands, t)


async def _work_list(work_list: WorkList, work_queue: WorkQueue, t: Texts) -> OutgoingMessage:
    match work_list:
        case WorkList.REFUNDS:
            return render_refunds(await work_queue.refunds(), t)
        case _:
            state = OrderState.WAITING if work_list is WorkList.WAITING else OrderState.ATTENTION
            return render_orders(work_list, await work_queue.orders(state), t)


def render_menu(
    counts: WorkCounts, sold_out: Sequence[LocalizedText], commands: Sequence[str], t: Texts
) -> OutgoingMessage:
    """Render buttons for waiting work, then for the rest; sold-out products are named, and commands explained."""
    piles = [
        ("receipts", counts.receipts, ShowReceipt()),
        ("waiting", counts.waiting, ShowWorkList(work_list=WorkList.WAITING)),
        ("attention", counts.attention, ShowWorkList(work_list=WorkList.ATTENTION)),
        ("tickets", counts.tickets, ShowTickets()),
        ("cases", counts.cases, ShowCases()),
        ("refunds", counts.refunds, ShowWorkList(work_list=WorkList.REFUNDS)),
        ("dead", counts.dead, ShowDeadLetters()),
    ]
    waiting = [button(t.plain(f"button-admin-{name}", count=_many(n)), data) for name, n, data in piles if n]
    rows: list[Row] = [
        *column(waiting),
        [
            button(t.plain("button-admin-stock"), ShowLevels()),
            button(t.plain("button-admin-catalog"), ShowCatalogFile()),
        ],
        [
            button(t.plain("button-admin-hide"), ChooseProduct(hidden=True)),
            button(t.plain("button-admin-show"), ChooseProduct(hidden=False)),
        ],
        [
            button(t.plain("button-incidents"), ListIncidents()),
            button(t.plain("button-admin-terms"), ShowPublish()),
        ],
        [close_button(t)],
    ]
    explained = [t(f"admin-command-{name}") for name in commands if f"admin-command-{name}" in t]
    parts = [t("admin-title"), "", *_news(counts, sold_out, t), "", *explained]
    return OutgoingMessage(lines(parts), keyboard(*rows))


def _news(counts: WorkCounts, sold_out: Sequence[LocalizedText], t: Texts) -> list[Html]:
    """The work that waits, and products that cannot be sold: that nothing waits is said beside neither."""
    titles = [t("admin-sold-out-one", title=title) for title in sold_out]
    more = [t("admin-more", count=_many(len(titles) - NAMED))] if len(titles) > NAMED else []
    news = [t("admin-sold-out"), *titles[:NAMED], *more] if titles else []
    if counts:
        return [t("admin-waits"), *([Html(), *news] if news else [])]
    return news or [t("admin-nothing-waits")]


def _many(count: int) -> str:
    return f"{count}+" if count >= COUNT_CAP else str(count)


def render_orders(work_list: WorkList, orders: list[Order], t: Texts) -> OutgoingMessage:
    """Orders that wait, oldest first; each opens."""
    told = [order_line(order, order.paid_at or order.created_at, t) for order in orders]
    text = [t(f"admin-{work_list}-title"), "", *(fit(told, t) or [t("admin-nothing-waits")])]
    return OutgoingMessage(lines(text), keyboard(*order_buttons(orders), [menu_button(t)]))


def render_refunds(owed: list[ManualRefund], t: Texts) -> OutgoingMessage:
    """Money that only a person can give back, with a button to say that it is done."""
    told: list[Html] = []
    rows: list[Row] = []
    for place, one in enumerate(owed, 1):
        told.append(_manual_refund_line(place, one, t))
        done = button(t.plain("button-admin-paid-back", place=place), MarkRefundPaid(refund=one.refund.id))
        again = button(t.plain("button-admin-ask-again", place=place), RetryRefund(refund=one.refund.id))
        rows.append([done, *([again] if refunds_itself(one.refund.provider) else [])])
    text = [t("admin-refunds-title"), "", *(fit(told, t) or [t("admin-nothing-waits")])]
    return OutgoingMessage(lines(text), keyboard(*rows, [menu_button(t)]))


def _manual_refund_line(place: int, one: ManualRefund, t: Texts) -> Html:
    return t(
        "admin-refund-line",
        place=place,
        money=one.refund.money,
        name=nameable(one.name, one.refund.customer_id, t),
        number=one.order.number if one.order else "–",
        reason=reason_text(one.refund.reason, t),
    )


def render_dead_letters(dead_letters: list[DeadLetter], t: Texts) -> OutgoingMessage:
    """Messages that could not be handled: when, of which kind, and what went wrong."""
    told = [
        t(
            "admin-dead-line",
            update=str(dead.update_id),
            kind=dead.kind,
            at=t.moment(dead.received_at),
            error=shorten(dead.error, 200),
        )
        for dead in dead_letters
    ]
    if not told:
        return OutgoingMessage(lines([t("admin-dead-title"), "", t("admin-nothing-waits")]), keyboard([menu_button(t)]))
    again = button(t.plain("button-admin-dead-retry"), RetryDeadLetters())
    forget = button(t.plain("button-admin-dead-forget"), DiscardDeadLetters())
    text = [t("admin-dead-title"), "", *fit(told, t), "", t("admin-dead-hint")]
    return OutgoingMessage(lines(text), keyboard([again, forget], [menu_button(t)]))

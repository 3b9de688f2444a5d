"""/admin: what waits for a person, and the ways to everything that an admin does."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import InlineKeyboardButton

from handlers.admin.ui.callbacks import (
    ChooseProduct,
    ForgetDead,
    PaidBack,
    Pile,
    RetryDead,
    RetryRefund,
    ShowCatalogFile,
    ShowDesk,
    ShowFile,
    ShowLevels,
    ShowPile,
    ShowPublish,
    ShowReceipt,
    ShowTickets,
)
from handlers.ui.callbacks import Close
from handlers.ui.keyboards import Row, board, column, key
from handlers.ui.message import Draft
from handlers.ui.purchase_line import bought
from handlers.ui.screen import Screen
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import fit, nameable, shorten, worded
from services.domain.idempotency import ActKey
from services.domain.orders.order import Order, OrderState
from services.domain.system.update import DeadLetter
from services.domain.values.language import Words
from services.payments.refunds import Refunds
from services.staff.work_queue import MOST, Desk, Owed, Workload

router = Router(name=__name__)
NAMED = 8
"""So many sold-out products are named."""


@router.message(Command("admin"))
@router.callback_query(ShowDesk.filter())
async def show_desk(_event: object, desk: Desk, screen: Screen, t: Texts) -> None:
    """The menu."""
    await screen.show(draw_desk(await desk.workload(), await desk.sold_out(), t))


@router.callback_query(ShowPile.filter())
async def show_pile(_event: object, callback_data: ShowPile, desk: Desk, screen: Screen, t: Texts) -> None:
    """One list of what waits."""
    await screen.show(await _pile(callback_data.pile, desk, t))


@router.callback_query(PaidBack.filter())
async def paid_back(
    _event: object, callback_data: PaidBack, act: ActKey, refunds: Refunds, desk: Desk, screen: Screen, t: Texts
) -> None:
    """A person has transferred the money."""
    await refunds.paid_back(callback_data.refund, act.to("paid-back"))
    screen.toast(t.plain("admin-refund-noted"))
    await screen.show(await _pile(Pile.REFUNDS, desk, t))


@router.callback_query(RetryRefund.filter())
async def retry_refund(
    _event: object, callback_data: RetryRefund, act: ActKey, refunds: Refunds, desk: Desk, screen: Screen, t: Texts
) -> None:
    """Ask the provider again."""
    state = await refunds.retry(callback_data.refund, act.to("retry-refund"))
    screen.toast(t.plain(f"admin-refund-again-{state.lower()}"))
    await screen.show(await _pile(Pile.REFUNDS, desk, t))


@router.callback_query(RetryDead.filter())
async def retry_dead(_event: object, act: ActKey, desk: Desk, screen: Screen, t: Texts) -> None:
    """Handle the messages again that could not be handled."""
    screen.toast(t.plain("admin-dead-retried", count=await desk.revive(act.to("retry-dead"))))
    await screen.show(draw_desk(await desk.workload(), await desk.sold_out(), t))


@router.callback_query(ForgetDead.filter())
async def forget_dead(_event: object, act: ActKey, desk: Desk, screen: Screen, t: Texts) -> None:
    """Give up on them."""
    screen.toast(t.plain("admin-dead-forgotten", count=await desk.forget_dead(act.to("forget-dead"))))
    await screen.show(draw_desk(await desk.workload(), await desk.sold_out(), t))


async def _pile(pile: Pile, desk: Desk, t: Texts) -> Draft:
    match pile:
        case Pile.REFUNDS:
            return draw_refunds(await desk.refunds(), t)
        case Pile.DEAD:
            return draw_dead(list(await desk.dead()), t)
        case _:
            state = OrderState.WAITING if pile is Pile.WAITING else OrderState.ATTENTION
            return draw_orders(pile, await desk.orders(state), t)


def to_desk(t: Texts) -> InlineKeyboardButton:
    """The button that leads back to the menu."""
    return key(t.plain("button-admin-menu"), ShowDesk())


def draw_desk(load: Workload, sold_out: Sequence[Words], t: Texts) -> Draft:
    """Buttons for what waits, then for everything else; what is sold out is named, and each command explained."""
    piles = [
        ("receipts", load.receipts, ShowReceipt()),
        ("waiting", load.waiting, ShowPile(pile=Pile.WAITING)),
        ("attention", load.attention, ShowPile(pile=Pile.ATTENTION)),
        ("tickets", load.tickets, ShowTickets()),
        ("refunds", load.refunds, ShowPile(pile=Pile.REFUNDS)),
        ("dead", load.dead, ShowPile(pile=Pile.DEAD)),
    ]
    waiting = [key(t.plain(f"button-admin-{name}", count=_many(n)), data) for name, n, data in piles if n]
    rows: list[Row] = [
        *column(waiting),
        [key(t.plain("button-admin-stock"), ShowLevels()), key(t.plain("button-admin-catalog"), ShowCatalogFile())],
        [
            key(t.plain("button-admin-hide"), ChooseProduct(hidden=True)),
            key(t.plain("button-admin-show"), ChooseProduct(hidden=False)),
        ],
        [key(t.plain("button-admin-terms"), ShowPublish()), key(t.plain("button-close"), Close())],
    ]
    parts = [t("admin-title"), "", *_news(load, sold_out, t), "", t("admin-commands")]
    return Draft(lines(parts), board(*rows))


def _news(load: Workload, sold_out: Sequence[Words], t: Texts) -> list[Html]:
    """What waits, and what cannot be sold: that nothing waits is said beside neither."""
    bare = [t("admin-sold-out-one", title=title) for title in sold_out]
    more = [t("admin-more", count=_many(len(bare) - NAMED))] if len(bare) > NAMED else []
    shelves = [t("admin-sold-out"), *bare[:NAMED], *more] if bare else []
    if load:
        return [t("admin-waits"), *([Html(), *shelves] if shelves else [])]
    return shelves or [t("admin-nothing-waits")]


def _many(count: int) -> str:
    return f"{count}+" if count >= MOST else str(count)


def draw_orders(pile: Pile, orders: list[Order], t: Texts) -> Draft:
    """Orders that wait, oldest first; each opens."""
    told = [
        t(
            "admin-order-line",
            number=order.number,
            what=bought(order, t),
            total=order.total,
            at=t.moment(order.paid_at or order.created_at),
        )
        for order in orders
    ]
    opens = [key(order.number, ShowFile(number=order.number)) for order in orders]
    text = [t(f"admin-{pile}-title"), "", *(fit(told, t) or [t("admin-nothing-waits")])]
    return Draft(lines(text), board(*_pairs(opens), [to_desk(t)]))


def _pairs(buttons: list[InlineKeyboardButton]) -> list[Row]:
    return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]


def draw_refunds(owed: list[Owed], t: Texts) -> Draft:
    """Money that only a person can give back, with a button to say that it is done."""
    told: list[Html] = []
    rows: list[Row] = []
    for place, one in enumerate(owed, 1):
        told.append(_owed(place, one, t))
        done = key(t.plain("button-admin-paid-back", place=place), PaidBack(refund=one.refund.id))
        again = key(t.plain("button-admin-ask-again", place=place), RetryRefund(refund=one.refund.id))
        rows.append([done, *([again] if one.refund.provider == "stars" else [])])
    text = [t("admin-refunds-title"), "", *(fit(told, t) or [t("admin-nothing-waits")])]
    return Draft(lines(text), board(*rows, [to_desk(t)]))


def _owed(place: int, one: Owed, t: Texts) -> Html:
    return t(
        "admin-refund-line",
        place=place,
        money=one.refund.money,
        name=nameable(one.name, one.refund.customer_id, t),
        number=one.order.number if one.order else "–",
        reason=worded(one.refund.reason, t),
    )


def draw_dead(letters: list[DeadLetter], t: Texts) -> Draft:
    """Messages that could not be handled: when, of which kind, and what went wrong."""
    told = [
        t(
            "admin-dead-line",
            update=str(letter.update_id),
            kind=letter.kind,
            at=t.moment(letter.received_at),
            error=shorten(letter.error, 200),
        )
        for letter in letters
    ]
    if not told:
        return Draft(lines([t("admin-dead-title"), "", t("admin-nothing-waits")]), board([to_desk(t)]))
    again = key(t.plain("button-admin-dead-retry"), RetryDead())
    forget = key(t.plain("button-admin-dead-forget"), ForgetDead())
    text = [t("admin-dead-title"), "", *fit(told, t), "", t("admin-dead-hint")]
    return Draft(lines(text), board([again, forget], [to_desk(t)]))

"""What admins are told without asking, each with the button that leads to where something can be done about it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from aiogram.types import InlineKeyboardButton

from handlers.admin.buttons import ChooseStock, Pile, ShowDesk, ShowFile, ShowPayment, ShowPile
from handlers.admin.fitting import shorten, worded
from handlers.admin.ticket_screens import draw_ticket_notice, draw_unreachable_answer
from handlers.draft import Draft, UnknownKind
from handlers.keyboards import board, key
from handlers.texts import Texts
from services.domain.money import Currency, Money
from services.domain.notice import Notice, NoticeValue

Facts = Mapping[str, NoticeValue]
LONGEST = 200


def draw_admin_notice(notice: Notice, t: Texts) -> Draft:
    """Word a notice to an admin. Raises UnknownKind for one that nobody here has given words to."""
    try:
        draw = _DRAWN[notice.kind]
    except KeyError:
        raise UnknownKind(notice.kind) from None
    return draw(notice.facts, t)


def _of_order(kind: str) -> Callable[[Facts, Texts], Draft]:
    """About an order: the button opens it."""

    def draw(facts: Facts, t: Texts) -> Draft:
        return Draft(t(f"notice-{kind}", **_said(facts, kind, t)), board([_order(facts, t)]))

    return draw


def _of_stock(kind: str) -> Callable[[Facts, Texts], Draft]:
    """About stock: the buttons add some, and open the order if there is one."""

    def draw(facts: Facts, t: Texts) -> Draft:
        add = key(t.plain("button-admin-stock-more"), ChooseStock(slug=str(facts["product"])))
        opens = [_order(facts, t)] if "order" in facts else []
        return Draft(t(f"notice-{kind}", **_said(facts, kind, t)), board([add], opens))

    return draw


def _of_payment(kind: str) -> Callable[[Facts, Texts], Draft]:
    """About a receipt: the button opens it."""

    def draw(facts: Facts, t: Texts) -> Draft:
        opens = key(t.plain("button-admin-receipt"), ShowPayment(payment=int(facts["payment"] or 0)))
        return Draft(t(f"notice-{kind}", **_said(facts, kind, t)), board([opens]))

    return draw


def _served(facts: Facts, t: Texts) -> Draft:
    desk = key(t.plain("button-admin-menu"), ShowDesk())
    return Draft(t("notice-admin-served", product=facts["product"], count=int(facts["count"] or 0)), board([desk]))


def _surplus(facts: Facts, t: Texts) -> Draft:
    number = facts.get("order")
    said = {"money": _money(facts["money"]), "reason": worded(str(facts["reason"]), t)}
    owed = key(t.plain("button-admin-refunds-list"), ShowPile(pile=Pile.REFUNDS))
    if number is None:
        return Draft(t("notice-admin-surplus-stray", **said), board([owed]))
    return Draft(t("notice-admin-surplus", number=str(number), **said), board([_order(facts, t)], [owed]))


def _refund_stuck(facts: Facts, t: Texts) -> Draft:
    owed = key(t.plain("button-admin-refunds-list"), ShowPile(pile=Pile.REFUNDS))
    reason = shorten(str(facts["reason"]), LONGEST)
    return Draft(t("notice-admin-refund-stuck", money=_money(facts["money"]), reason=reason), board([owed]))


def _dead_letter(facts: Facts, t: Texts) -> Draft:
    dead = key(t.plain("button-admin-dead-list"), ShowPile(pile=Pile.DEAD))
    error = shorten(str(facts.get("error") or ""), LONGEST)
    said = t("notice-admin-dead-letter", update=str(facts["update"]), kind=str(facts["kind"]), error=error)
    return Draft(said, board([dead]))


def _said(facts: Facts, kind: str, t: Texts) -> dict[str, object]:
    """The facts that the words need; ids without a thousands mark."""
    wanted = t.variables(f"notice-{kind}")
    said: dict[str, object] = {"number": str(facts.get("order")), "product": facts.get("product")}
    return {name: fact for name, fact in said.items() if name in wanted}


def _order(facts: Facts, t: Texts) -> InlineKeyboardButton:
    return key(t.plain("button-admin-order"), ShowFile(number=str(facts["order"])))


def _money(written: NoticeValue) -> Money:
    """An amount as `str(Money)` writes it."""
    digits, _, currency = str(written).partition(" ")
    return Money.parse(digits, Currency(currency))


_DRAWN: Mapping[str, Callable[[Facts, Texts], Draft]] = MappingProxyType(
    {
        "admin-waiting": _of_stock("admin-waiting"),
        "admin-sold-out": _of_stock("admin-sold-out"),
        "admin-extended": _of_order("admin-extended"),
        "admin-unreachable": _of_order("admin-unreachable"),
        "admin-attention": _of_order("admin-attention"),
        "admin-receipt": _of_payment("admin-receipt"),
        "admin-undecided": _of_payment("admin-undecided"),
        "admin-served": _served,
        "admin-surplus": _surplus,
        "admin-refund-stuck": _refund_stuck,
        "admin-dead-letter": _dead_letter,
        "admin-ticket": draw_ticket_notice,
        "admin-answer-unreachable": draw_unreachable_answer,
    }
)

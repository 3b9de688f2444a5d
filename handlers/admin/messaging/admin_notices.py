"""The notices that admins get without asking, each with the button that leads to where something can be done about it.

Each names what was bought, for how much and by whom, in the language of its reader. Notices of a version before this
one may know less: then a part is left out.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from aiogram.types import InlineKeyboardButton

from handlers.admin.support.ticket_views import render_ticket_notice, render_unreachable_answer
from handlers.admin.ui.callbacks import (
    ChooseStock,
    ShowAdminMenu,
    ShowOrderDetails,
    ShowPayment,
    ShowWorkList,
    WorkList,
)
from handlers.ui.keyboards import button, keyboard
from handlers.ui.message import OutgoingMessage, UnknownNoticeKind
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import nameable, shorten, worded
from services.domain.messaging.notice import Notice, NoticeValue
from services.domain.values.language import LocalizedText
from services.domain.values.money import Money
from services.messaging.missed_notices import PILES

Facts = Mapping[str, NoticeValue]
LONGEST = 200


def render_admin_notice(notice: Notice, t: Texts) -> OutgoingMessage:
    """Word a notice to an admin. Raises UnknownNoticeKind for one that nobody here has given words to."""
    try:
        render = RENDERERS[notice.kind]
    except KeyError:
        raise UnknownNoticeKind(notice.kind) from None
    return render(notice.facts, t)


def _of_order(kind: str) -> Callable[[Facts, Texts], OutgoingMessage]:
    """About an order: the button opens it."""

    def render(facts: Facts, t: Texts) -> OutgoingMessage:
        return OutgoingMessage(lines([_said(kind, facts, t), *_about(facts, t)]), keyboard([_order(facts, t)]))

    return render


def _of_stock(kind: str) -> Callable[[Facts, Texts], OutgoingMessage]:
    """About stock: the buttons add some, and open the order if there is one."""

    def render(facts: Facts, t: Texts) -> OutgoingMessage:
        add = button(t.plain("button-admin-stock-more"), ChooseStock(slug=str(facts["product"])))
        opens = [_order(facts, t)] if "order" in facts else []
        return OutgoingMessage(lines([_said(kind, facts, t), *_about(facts, t)]), keyboard([add], opens))

    return render


def _of_payment(kind: str) -> Callable[[Facts, Texts], OutgoingMessage]:
    """About a receipt: the button opens it."""

    def render(facts: Facts, t: Texts) -> OutgoingMessage:
        opens = button(t.plain("button-admin-receipt"), ShowPayment(payment=int(facts["payment"] or 0)))
        return OutgoingMessage(lines([_said(kind, facts, t), *_about(facts, t)]), keyboard([opens]))

    return render


def _sale(facts: Facts, t: Texts) -> OutgoingMessage:
    return OutgoingMessage(t("notice-admin-sale", **_told(facts, t)), keyboard([_order(facts, t)]))


def _sales(facts: Facts, t: Texts) -> OutgoingMessage:
    """Many sales at once: how many, for how much, and of what."""
    totals = [t.money(Money.read(one)) for one in str(facts["totals"]).split(", ")]
    goods = LocalizedText(str(facts["goods_en"]), str(facts["goods_zh"]))
    said = t("notice-admin-sales", count=int(facts["count"] or 0), totals=" + ".join(totals), goods=goods)
    return OutgoingMessage(said, keyboard([button(t.plain("button-admin-menu"), ShowAdminMenu())]))


def _missed(facts: Facts, t: Texts) -> OutgoingMessage:
    """Much that could not be told at its time: how many of each."""
    piles = dict.fromkeys(PILES.values())
    told = [t(f"missed-{work_list}", count=int(facts[work_list] or 0)) for work_list in piles if work_list in facts]
    said = [t("notice-admin-missed"), *told, t("notice-admin-missed-waits")]
    return OutgoingMessage(lines(said), keyboard([button(t.plain("button-admin-menu"), ShowAdminMenu())]))


def _served(facts: Facts, t: Texts) -> OutgoingMessage:
    said = t("notice-admin-served", title=_title(facts), count=int(facts["count"] or 0))
    return OutgoingMessage(said, keyboard([button(t.plain("button-admin-menu"), ShowAdminMenu())]))


def _surplus(facts: Facts, t: Texts) -> OutgoingMessage:
    number = facts.get("order")
    said = {"money": _money(facts["money"]), "reason": worded(str(facts["reason"]), t)}
    owed = button(t.plain("button-admin-refunds-list"), ShowWorkList(work_list=WorkList.REFUNDS))
    if number is None:
        return OutgoingMessage(lines([t("notice-admin-surplus-stray", **said), *_whose(facts, t)]), keyboard([owed]))
    text = lines([t("notice-admin-surplus", number=str(number), **said), *_about(facts, t)])
    return OutgoingMessage(text, keyboard([_order(facts, t)], [owed]))


def _refund_stuck(facts: Facts, t: Texts) -> OutgoingMessage:
    owed = button(t.plain("button-admin-refunds-list"), ShowWorkList(work_list=WorkList.REFUNDS))
    said = t("notice-admin-refund-stuck", money=_money(facts["money"]), reason=worded(str(facts["reason"]), t))
    if facts.get("order") is None:
        return OutgoingMessage(lines([said, *_whose(facts, t)]), keyboard([owed]))
    return OutgoingMessage(lines([said, *_about(facts, t)]), keyboard([owed], [_order(facts, t)]))


def _dead_letter(facts: Facts, t: Texts) -> OutgoingMessage:
    dead = button(t.plain("button-admin-dead-list"), ShowWorkList(work_list=WorkList.DEAD))
    error = shorten(str(facts.get("error") or ""), LONGEST)
    said = t("notice-admin-dead-letter", update=str(facts["update"]), kind=str(facts["kind"]), error=error)
    return OutgoingMessage(lines([said, *_whose(facts, t)]), keyboard([dead]))


def _said(kind: str, facts: Facts, t: Texts) -> Html:
    """The words of a kind, with the facts that they need; ids without a thousands mark."""
    wanted = t.variables(f"notice-{kind}")
    said: dict[str, object] = {"number": str(facts.get("order")), "title": _title(facts), "left": facts.get("left")}
    return t(f"notice-{kind}", **{name: fact for name, fact in said.items() if name in wanted})


def _about(facts: Facts, t: Texts) -> list[Html]:
    """Render the purchase: the goods, the amount and the buyer."""
    if "total" not in facts:
        return []
    told, wanted = _told(facts, t), t.variables("notice-admin-about")
    return [t("notice-admin-about", **{name: fact for name, fact in told.items() if name in wanted})]


def _told(facts: Facts, t: Texts) -> dict[str, object]:
    return {
        "what": t("goods-counted", title=_title(facts), quantity=int(facts.get("quantity") or 1)),
        "total": _money(facts["total"]),
        "name": _name(facts, t),
        "number": str(facts["order"]),
        "renewal": bool(facts.get("renewal")),
    }


def _whose(facts: Facts, t: Texts) -> list[Html]:
    return [t("notice-admin-whose", name=_name(facts, t))] if facts.get("customer") is not None else []


def _name(facts: Facts, t: Texts) -> str:
    return nameable(str(facts.get("name") or ""), str(facts.get("customer")), t)


def _title(facts: Facts) -> LocalizedText:
    """The product's title; its slug if a version before this one has written the notice."""
    slug = str(facts.get("product"))
    return LocalizedText(
        str(facts.get("title_en") or slug), str(facts.get("title_zh") or facts.get("title_en") or slug)
    )


def _order(facts: Facts, t: Texts) -> InlineKeyboardButton:
    return button(t.plain("button-admin-order"), ShowOrderDetails(number=str(facts["order"])))


def _money(written: NoticeValue) -> Money:
    return Money.read(str(written))


RENDERERS: Mapping[str, Callable[[Facts, Texts], OutgoingMessage]] = MappingProxyType(
    {
        "admin-sale": _sale,
        "admin-sales": _sales,
        "admin-missed": _missed,
        "admin-low-stock": _of_stock("admin-low-stock"),
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
        "admin-ticket": render_ticket_notice,
        "admin-answer-unreachable": render_unreachable_answer,
    }
)

"""The notices that admins get without asking, each with the button that leads to where something can be done about it.

Each names what was bought, for how much and by whom, in the language of its reader. Notices of a version before this
one may know less: then a part is left out.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from aiogram.types import InlineKeyboardButton

from handlers.admin.support.incidents.callbacks import ShowIncident
from handlers.admin.support.ticket_views import render_ticket_notice, render_unreachable_answer
from handlers.admin.ui.callbacks import (
    ChooseStock,
    ShowAdminMenu,
    ShowDeadLetters,
    ShowOrderDetails,
    ShowPayment,
    ShowWorkList,
    WorkList,
)
from handlers.admin.ui.case_callbacks import ShowCase
from handlers.ui.keyboards import button, keyboard
from handlers.ui.message import OutgoingMessage, UnknownNoticeKind
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import nameable, reason_text, shorten
from services.domain.messaging.notice import Notice, NoticeValue
from services.domain.values.language import LocalizedText
from services.domain.values.money import Money
from services.messaging.missed_notices import SUMMARY_COUNTS

Params = Mapping[str, NoticeValue]
LONGEST = 200


def render_admin_notice(notice: Notice, t: Texts) -> OutgoingMessage:
    """Word a notice to an admin. Raises UnknownNoticeKind for one that nobody here has given words to."""
    try:
        render = RENDERERS[notice.kind]
    except KeyError:
        raise UnknownNoticeKind(notice.kind) from None
    return render(notice.params, t)


def _of_order(kind: str) -> Callable[[Params, Texts], OutgoingMessage]:
    """About an order: the button opens it."""

    def render(params: Params, t: Texts) -> OutgoingMessage:
        return OutgoingMessage(lines([_said(kind, params, t), *_about(params, t)]), keyboard([_order(params, t)]))

    return render


def _of_stock(kind: str) -> Callable[[Params, Texts], OutgoingMessage]:
    """About stock: the buttons add some, and open the order if there is one."""

    def render(params: Params, t: Texts) -> OutgoingMessage:
        add = button(t.plain("button-admin-stock-more"), ChooseStock(slug=str(params["product"])))
        opens = [_order(params, t)] if "order" in params else []
        return OutgoingMessage(lines([_said(kind, params, t), *_about(params, t)]), keyboard([add], opens))

    return render


def _of_payment(kind: str) -> Callable[[Params, Texts], OutgoingMessage]:
    """About a receipt: the button opens it."""

    def render(params: Params, t: Texts) -> OutgoingMessage:
        opens = button(t.plain("button-admin-receipt"), ShowPayment(payment=int(params["payment"] or 0)))
        return OutgoingMessage(lines([_said(kind, params, t), *_about(params, t)]), keyboard([opens]))

    return render


def _sale(params: Params, t: Texts) -> OutgoingMessage:
    return OutgoingMessage(t("notice-admin-sale", **_told(params, t)), keyboard([_order(params, t)]))


def _sales(params: Params, t: Texts) -> OutgoingMessage:
    """Many sales at once: how many, for how much, and of what."""
    totals = [t.money(Money.read(one)) for one in str(params["totals"]).split(", ")]
    goods = LocalizedText(str(params["goods_en"]), str(params["goods_zh"]))
    said = t("notice-admin-sales", count=int(params["count"] or 0), totals=" + ".join(totals), goods=goods)
    return OutgoingMessage(said, keyboard([button(t.plain("button-admin-menu"), ShowAdminMenu())]))


def _missed(params: Params, t: Texts) -> OutgoingMessage:
    """Much that could not be told at its time: how many of each."""
    counted = dict.fromkeys(SUMMARY_COUNTS.values())
    told = [t(f"missed-{name}", count=int(params[name] or 0)) for name in counted if name in params]
    said = [t("notice-admin-missed"), *told, t("notice-admin-missed-waits")]
    return OutgoingMessage(lines(said), keyboard([button(t.plain("button-admin-menu"), ShowAdminMenu())]))


def _incident_extended(params: Params, t: Texts) -> OutgoingMessage:
    """The subscriptions that an incident has touched run longer: the button opens it."""
    opens = button(t.plain("button-incidents-one"), ShowIncident(incident=str(params["incident"])))
    title = LocalizedText(str(params["title_en"]), str(params["title_zh"]))
    counted = {"count": int(params["count"] or 0), "days": int(params["days"] or 0)}
    return OutgoingMessage(t("notice-admin-incident-extended", title=title, **counted), keyboard([opens]))


def _served(params: Params, t: Texts) -> OutgoingMessage:
    said = t("notice-admin-served", title=_title(params), count=int(params["count"] or 0))
    return OutgoingMessage(said, keyboard([button(t.plain("button-admin-menu"), ShowAdminMenu())]))


def _surplus(params: Params, t: Texts) -> OutgoingMessage:
    number = params.get("order")
    said = {"money": _money(params["money"]), "reason": reason_text(str(params["reason"]), t)}
    owed = button(t.plain("button-admin-refunds-list"), ShowWorkList(work_list=WorkList.REFUNDS))
    if number is None:
        return OutgoingMessage(lines([t("notice-admin-surplus-stray", **said), *_whose(params, t)]), keyboard([owed]))
    text = lines([t("notice-admin-surplus", number=str(number), **said), *_about(params, t)])
    return OutgoingMessage(text, keyboard([_order(params, t)], [owed]))


def _refund_stuck(params: Params, t: Texts) -> OutgoingMessage:
    owed = button(t.plain("button-admin-refunds-list"), ShowWorkList(work_list=WorkList.REFUNDS))
    said = t("notice-admin-refund-stuck", money=_money(params["money"]), reason=reason_text(str(params["reason"]), t))
    if params.get("order") is None:
        return OutgoingMessage(lines([said, *_whose(params, t)]), keyboard([owed]))
    return OutgoingMessage(lines([said, *_about(params, t)]), keyboard([owed], [_order(params, t)]))


def _dead_letter(params: Params, t: Texts) -> OutgoingMessage:
    dead = button(t.plain("button-admin-dead-list"), ShowDeadLetters())
    error = shorten(str(params.get("error") or ""), LONGEST)
    said = t("notice-admin-dead-letter", update=str(params["update"]), kind=str(params["kind"]), error=error)
    return OutgoingMessage(lines([said, *_whose(params, t)]), keyboard([dead]))


def _case(params: Params, t: Texts) -> OutgoingMessage:
    """Goods were reported as faulty: the button opens the case."""
    warning = [t("notice-admin-case-unusual")] if params.get("unusual") else []
    opens = button(t.plain("button-case-open"), ShowCase(case=str(params["case"])))
    said = _said("admin-case", params, t)
    return OutgoingMessage(lines([said, *_about(params, t), *warning]), keyboard([opens], [_order(params, t)]))


def _said(kind: str, params: Params, t: Texts) -> Html:
    """The words of a kind, with the facts that they need; ids without a thousands mark."""
    wanted = t.variables(f"notice-{kind}")
    said: dict[str, object] = {"number": str(params.get("order")), "title": _title(params), "left": params.get("left")}
    return t(f"notice-{kind}", **{name: fact for name, fact in said.items() if name in wanted})


def _about(params: Params, t: Texts) -> list[Html]:
    """Render the purchase: the goods, the amount and the buyer."""
    if "total" not in params:
        return []
    told, wanted = _told(params, t), t.variables("notice-admin-about")
    return [t("notice-admin-about", **{name: fact for name, fact in told.items() if name in wanted})]


def _told(params: Params, t: Texts) -> dict[str, object]:
    return {
        "what": t("goods-counted", title=_title(params), quantity=int(params.get("quantity") or 1)),
        "total": _money(params["total"]),
        "name": _name(params, t),
        "number": str(params["order"]),
        "renewal": bool(params.get("renewal")),
    }


def _whose(params: Params, t: Texts) -> list[Html]:
    return [t("notice-admin-whose", name=_name(params, t))] if params.get("customer") is not None else []


def _name(params: Params, t: Texts) -> str:
    return nameable(str(params.get("name") or ""), str(params.get("customer")), t)


def _title(params: Params) -> LocalizedText:
    """The product's title; its slug if a version before this one has written the notice."""
    slug = str(params.get("product"))
    return LocalizedText(
        str(params.get("title_en") or slug), str(params.get("title_zh") or params.get("title_en") or slug)
    )


def _order(params: Params, t: Texts) -> InlineKeyboardButton:
    return button(t.plain("button-admin-order"), ShowOrderDetails(number=str(params["order"])))


def _money(written: NoticeValue) -> Money:
    return Money.read(str(written))


RENDERERS: Mapping[str, Callable[[Params, Texts], OutgoingMessage]] = MappingProxyType(
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
        "admin-incident-extended": _incident_extended,
        "admin-surplus": _surplus,
        "admin-refund-stuck": _refund_stuck,
        "admin-dead-letter": _dead_letter,
        "admin-case": _case,
        "admin-ticket": render_ticket_notice,
        "admin-answer-unreachable": render_unreachable_answer,
    }
)

"""The notices of the shop as messages: the one place where a kind of notice becomes text."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.admin.messaging.admin_notices import render_admin_notice
from handlers.support.ticket_views import render_answer
from handlers.ui.callbacks import (
    AskAboutOrder,
    Renew,
    ShowOrder,
    ShowOrders,
    ShowProduct,
    ShowSubscriptions,
    SubmitReceipt,
    WriteSupport,
)
from handlers.ui.keyboards import PRIMARY, button, keyboard, shop_button
from handlers.ui.message import OutgoingMessage, UnknownNoticeKind
from handlers.ui.purchase_line import named
from handlers.ui.text.html_text import lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import reason_text
from services.domain.messaging.notice import Notice
from services.domain.support.ticket import Topic
from services.domain.values.language import LocalizedText
from services.domain.values.money import Money

FOR_ADMINS = "admin-"
SURPLUS_REASONS = frozenset({"unknown-order", "other-way-to-pay", "other-payer", "other-amount"})
"""By these a notice of a version before this one tells that it is about money beyond what was asked."""


def render_notice(notice: Notice, t: Texts) -> OutgoingMessage:
    """Word a notice. Raises UnknownNoticeKind for one that nobody here has given words to."""
    if notice.kind.startswith(FOR_ADMINS):
        return render_admin_notice(notice, t)
    try:
        render = RENDERERS[notice.kind]
    except KeyError:
        raise UnknownNoticeKind(notice.kind) from None
    return render(notice, t)


def _render_reminder(notice: Notice, t: Texts) -> OutgoingMessage:
    params = notice.params
    days, ends_at, renewable = int(params["days"] or 0), int(params["ends_at"] or 0), bool(params.get("renewable", 1))
    nights = t.days_ahead(int(params["at"] or 0), ends_at) if params.get("at") else days
    count = int(params.get("count") or 1)
    title = named(LocalizedText(str(params["title_en"]), str(params["title_zh"])), count, t)
    said = t("notice-ends" if days > 0 else "notice-ended", title=title, date=t.date(ends_at), days=nights)
    parts = [said, t("notice-renew-now" if days > 0 else "notice-renew-later") if renewable else t("notice-not-sold")]
    subscriptions = [button(t.plain("button-subscriptions"), ShowSubscriptions())]
    if not renewable:
        return OutgoingMessage(lines(parts), keyboard([shop_button(t)], subscriptions))
    way_on = button(t.plain("button-renew"), Renew(subscription=str(params["subscription"])), PRIMARY)
    return OutgoingMessage(lines(parts), keyboard([way_on], subscriptions))


def _render_extended(notice: Notice, t: Texts) -> OutgoingMessage:
    """More time after an incident."""
    params = notice.params
    title = named(LocalizedText(str(params["title_en"]), str(params["title_zh"])), int(params.get("count") or 1), t)
    incident = LocalizedText(str(params["incident_en"]), str(params["incident_zh"]))
    ends, days = t.date(int(params["ends_at"] or 0)), int(params["days"] or 0)
    said = t("notice-subscription-extended", title=title, incident=incident, days=days, date=ends)
    return OutgoingMessage(said, keyboard([button(t.plain("button-subscriptions"), ShowSubscriptions())]))


def _render_back_in_stock(notice: Notice, t: Texts) -> OutgoingMessage:
    params = notice.params
    """A notice of a version before this one does not know how many there are."""
    title, left = LocalizedText(str(params["title_en"]), str(params["title_zh"])), int(params.get("left") or 0)
    said = lines([t("notice-back-in-stock", title=title), t("notice-back-in-stock-left", left=left)])
    way_on = button(t.plain("button-show-product"), ShowProduct(product=int(params["product"] or 0)), PRIMARY)
    return OutgoingMessage(said, keyboard([way_on]))


def _render_rejected(notice: Notice, t: Texts) -> OutgoingMessage:
    order_id, number = str(notice.params["order_id"]), str(notice.params["order"])
    return OutgoingMessage(
        t("notice-receipt-rejected", number=number, reason=reason_text(str(notice.params["reason"] or ""), t)),
        keyboard(
            [button(t.plain("button-another-receipt"), SubmitReceipt(order=order_id), PRIMARY)],
            [button(t.plain("button-payment-help"), WriteSupport(topic=Topic.PAYMENT))],
            [button(t.plain("button-show-order"), ShowOrder(order=order_id))],
        ),
    )


def _render_refunded(notice: Notice, t: Texts) -> OutgoingMessage:
    """Money of an order, or money beyond what any order asked for: then there is no order to speak of."""
    number, reason = notice.params.get("order"), str(notice.params.get("reason") or "")
    money = Money.read(str(notice.params["money"]))
    surplus = number is None or bool(notice.params.get("surplus", reason in SURPLUS_REASONS))
    said = t("notice-surplus", money=money) if surplus else t("notice-refunded", number=str(number), money=money)
    because = [t("notice-reason", reason=reason_text(reason, t))] if reason else []
    return OutgoingMessage(
        lines([said, *because, t("notice-questions")]),
        keyboard(
            [button(t.plain("button-orders"), ShowOrders())],
            [button(t.plain("button-payment-help"), WriteSupport(topic=Topic.PAYMENT))],
        ),
    )


def _render_refund_by_person(notice: Notice, t: Texts) -> OutgoingMessage:
    said = t(
        "notice-refund-by-person", number=str(notice.params["order"]), money=Money.read(str(notice.params["money"]))
    )
    reason = str(notice.params.get("reason") or "")
    because = [t("notice-reason", reason=reason_text(reason, t))] if reason else []
    help_row = [button(t.plain("button-payment-help"), WriteSupport(topic=Topic.PAYMENT))]
    return OutgoingMessage(
        lines([said, *because]), keyboard([button(t.plain("button-orders"), ShowOrders())], help_row)
    )


def _render_answer(notice: Notice, t: Texts) -> OutgoingMessage:
    return render_answer(notice.params, t)


def _render_case_refused(notice: Notice, t: Texts) -> OutgoingMessage:
    order_id, reason = str(notice.params["order_id"]), str(notice.params["reason"])
    said = t("notice-case-refused", number=str(notice.params["order"]))
    return OutgoingMessage(
        lines([said, t("notice-reason", reason=reason_text(reason, t))]),
        keyboard(
            [button(t.plain("button-problem-write"), AskAboutOrder(order=order_id), PRIMARY)],
            [button(t.plain("button-show-order"), ShowOrder(order=order_id))],
        ),
    )


RENDERERS: Mapping[str, Callable[[Notice, Texts], OutgoingMessage]] = MappingProxyType(
    {
        "reminder": _render_reminder,
        "back-in-stock": _render_back_in_stock,
        "subscription-extended": _render_extended,
        "receipt-rejected": _render_rejected,
        "refunded": _render_refunded,
        "refund-by-person": _render_refund_by_person,
        "ticket-answer": _render_answer,
        "case-refused": _render_case_refused,
    }
)

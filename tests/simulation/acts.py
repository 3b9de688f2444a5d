"""The acts for each handler: who does what, the last step being the one of which calls fail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.admin.support.incidents import callbacks as i
from handlers.admin.ui import callbacks as a
from handlers.admin.ui import case_callbacks as c
from handlers.orders.my_orders import CancelOrder
from handlers.orders.problem_views import NotReceived, ReportGoods, ReportItem, ServiceDown
from handlers.ui.callbacks import (
    AcceptTerms,
    AskAboutOrder,
    AskCancel,
    AtLimit,
    ChooseLanguage,
    ChoosePaymentMethod,
    Close,
    Confirm,
    DeclineTerms,
    OpenOrder,
    PayOrder,
    ReadIncident,
    ReadTerms,
    Renew,
    ReportProblem,
    ShowCategories,
    ShowCategory,
    ShowOrder,
    ShowProduct,
    ShowRunning,
    SubmitReceipt,
    SubscribeStockAlert,
    UnsubscribeStockAlert,
    WriteSupport,
)
from handlers.ui.navigation.return_to import FIRST_START
from sandbox.api.json_types import Json
from sandbox.api.params import Upload
from services.domain.legal.consent import DocumentKind
from services.domain.support.incident import IncidentKind
from services.domain.support.ticket import TicketState, Topic
from services.domain.values.language import Language
from tests.simulation.retry_fixture import ANN, BEN, LI, OLIVIA, PICTURE, STRANGER
from tests.simulation.retry_harness import Forged, Press, RetryHarness, Step
from tests.simulation.world import CATALOG

Steps = Callable[[RetryHarness], Sequence[Step]]
CODES = "https://example.com/new-1\nhttps://example.com/new-2"
TABLE = Upload("codes.csv", b"code,note\nA-1,x\nA-2,y\n", "text/csv")
TERMS = DocumentKind.TERMS
OUTAGE = i.ChooseIncidentKind(kind=IncidentKind.OUTAGE)
WRITTEN = (OUTAGE, i.WriteIncident(everything=True), "Down\nWe are on it", "故障\n正在处理")


@dataclass(frozen=True)
class Act:
    """A handler, somebody, and what he does; `other` tells a second act of the same handler from the first."""

    handler: str
    who: int
    steps: Steps
    other: str = ""

    def __str__(self) -> str:
        return f"{self.handler} {self.other}".strip()


def act(handler: str, who: int, *steps: Step, other: str = "") -> Act:
    """One whose steps are known beforehand."""
    return Act(handler, who, lambda _: steps, other)


def about(handler: str, who: int, steps: Callable[[Any], Sequence[Step]], other: str = "") -> Act:
    """One that is about something of the fixture."""
    return Act(handler, who, lambda harness: steps(_Facts(harness.facts)), other)


class _Facts:
    """The facts of a fixture as attributes."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.__dict__.update(facts)


def _message(harness: RetryHarness, who: int, content: Json) -> Json:
    """A message that only Telegram itself can make."""
    chat = harness.world.chats.private(harness.world.people.users[who])
    header = {
        "from": harness.world.people.users[who].account(),
        "chat": chat.header(),
        "date": harness.world.clock.seconds(),
    }
    return {"message": harness.world.post(chat, header | content, outgoing=False).body}


def _picture(harness: RetryHarness, who: int, album: str) -> Json:
    stored = harness.world.files.store("photo", PICTURE)
    return _message(harness, who, {"media_group_id": album} | stored.content_fields())


def _album(harness: RetryHarness, who: int, *before: Step) -> Sequence[Step]:
    return (*before, _picture(harness, who, "album"), _picture(harness, who, "album"))


def _charge(order: Any, charge: str) -> Json:
    return {
        "currency": "XTR",
        "total_amount": order.total.amount,
        "invoice_payload": order.id,
        "telegram_payment_charge_id": charge,
        "provider_payment_charge_id": "",
    }


def _pays(harness: RetryHarness, order: Any) -> Sequence[Step]:
    return [_message(harness, ANN, {"successful_payment": _charge(order, "charge-new")})]


def _asks_to_pay(harness: RetryHarness, order: Any) -> Sequence[Step]:
    asked = {
        "id": harness.world.payments.open_query(),
        "from": harness.world.people.users[ANN].account(),
        "currency": "XTR",
        "total_amount": order.total.amount,
        "invoice_payload": order.id,
    }
    return [{"pre_checkout_query": asked}]


def _comes_back(harness: RetryHarness) -> Sequence[Step]:
    private, me = harness.world.people.users[ANN].private_chat(), harness.world.bot_account()
    change = {"chat": private, "from": harness.world.people.users[ANN].account(), "date": harness.world.clock.seconds()}
    old, new = {"user": me, "status": "kicked", "until_date": 0}, {"user": me, "status": "member"}
    return [{"my_chat_member": change | {"old_chat_member": old, "new_chat_member": new}}]


def _blocks(harness: RetryHarness) -> Sequence[Step]:
    harness.world.people.users[ANN].blocked = True
    return [_message(harness, ANN, {"text": "/help", "entities": [{"type": "bot_command", "offset": 0, "length": 5}]})]


def _corrected(harness: RetryHarness) -> Json:
    """The newest message of the admin says something else."""
    said = [post for post in harness.world.chats.all[OLIVIA].posts.values() if not post.outgoing][-1]
    return {"edited_message": said.body | {"text": f"{CODES}-corrected", "edit_date": harness.world.clock.seconds()}}


def _dearer() -> Upload:
    return Upload("catalog.yaml", CATALOG.read_bytes().replace(b"XTR: 50", b"XTR: 55"), "application/yaml")


ADMIN = (
    act("admin.staff.menu.show_menu", OLIVIA, "/admin"),
    act("admin.staff.menu.show_work_list", OLIVIA, a.ShowWorkList(work_list=a.WorkList.REFUNDS)),
    about("admin.staff.menu.mark_refund_paid", OLIVIA, lambda f: [a.MarkRefundPaid(refund=f.stuck)]),
    about("admin.staff.menu.retry_refund", OLIVIA, lambda f: [a.RetryRefund(refund=f.stuck)]),
    act("admin.staff.menu.show_dead_letters", OLIVIA, a.ShowDeadLetters()),
    act("admin.staff.menu.retry_dead", OLIVIA, a.RetryDeadLetters()),
    act("admin.staff.menu.discard_dead_letters", OLIVIA, a.DiscardDeadLetters()),
    act("admin.stock.stock.stock", OLIVIA, f"/stock code\n{CODES}"),
    act("admin.stock.stock.goods", OLIVIA, "/stock code", CODES),
    act("admin.stock.stock.show_levels", OLIVIA, a.ShowLevels()),
    act("admin.stock.stock.choose_stock", OLIVIA, a.ChooseStock(slug="code")),
    act("admin.stock.stock.import_stock", OLIVIA, "/stock code", CODES, Press("a-import")),
    act("admin.stock.stock.cancel_import", OLIVIA, "/stock code", CODES, Press("a-drop")),
    act("admin.stock.stock.edited", OLIVIA, "/stock link", CODES, _corrected),
    act("admin.stock.reading_choices.look", OLIVIA, "/stock code", TABLE, Press("a-ways")),
    act("admin.stock.reading_choices.choose_option", OLIVIA, "/stock code", TABLE, Press("a-ways"), Press("a-way")),
    about("admin.stock.stock.undo_import", OLIVIA, lambda f: [a.UndoImport(batch=f.batch)]),
    act("admin.payments.receipts.pending", OLIVIA, "/pending"),
    act("admin.payments.receipts.own_reason", OLIVIA, "/pending", Press("a-no"), Press("a-words"), "Another sum"),
    act("admin.payments.receipts.show_receipt", OLIVIA, a.ShowReceipt()),
    about("admin.payments.receipts.show_payment", OLIVIA, lambda f: [a.ShowPayment(payment=f.review["payment"])]),
    about("admin.payments.receipts.show_receipt_part", OLIVIA, lambda f: [a.ShowReceiptPart(receipt=f.review["part"])]),
    act("admin.payments.receipts.approve", OLIVIA, "/pending", Press("a-yes")),
    act("admin.payments.receipts.reject", OLIVIA, "/pending", Press("a-no")),
    act("admin.payments.receipts.give_reason", OLIVIA, "/pending", Press("a-no"), Press("a-why")),
    act("admin.payments.receipts.type_reason", OLIVIA, "/pending", Press("a-no"), Press("a-words")),
    about("admin.orders.orders.order", OLIVIA, lambda f: [f"/order {f.paid.number}"]),
    about("admin.orders.orders.resend", OLIVIA, lambda f: [f"/resend {f.paid.number}"]),
    about("admin.orders.orders.refund", OLIVIA, lambda f: [f"/refund {f.paid.number}"]),
    about("admin.orders.orders.refund_reason", OLIVIA, lambda f: [f"/refund {f.paid.number}", "It is broken"]),
    about("admin.orders.orders.show_order_details", OLIVIA, lambda f: [a.ShowOrderDetails(number=f.paid.number)]),
    about("admin.orders.orders.resend_order", OLIVIA, lambda f: [a.ResendOrder(number=f.paid.number)]),
    about("admin.orders.orders.ask_refund", OLIVIA, lambda f: [a.AskRefund(number=f.paid.number)]),
    about("admin.orders.orders.give_refund_reason", OLIVIA, lambda f: [f"/refund {f.paid.number}", Press("a-rwhy")]),
    about("admin.orders.orders.ready_refund", OLIVIA, lambda f: [f"/refund {f.paid.number} broken", Press("a-rsure")]),
    about(
        "admin.orders.orders.confirm_refund",
        OLIVIA,
        lambda f: [f"/refund {f.paid.number} broken", Press("a-rsure"), Press("a-ryes")],
    ),
    about(
        "admin.orders.orders.confirm_refund",
        OLIVIA,
        lambda f: [f"/refund {f.received.number} broken", Press("a-rsure"), Press("a-ryes")],
        "by hand",
    ),
    act("admin.catalog.catalog.show_catalog_file", OLIVIA, "/catalog"),
    act("admin.catalog.catalog.catalog_file", OLIVIA, "/catalog", _dearer()),
    act("admin.catalog.catalog.apply_catalog", OLIVIA, "/catalog", _dearer(), Press("a-apply")),
    act("admin.catalog.catalog.hide_or_show", OLIVIA, "/hide code"),
    act("admin.catalog.catalog.choose_product", OLIVIA, a.ChooseProduct(hidden=True)),
    act("admin.catalog.catalog.set_hidden", OLIVIA, a.SetHidden(slug="code", hidden=True)),
    act("admin.legal.publish_terms.show_publish", OLIVIA, "/publish_terms"),
    act("admin.legal.publish_terms.publish_terms", OLIVIA, "/publish_terms", Press("a-publish")),
    act("admin.support.tickets.show_tickets", OLIVIA, a.ShowTickets()),
    act("admin.support.tickets.list_tickets", OLIVIA, a.ListTickets(state=TicketState.OPEN)),
    about("admin.support.tickets.show_ticket", OLIVIA, lambda f: [a.ShowTicket(ticket=f.ticket)]),
    about("admin.support.tickets.show_media", OLIVIA, lambda f: [a.ShowMedia(post=f.post)]),
    about("admin.support.tickets.show_orders", OLIVIA, lambda f: [a.ShowTicketOrders(ticket=f.ticket)]),
    about("admin.support.tickets.answer", OLIVIA, lambda f: [a.AnswerTicket(ticket=f.ticket)]),
    about("admin.support.tickets.take", OLIVIA, lambda f: [a.AnswerTicket(ticket=f.ticket), "Here it is"]),
    Act(
        "admin.support.tickets.take_more",
        OLIVIA,
        lambda harness: _album(harness, OLIVIA, a.AnswerTicket(ticket=harness.facts["ticket"])),
    ),
    about("admin.support.tickets.close", OLIVIA, lambda f: [a.CloseTicket(ticket=f.ticket)]),
    act("admin.support.incidents.incidents.list_incidents", OLIVIA, a.ListIncidents()),
    about("admin.support.incidents.incidents.show_incident", OLIVIA, lambda f: [i.ShowIncident(incident=f.incident)]),
    about("admin.support.incidents.incidents.ask_close", OLIVIA, lambda f: [i.AskCloseIncident(incident=f.incident)]),
    about("admin.support.incidents.incidents.close", OLIVIA, lambda f: [i.CloseIncident(incident=f.incident)]),
    act("admin.support.incidents.announce.announce", OLIVIA, i.AnnounceIncident()),
    act("admin.support.incidents.announce.choose_kind", OLIVIA, i.ChooseIncidentKind(kind=IncidentKind.OUTAGE)),
    act("admin.support.incidents.announce.show_products", OLIVIA, OUTAGE, i.ShowTouchedProducts(page=0)),
    act("admin.support.incidents.announce.toggle", OLIVIA, OUTAGE, i.ToggleTouched(product=1)),
    act("admin.support.incidents.announce.write", OLIVIA, OUTAGE, i.WriteIncident(everything=True)),
    act("admin.support.incidents.announce.take_words", OLIVIA, *WRITTEN[:-1], other="in English"),
    act("admin.support.incidents.announce.take_words", OLIVIA, *WRITTEN, other="in Chinese"),
    act("admin.support.incidents.announce.publish", OLIVIA, *WRITTEN, Press("a-ipub")),
    about("admin.support.incidents.announce.update", OLIVIA, lambda f: [i.UpdateIncident(incident=f.incident)]),
    about(
        "admin.support.incidents.announce.publish",
        OLIVIA,
        lambda f: [i.UpdateIncident(incident=f.incident), "Soon", "很快", Press("a-ipub")],
        "an update",
    ),
    act("admin.support.cases.show_cases", OLIVIA, c.ShowCases()),
    about("admin.support.cases.show_case", OLIVIA, lambda f: [c.ShowCase(case=f.case)]),
    about("admin.support.cases.replace", OLIVIA, lambda f: [c.ReplaceGoods(case=f.case)]),
    about("admin.support.cases.ask_refusal", OLIVIA, lambda f: [c.AskRefusal(case=f.case)]),
    about("admin.support.cases.refuse", OLIVIA, lambda f: [c.AskRefusal(case=f.case), Press("a-denied")]),
    about("admin.support.incidents.extend.offer", OLIVIA, lambda f: [i.OfferExtension(incident=f.over)]),
    about("admin.support.incidents.extend.type_days", OLIVIA, lambda f: [i.TypeDays(incident=f.over)]),
    about("admin.support.incidents.extend.take_days", OLIVIA, lambda f: [i.TypeDays(incident=f.over), "5"]),
    about(
        "admin.support.incidents.extend.preview_extension",
        OLIVIA,
        lambda f: [i.PreviewExtension(incident=f.over, days=3)],
    ),
    about(
        "admin.support.incidents.extend.check",
        OLIVIA,
        lambda f: [i.PreviewExtension(incident=f.over, days=3), Press("a-xsure")],
    ),
    about(
        "admin.support.incidents.extend.begin",
        OLIVIA,
        lambda f: [i.PreviewExtension(incident=f.over, days=3), Press("a-xsure"), Press("a-xyes")],
    ),
    act("admin.system.unexpected_file.stray_file", OLIVIA, Upload("codes.txt", CODES.encode(), "text/plain")),
)

CUSTOMERS = (
    Act("payments.stars.successful_payment", ANN, lambda harness: _pays(harness, harness.facts["open"])),
    Act("payments.stars.successful_payment", ANN, lambda harness: _pays(harness, harness.facts["paid"]), "surplus"),
    Act("payments.stars.pre_checkout", ANN, lambda harness: _asks_to_pay(harness, harness.facts["open"])),
    Act(
        "payments.stars.refunded",
        ANN,
        lambda harness: [
            _message(harness, ANN, {"refunded_payment": _charge(harness.facts["paid"], harness.facts["charge"])})
        ],
    ),
    act("customers.start.start", ANN, "/start"),
    act("customers.start.start", STRANGER, "/start", other="of a stranger"),
    act("customers.start.ask_language", ANN, "/language"),
    act("customers.start.help_", ANN, "/help"),
    act("customers.start.choose_language", ANN, ChooseLanguage(language=Language.ZH)),
    act(
        "customers.start.choose_language",
        STRANGER,
        "/start",
        ChooseLanguage(language=Language.ZH, return_to=FIRST_START),
        other="first",
    ),
    Act("customers.start.on_block_changed", ANN, _comes_back),
    act("legal.consent.terms", ANN, "/terms"),
    act("legal.consent.privacy", ANN, "/privacy"),
    act("legal.consent.turn_page", ANN, ReadTerms(kind=TERMS, version=1, language=Language.ZH)),
    act("customers.acceptance.accept", STRANGER, "/start", AcceptTerms(version=1, language=Language.EN)),
    act(
        "customers.acceptance.accept",
        STRANGER,
        "/start",
        AcceptTerms(version=1, language=Language.EN, return_to="w-1-1-stars"),
        other="on",
    ),
    act("legal.consent.decline", ANN, DeclineTerms(version=1)),
    act("catalog.storefront.show_shop", ANN, "/shop"),
    act("catalog.storefront.show_categories", ANN, ShowCategories(page=0)),
    act("catalog.storefront.at_limit", ANN, AtLimit(most=3, left=9)),
    act("catalog.storefront.show_category", ANN, ShowCategory(slug="all")),
    act("catalog.storefront.show_product", ANN, ShowProduct(product=1)),
    act("stock.back_in_stock.tell_me", ANN, SubscribeStockAlert(product=3)),
    act(
        "stock.back_in_stock.tell_me",
        ANN,
        SubscribeStockAlert(product=3),
        UnsubscribeStockAlert(product=3),
        other="not",
    ),
    act("orders.checkout.show_confirm", LI, ChoosePaymentMethod(product=2, quantity=1, method="stars")),
    act("orders.checkout.confirm", LI, ChoosePaymentMethod(product=2, quantity=1, method="stars"), Press("b")),
    act(
        "orders.checkout.confirm",
        LI,
        ChoosePaymentMethod(product=2, quantity=1, method="manual"),
        Press("b"),
        other="by transfer",
    ),
    about("orders.checkout.pay_order", ANN, lambda f: [PayOrder(order=f.open.id)]),
    act("orders.my_orders.show_orders", ANN, "/orders"),
    about("orders.my_orders.show_order", ANN, lambda f: [ShowOrder(order=f.paid.id)]),
    about("orders.my_orders.open_order", ANN, lambda f: [OpenOrder(order=f.paid.id)]),
    about("orders.my_orders.ask_cancel", ANN, lambda f: [AskCancel(order=f.open.id)]),
    about("orders.my_orders.give_up", ANN, lambda f: [PayOrder(order=f.open.id), Press("xq"), Press("xy")]),
    about("orders.order_problem.show_problem", ANN, lambda f: [ReportProblem(order=f.paid.id)]),
    about("orders.order_problem.not_received", ANN, lambda f: [NotReceived(order=f.paid.id)]),
    about("orders.order_problem.show_which", ANN, lambda f: [ReportGoods(order=f.paid.id)]),
    about("orders.order_problem.report_item", ANN, lambda f: [ReportItem(order=f.paid.id, item=f.item)]),
    about("orders.order_problem.service_down", ANN, lambda f: [ServiceDown(order=f.paid.id)]),
    act("subscriptions.my_subscriptions.show_subscriptions", ANN, "/subscriptions"),
    act("subscriptions.my_subscriptions.show_running", ANN, ShowRunning(page=0)),
    about("subscriptions.my_subscriptions.renew", ANN, lambda f: [Renew(subscription=f.running)]),
    about("payments.manual_transfer.ask_for_receipt", LI, lambda f: [SubmitReceipt(order=f.transfer.id)]),
    about("payments.manual_transfer.not_yet", LI, lambda f: [SubmitReceipt(order=f.transfer.id), Press("rcx")]),
    about("payments.manual_transfer.take_receipt", LI, lambda f: [SubmitReceipt(order=f.transfer.id), "4711 0815"]),
    act("payments.stray_receipts.ask_what_for", LI, PICTURE),
    Act("payments.stray_receipts.take_more", LI, lambda harness: _album(harness, LI)),
    act("payments.stray_receipts.submit_kept_receipt", LI, PICTURE, Press("rcy")),
    act("payments.stray_receipts.no_receipt", LI, PICTURE, Press("rcn")),
    act("support.status.show_status", ANN, "/status"),
    about("support.status.read_incident", ANN, lambda f: [ReadIncident(incident=f.incident)]),
    act("support.tickets.support_asked", ANN, "/support"),
    act("support.tickets.paysupport_asked", ANN, "/paysupport"),
    act("support.tickets.write", ANN, WriteSupport(topic=Topic.SUPPORT)),
    about("support.tickets.write_about", ANN, lambda f: [AskAboutOrder(order=f.paid.id)]),
    act("support.tickets.take", ANN, "/support", "Where is it?"),
    act("support.tickets.join", BEN, "Are you there?"),
    act("system.fallback.close", ANN, "/support", Close()),
    act("system.fallback.stale_button", ANN, Forged("of-old:1")),
    act("system.fallback.cancel", ANN, "/support", "/cancel"),
    act("system.fallback.not_understood", ANN, "Hello"),
    act("system.invalid_callbacks.reject", ANN, Forged("o: x")),
)

REFUSALS = (
    act(
        "system.errors.consent_missing", STRANGER, "/start", ChoosePaymentMethod(product=1, quantity=1, method="stars")
    ),
    act(
        "system.errors.already_pending",
        ANN,
        ChoosePaymentMethod(product=1, quantity=1, method="stars"),
        Press("b"),
    ),
    act(
        "system.errors.price_changed",
        LI,
        Confirm(product=2, quantity=1, method="stars", amount=1, idempotency_key="intent"),
    ),
    Act("system.errors.blocked", ANN, _blocks),
    act("system.errors.unknown_to_admin", OLIVIA, "/order 0000-0000"),
    about("system.errors.refused_to_admin", OLIVIA, lambda f: [f"/resend {f.open.number}"]),
    about("system.errors.decided_before", OLIVIA, lambda f: [a.ApproveReceipt(payment=f.review["payment"], seen=1)]),
    about("system.errors.refused", ANN, lambda f: [CancelOrder(order=f.paid.id)]),
)

ACTS = (*ADMIN, *CUSTOMERS, *REFUSALS)

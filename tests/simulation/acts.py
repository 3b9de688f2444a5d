"""What each handler is asked to do: who does what, the last step being the one of which calls fail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.admin import buttons as a
from handlers.buttons import (
    AcceptTerms,
    AskAboutOrder,
    AskCancel,
    AtLimit,
    ChooseLanguage,
    ChooseWay,
    Close,
    Confirm,
    DeclineTerms,
    DoNotTellMe,
    HandInReceipt,
    OpenOrder,
    PayOrder,
    ReadTerms,
    Renew,
    ShowCategory,
    ShowOrder,
    ShowProduct,
    ShowRunning,
    ShowShelves,
    TellMe,
    WriteSupport,
)
from handlers.onward import FIRST_START
from handlers.orders import GiveUp
from sandbox.params import Upload
from sandbox.wire import Json
from services.domain.consent import DocumentKind
from services.domain.language import Language
from services.domain.ticket import TicketState, Topic
from tests.simulation.rehearsal import Forged, Press, Stage, Step
from tests.simulation.scenery import ANN, BEN, LI, OLIVIA, PICTURE, STRANGER
from tests.simulation.world import CATALOG

Steps = Callable[[Stage], Sequence[Step]]
CODES = "https://example.com/new-1\nhttps://example.com/new-2"
TABLE = Upload("codes.csv", b"code,note\nA-1,x\nA-2,y\n", "text/csv")
TERMS = DocumentKind.TERMS


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
    """One that is about something of the scenery."""
    return Act(handler, who, lambda stage: steps(_Facts(stage.facts)), other)


class _Facts:
    """The facts of a scenery as attributes."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.__dict__.update(facts)


def _message(stage: Stage, who: int, content: Json) -> Json:
    """A message that only Telegram itself can make."""
    chat = stage.box.chats.private(stage.box.people.users[who])
    header = {"from": stage.box.people.users[who].account(), "chat": chat.header(), "date": stage.box.clock.seconds()}
    return {"message": stage.box.post(chat, header | content, outgoing=False).body}


def _picture(stage: Stage, who: int, album: str) -> Json:
    stored = stage.box.files.store("photo", PICTURE)
    return _message(stage, who, {"media_group_id": album} | stored.content_fields())


def _album(stage: Stage, who: int, *before: Step) -> Sequence[Step]:
    return (*before, _picture(stage, who, "album"), _picture(stage, who, "album"))


def _charge(order: Any, charge: str) -> Json:
    return {
        "currency": "XTR",
        "total_amount": order.total.amount,
        "invoice_payload": order.id,
        "telegram_payment_charge_id": charge,
        "provider_payment_charge_id": "",
    }


def _pays(stage: Stage, order: Any) -> Sequence[Step]:
    return [_message(stage, ANN, {"successful_payment": _charge(order, "charge-new")})]


def _asks_to_pay(stage: Stage, order: Any) -> Sequence[Step]:
    asked = {
        "id": stage.box.payments.open_query(),
        "from": stage.box.people.users[ANN].account(),
        "currency": "XTR",
        "total_amount": order.total.amount,
        "invoice_payload": order.id,
    }
    return [{"pre_checkout_query": asked}]


def _comes_back(stage: Stage) -> Sequence[Step]:
    private, me = stage.box.people.users[ANN].private_chat(), stage.box.bot_account()
    change = {"chat": private, "from": stage.box.people.users[ANN].account(), "date": stage.box.clock.seconds()}
    old, new = {"user": me, "status": "kicked", "until_date": 0}, {"user": me, "status": "member"}
    return [{"my_chat_member": change | {"old_chat_member": old, "new_chat_member": new}}]


def _blocks(stage: Stage) -> Sequence[Step]:
    stage.box.people.users[ANN].blocked = True
    return [_message(stage, ANN, {"text": "/help", "entities": [{"type": "bot_command", "offset": 0, "length": 5}]})]


def _corrected(stage: Stage) -> Json:
    """The newest message of the admin says something else."""
    said = [post for post in stage.box.chats.all[OLIVIA].posts.values() if not post.outgoing][-1]
    return {"edited_message": said.body | {"text": f"{CODES}-corrected", "edit_date": stage.box.clock.seconds()}}


def _dearer() -> Upload:
    return Upload("catalog.yaml", CATALOG.read_bytes().replace(b"XTR: 50", b"XTR: 55"), "application/yaml")


ADMIN = (
    act("admin.menu.show_desk", OLIVIA, "/admin"),
    act("admin.menu.show_pile", OLIVIA, a.ShowPile(pile=a.Pile.REFUNDS)),
    about("admin.menu.paid_back", OLIVIA, lambda f: [a.PaidBack(refund=f.stuck)]),
    about("admin.menu.retry_refund", OLIVIA, lambda f: [a.RetryRefund(refund=f.stuck)]),
    act("admin.menu.retry_dead", OLIVIA, a.RetryDead()),
    act("admin.menu.forget_dead", OLIVIA, a.ForgetDead()),
    act("admin.stock.stock", OLIVIA, f"/stock code\n{CODES}"),
    act("admin.stock.goods", OLIVIA, "/stock code", CODES),
    act("admin.stock.show_levels", OLIVIA, a.ShowLevels()),
    act("admin.stock.choose_stock", OLIVIA, a.ChooseStock(slug="code")),
    act("admin.stock.import_stock", OLIVIA, "/stock code", CODES, Press("a-import")),
    act("admin.stock.cancel_import", OLIVIA, "/stock code", CODES, Press("a-drop")),
    act("admin.stock.edited", OLIVIA, "/stock link", CODES, _corrected),
    act("admin.stock_choosing.look", OLIVIA, "/stock code", TABLE, Press("a-ways")),
    act("admin.stock_choosing.choose_option", OLIVIA, "/stock code", TABLE, Press("a-ways"), Press("a-way")),
    about("admin.stock.undo_import", OLIVIA, lambda f: [a.UndoImport(batch=f.batch)]),
    act("admin.receipts.pending", OLIVIA, "/pending"),
    act("admin.receipts.own_reason", OLIVIA, "/pending", Press("a-no"), Press("a-words"), "Another sum"),
    act("admin.receipts.show_receipt", OLIVIA, a.ShowReceipt()),
    about("admin.receipts.show_payment", OLIVIA, lambda f: [a.ShowPayment(payment=f.review["payment"])]),
    about("admin.receipts.show_piece", OLIVIA, lambda f: [a.ShowPiece(receipt=f.review["piece"])]),
    act("admin.receipts.approve", OLIVIA, "/pending", Press("a-yes")),
    act("admin.receipts.reject", OLIVIA, "/pending", Press("a-no")),
    act("admin.receipts.give_reason", OLIVIA, "/pending", Press("a-no"), Press("a-why")),
    act("admin.receipts.type_reason", OLIVIA, "/pending", Press("a-no"), Press("a-words")),
    about("admin.orders.order", OLIVIA, lambda f: [f"/order {f.paid.number}"]),
    about("admin.orders.resend", OLIVIA, lambda f: [f"/resend {f.paid.number}"]),
    about("admin.orders.refund", OLIVIA, lambda f: [f"/refund {f.paid.number}"]),
    about("admin.orders.refund_reason", OLIVIA, lambda f: [f"/refund {f.paid.number}", "It is broken"]),
    about("admin.orders.show_file", OLIVIA, lambda f: [a.ShowFile(number=f.paid.number)]),
    about("admin.orders.resend_order", OLIVIA, lambda f: [a.ResendOrder(number=f.paid.number)]),
    about("admin.orders.ask_refund", OLIVIA, lambda f: [a.AskRefund(number=f.paid.number)]),
    about("admin.orders.give_refund_reason", OLIVIA, lambda f: [f"/refund {f.paid.number}", Press("a-rwhy")]),
    about("admin.orders.ready_refund", OLIVIA, lambda f: [f"/refund {f.paid.number} broken", Press("a-rsure")]),
    about(
        "admin.orders.confirm_refund",
        OLIVIA,
        lambda f: [f"/refund {f.paid.number} broken", Press("a-rsure"), Press("a-ryes")],
    ),
    about(
        "admin.orders.confirm_refund",
        OLIVIA,
        lambda f: [f"/refund {f.received.number} broken", Press("a-rsure"), Press("a-ryes")],
        "by hand",
    ),
    act("admin.catalog.show_catalog_file", OLIVIA, "/catalog"),
    act("admin.catalog.catalog_file", OLIVIA, "/catalog", _dearer()),
    act("admin.catalog.apply_catalog", OLIVIA, "/catalog", _dearer(), Press("a-apply")),
    act("admin.catalog.hide_or_show", OLIVIA, "/hide code"),
    act("admin.catalog.choose_product", OLIVIA, a.ChooseProduct(hidden=True)),
    act("admin.catalog.set_hidden", OLIVIA, a.SetHidden(slug="code", hidden=True)),
    act("admin.terms.show_publish", OLIVIA, "/publish_terms"),
    act("admin.terms.publish_terms", OLIVIA, "/publish_terms", Press("a-publish")),
    act("admin.tickets.show_tickets", OLIVIA, a.ShowTickets()),
    act("admin.tickets.list_tickets", OLIVIA, a.ListTickets(state=TicketState.OPEN)),
    about("admin.tickets.show_ticket", OLIVIA, lambda f: [a.ShowTicket(ticket=f.ticket)]),
    about("admin.tickets.show_media", OLIVIA, lambda f: [a.ShowMedia(post=f.post)]),
    about("admin.tickets.show_orders", OLIVIA, lambda f: [a.ShowTicketOrders(ticket=f.ticket)]),
    about("admin.tickets.answer", OLIVIA, lambda f: [a.AnswerTicket(ticket=f.ticket)]),
    about("admin.tickets.take", OLIVIA, lambda f: [a.AnswerTicket(ticket=f.ticket), "Here it is"]),
    Act(
        "admin.tickets.take_more",
        OLIVIA,
        lambda stage: _album(stage, OLIVIA, a.AnswerTicket(ticket=stage.facts["ticket"])),
    ),
    about("admin.tickets.close", OLIVIA, lambda f: [a.CloseTicket(ticket=f.ticket)]),
    act("admin.stray.stray_file", OLIVIA, Upload("codes.txt", CODES.encode(), "text/plain")),
)

CUSTOMERS = (
    Act("payment.received", ANN, lambda stage: _pays(stage, stage.facts["open"])),
    Act("payment.received", ANN, lambda stage: _pays(stage, stage.facts["paid"]), "surplus"),
    Act("payment.allow", ANN, lambda stage: _asks_to_pay(stage, stage.facts["open"])),
    Act(
        "payment.refunded",
        ANN,
        lambda stage: [_message(stage, ANN, {"refunded_payment": _charge(stage.facts["paid"], stage.facts["charge"])})],
    ),
    act("start.start", ANN, "/start"),
    act("start.start", STRANGER, "/start", other="of a stranger"),
    act("start.ask_language", ANN, "/language"),
    act("start.help_", ANN, "/help"),
    act("start.choose_language", ANN, ChooseLanguage(language=Language.ZH)),
    act(
        "start.choose_language",
        STRANGER,
        "/start",
        ChooseLanguage(language=Language.ZH, onward=FIRST_START),
        other="first",
    ),
    Act("start.come_and_go", ANN, _comes_back),
    act("consent.terms", ANN, "/terms"),
    act("consent.privacy", ANN, "/privacy"),
    act("consent.turn_page", ANN, ReadTerms(kind=TERMS, version=1, language=Language.ZH)),
    act("acceptance.accept", STRANGER, "/start", AcceptTerms(version=1, language=Language.EN)),
    act(
        "acceptance.accept",
        STRANGER,
        "/start",
        AcceptTerms(version=1, language=Language.EN, onward="w-1-1-stars"),
        other="on",
    ),
    act("consent.decline", ANN, DeclineTerms(version=1)),
    act("catalog.show_shop", ANN, "/shop"),
    act("catalog.show_shelves", ANN, ShowShelves(page=0)),
    act("catalog.at_limit", ANN, AtLimit(most=3, left=9)),
    act("catalog.show_category", ANN, ShowCategory(slug="all")),
    act("catalog.show_product", ANN, ShowProduct(product=1)),
    act("restock.tell_me", ANN, TellMe(product=3)),
    act("restock.tell_me", ANN, TellMe(product=3), DoNotTellMe(product=3), other="not"),
    act("checkout.show_confirm", LI, ChooseWay(product=2, quantity=1, method="stars")),
    act("checkout.confirm", LI, ChooseWay(product=2, quantity=1, method="stars"), Press("b")),
    act("checkout.confirm", LI, ChooseWay(product=2, quantity=1, method="manual"), Press("b"), other="by transfer"),
    about("checkout.pay_order", ANN, lambda f: [PayOrder(order=f.open.id)]),
    act("orders.show_orders", ANN, "/orders"),
    about("orders.show_order", ANN, lambda f: [ShowOrder(order=f.paid.id)]),
    about("orders.open_order", ANN, lambda f: [OpenOrder(order=f.paid.id)]),
    about("orders.ask_cancel", ANN, lambda f: [AskCancel(order=f.open.id)]),
    about("orders.give_up", ANN, lambda f: [PayOrder(order=f.open.id), Press("xq"), Press("xy")]),
    act("subscriptions.show_subscriptions", ANN, "/subscriptions"),
    act("subscriptions.show_running", ANN, ShowRunning(page=0)),
    about("subscriptions.renew", ANN, lambda f: [Renew(subscription=f.running)]),
    about("transfer.ask_for_receipt", LI, lambda f: [HandInReceipt(order=f.transfer.id)]),
    about("transfer.not_yet", LI, lambda f: [HandInReceipt(order=f.transfer.id), Press("rcx")]),
    about("transfer.take_receipt", LI, lambda f: [HandInReceipt(order=f.transfer.id), "4711 0815"]),
    act("receipts.ask_what_for", LI, PICTURE),
    Act("receipts.take_more", LI, lambda stage: _album(stage, LI)),
    act("receipts.hand_in_kept", LI, PICTURE, Press("rcy")),
    act("receipts.no_receipt", LI, PICTURE, Press("rcn")),
    act("support.support_asked", ANN, "/support"),
    act("support.paysupport_asked", ANN, "/paysupport"),
    act("support.write", ANN, WriteSupport(topic=Topic.SUPPORT)),
    about("support.write_about", ANN, lambda f: [AskAboutOrder(order=f.paid.id)]),
    act("support.take", ANN, "/support", "Where is it?"),
    act("support.join", BEN, "Are you there?"),
    act("fallback.close", ANN, "/support", Close()),
    act("fallback.stale_button", ANN, Forged("of-old:1")),
    act("fallback.cancel", ANN, "/support", "/cancel"),
    act("fallback.not_understood", ANN, "Hello"),
    act("forged.made_up", ANN, Forged("o: x")),
)

REFUSALS = (
    act("errors.consent_missing", STRANGER, "/start", ChooseWay(product=1, quantity=1, method="stars")),
    act(
        "errors.already_pending",
        ANN,
        ChooseWay(product=1, quantity=1, method="stars"),
        Press("b"),
    ),
    act(
        "errors.price_changed",
        LI,
        Confirm(product=2, quantity=1, method="stars", amount=1, intent="intent"),
    ),
    Act("errors.blocked", ANN, _blocks),
    act("errors.unknown_to_admin", OLIVIA, "/order 0000-0000"),
    about("errors.refused_to_admin", OLIVIA, lambda f: [f"/resend {f.open.number}"]),
    about("errors.decided_before", OLIVIA, lambda f: [a.ApproveReceipt(payment=f.review["payment"], seen=1)]),
    about("errors.refused", ANN, lambda f: [GiveUp(order=f.paid.id)]),
)

ACTS = (*ADMIN, *CUSTOMERS, *REFUSALS)

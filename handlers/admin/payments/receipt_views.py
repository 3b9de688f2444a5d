"""The pages of a receipt for admins: the picture and the facts, the reasons against it, and the decision."""

from aiogram.types import InlineKeyboardMarkup

from handlers.admin.ui.callbacks import (
    ApproveReceipt,
    GiveReason,
    RejectReceipt,
    ShowOrderDetails,
    ShowPayment,
    ShowReceipt,
    ShowReceiptPart,
    TypeReason,
)
from handlers.admin.ui.keyboards import menu_button
from handlers.ui.keyboards import DANGER, SUCCESS, Row, button, column, grid, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.purchase_line import purchase_line
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import reason_text, shorten
from services.domain.messaging.media import Media
from services.domain.orders.order import Order
from services.domain.payments.payment import PaymentState
from services.domain.payments.receipt import Receipt, ReceiptCase
from services.payments.apply_charge import ChargeOutcome, ChargeResult

REASONS = ("not-received", "other-sum", "unreadable")
LONGEST_REFERENCE = 500
LONGEST_WORDS, MOST_WORDS = 100, 3
IN_ROW = 3


def render_receipt(case: ReceiptCase, following: int | None, t: Texts) -> OutgoingMessage:
    """A receipt with what an admin must know to decide it; `following` is the place of the next one."""
    kind, _, shown = case.payment.evidence.reveal().partition(" ") if case.payment.evidence else ("", "", "")
    parts = [t("admin-receipt-title"), *_params(case, t)]
    if kind == "text":
        parts.append(t("admin-receipt-reference", reference=shorten(shown, LONGEST_REFERENCE)))
    if case.seen_before:
        parts.append(t("admin-receipt-seen-before", numbers=", ".join(case.seen_before)))
    following_row = [] if following is None else [button(t.plain("button-next"), ShowReceipt(place=following))]
    opens = [button(t.plain("button-admin-order"), ShowOrderDetails(number=case.order.number)), *following_row]
    undecided = case.payment.state is PaymentState.REVIEW
    if not undecided:
        parts.append(_decided(case, t))
    return OutgoingMessage(
        lines([*parts, *_words(case, t)]),
        keyboard(_decide(case, t) if undecided else None, *_parts(case, t), opens, [menu_button(t)]),
        media=Media.read(f"{kind} {shown}"),
        lost=t("support-file-lost"),
    )


def _decided(case: ReceiptCase, t: Texts) -> Html:
    """Render the decision: by whom and when."""
    if case.decided is None:
        return t("admin-receipt-decided")
    who, at = case.decided
    how = "rejected" if case.payment.state is PaymentState.FAILED else "approved"
    told = {"name": shorten(who.name, 32) if who else "–", "at": t.moment(at)}
    if how == "rejected":
        told["reason"] = reason_text(case.payment.reason or "", t)
    return t(f"admin-receipt-decided-{how}", **told)


def _words(case: ReceiptCase, t: Texts) -> list[Html]:
    """Render the customer's words below the pictures, and the numbers that came after the first."""
    told = [one.words for one in case.parts.values() if one.words]
    told += [one.text for one in list(case.parts.values())[1:] if one.text]
    return [t("support-quote", text=shorten(one, LONGEST_WORDS)) for one in told[:MOST_WORDS]]


def _parts(case: ReceiptCase, t: Texts) -> list[Row]:
    """A button for each picture but the one that is shown."""
    files = [receipt for receipt, one in case.parts.items() if one.file_id and one.evidence != case.payment.evidence]
    more = [
        button(t.plain("button-admin-receipt-part", place=place), ShowReceiptPart(receipt=one))
        for place, one in enumerate(files, 2)
    ]
    return grid(more, IN_ROW)


def render_receipt_part(receipt: Receipt, t: Texts) -> OutgoingMessage:
    """One more picture, with its words."""
    parts = [t("admin-receipt-part"), *([t("support-quote", text=receipt.words)] if receipt.words else [])]
    return OutgoingMessage(lines(parts), media=Media.read(receipt.evidence.reveal()), lost=t("support-file-lost"))


def _decide(case: ReceiptCase, t: Texts) -> Row:
    payment, seen = case.payment.id, case.payment.submitted_at or 0
    return [
        button(t.plain("button-admin-approve"), ApproveReceipt(payment=payment, seen=seen), SUCCESS),
        button(t.plain("button-admin-reject"), RejectReceipt(payment=payment, seen=seen), DANGER),
    ]


def _params(case: ReceiptCase, t: Texts) -> list[Html]:
    name = case.customer.name if case.customer else ""
    submitted = case.payment.submitted_at or case.payment.opened_at
    return [
        t("admin-receipt-order", number=case.order.number, what=purchase_line(case.order, t)),
        t("admin-receipt-amount", money=case.payment.money),
        t("admin-who", name=shorten(name, 64), id=str(case.payment.customer_id)),
        t("admin-receipt-at", at=t.moment(submitted)),
    ]


def render_reasons(wanted: RejectReceipt, case: ReceiptCase, t: Texts) -> OutgoingMessage:
    """Render the reasons for a rejection; the customer reads the one that is chosen."""
    payment, seen = wanted.payment, wanted.seen
    common = [
        button(t.plain(f"notice-reason-{one}"), GiveReason(payment=payment, seen=seen, reason=one)) for one in REASONS
    ]
    own = button(t.plain("button-admin-own-words"), TypeReason(payment=payment, seen=seen))
    back = button(t.plain("button-back"), ShowPayment(payment=payment))
    return OutgoingMessage(t("admin-receipt-why", number=case.order.number), keyboard(*column([*common, own]), [back]))


def render_approved(result: ChargeResult, t: Texts) -> OutgoingMessage:
    """Render the result of an approval: delivered, waiting for stock, or an unexpected payment."""
    outcome = {ChargeOutcome.WAITING: "waiting", ChargeOutcome.UNMATCHED: "surplus"}.get(result.outcome, "approved")
    number = result.order.number if result.order else ""
    return OutgoingMessage(t(f"admin-receipt-{outcome}", number=number), _return_to(number, t))


def render_rejected(order: Order, reason: str, t: Texts) -> OutgoingMessage:
    """Render the text that the customer got."""
    said = t("admin-receipt-rejected", number=order.number, reason=reason_text(reason, t))
    return OutgoingMessage(said, _return_to(order.number, t))


def _return_to(number: str, t: Texts) -> InlineKeyboardMarkup:
    next_one = button(t.plain("button-admin-next-receipt"), ShowReceipt())
    order = [button(t.plain("button-admin-order"), ShowOrderDetails(number=number))] if number else []
    return keyboard([next_one], [*order, menu_button(t)])

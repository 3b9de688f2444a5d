import ast
from pathlib import Path

import pytest

from handlers.draft import UnknownKind
from handlers.notices import draw_notice
from handlers.texts import Texts
from services.domain.media import Media, MediaKind
from services.domain.notice import Notice, NoticeValue
from tests.handlers.drafts import AFTERNOON, BOTH, DAY, EN, ID, ZH, data, fits, said

SERVICES = Path(__file__).resolve().parents[2] / "services"
both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
REMINDER: dict[str, NoticeValue] = {
    "subscription": ID,
    "title_en": "Emby <30>",
    "title_zh": "Emby & 30 天",
    "days": 7,
    "ends_at": AFTERNOON + 7 * DAY,
    "renewable": 1,
}
REJECTED: dict[str, NoticeValue] = {"order": "7K2M-94QD", "order_id": ID, "reason": "The <amount> & the name"}
REFUNDED: dict[str, NoticeValue] = {"order": "7K2M-94QD", "money": "250 XTR", "reason": "a fault of ours"}
ANSWER: dict[str, NoticeValue] = {"number": "AAAA-0001", "topic": "support", "text": "Hello <Ann>", "photo": None}
# Everything that any notice to admins tells; each kind takes what it needs.
ADMIN: dict[str, NoticeValue] = {
    "order": "7K2M-94QD",
    "product": "emby-30",
    "payment": 7,
    "ticket": ID,
    "number": "AAAA-0001",
    "topic": "paysupport",
    "name": "<Ann>",
    "text": "Where & when?",
    "photo": None,
    "money": "250 XTR",
    "reason": "other-amount",
    "charge": "charge-1",
    "count": 2,
    "kind": "message",
    "error": "KeyError",
    "update": "123",
    "user": 1001,
    "incident": "A1B2C3",
}
BACK: dict[str, NoticeValue] = {"product": 7, "title_en": "Emby <30>", "title_zh": "Emby & 30 天"}
TO_CUSTOMERS = {
    "reminder": REMINDER,
    "receipt-rejected": REJECTED,
    "refunded": REFUNDED,
    "ticket-answer": ANSWER,
    "back-in-stock": BACK,
}


def written_kinds() -> set[str]:
    """Every kind of notice that a service writes down, read from the source."""
    kinds = set()
    for file in SERVICES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Notice", "tell_admins"}:
                words = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "kind")]
                kinds |= {word.value for word in words if isinstance(word, ast.Constant) and _is_kind(word.value)}
    return kinds


def _is_kind(word: object) -> bool:
    return isinstance(word, str) and (word in TO_CUSTOMERS or word.startswith("admin-"))


def notice(kind: str, facts: dict[str, NoticeValue], **other: NoticeValue) -> Notice:
    return Notice(1001, kind, {**facts, **other})


@both
@pytest.mark.parametrize("kind", sorted(written_kinds()))
def test_every_kind_that_is_written_has_words_and_a_way_on(kind: str, t: Texts) -> None:
    draft = draw_notice(notice(kind, TO_CUSTOMERS.get(kind, ADMIN)), t)

    assert fits(draft)
    assert draft.keyboard is not None
    assert draft.keyboard.inline_keyboard
    assert "{" not in draft.text


def test_the_services_write_every_kind_that_is_worded() -> None:
    assert set(TO_CUSTOMERS) <= written_kinds()


def test_a_kind_without_words_is_a_bug() -> None:
    for kind in ("gossip", "admin-gossip"):
        with pytest.raises(UnknownKind):
            draw_notice(Notice(1, kind), EN)


# ---------------------------------------------------------------- reminders


@both
@pytest.mark.parametrize("days", [7, 3, 1, 0, -3])
def test_a_reminder_leads_straight_to_the_renewal(days: int, t: Texts) -> None:
    draft = draw_notice(notice("reminder", REMINDER, days=days), t)

    assert fits(draft)
    assert data(draft) == [f"rn:{ID}", "subs"]
    assert t.date(AFTERNOON + 7 * DAY) in said(draft)
    assert str(REMINDER[f"title_{t.language}"]) in said(draft)


def test_a_reminder_speaks_of_days_before_and_of_the_end_after() -> None:
    sayings = {days: said(draw_notice(notice("reminder", REMINDER, days=days), EN)) for days in (7, 1, 0, -3)}

    assert "in 7 days. Renew now" in sayings[7].replace("\n", " ")
    assert "in 1 day." in sayings[1]
    assert all("ended on" in sayings[days] and "Renew to continue" in sayings[days] for days in (0, -3))
    assert "还剩 7 天" in said(draw_notice(notice("reminder", REMINDER), ZH))


@both
def test_what_is_not_sold_any_more_is_not_offered_for_renewal(t: Texts) -> None:
    draft = draw_notice(notice("reminder", REMINDER, renewable=0), t)

    assert data(draft) == ["shop", "subs"]
    assert t("notice-not-sold") in draft.text


# ---------------------------------------------------------------- receipts, refunds, answers


@both
def test_a_refused_receipt_says_why_and_asks_for_another(t: Texts) -> None:
    draft = draw_notice(notice("receipt-rejected", REJECTED), t)

    assert str(REJECTED["reason"]) in said(draft)
    assert data(draft) == [f"rc:{ID}", "su:paysupport", f"o:{ID}"]


@both
def test_a_refund_says_how_much_and_why(t: Texts) -> None:
    draft = draw_notice(notice("refunded", REFUNDED), t)

    assert all(word in said(draft) for word in ("7K2M-94QD", "250", "a fault of ours"))


@both
@pytest.mark.parametrize("reason", ["paid-twice", "unknown-order", "other-payer", "other-amount", "other-way-to-pay"])
@pytest.mark.parametrize("number", ["7K2M-94QD", None])
def test_money_that_nobody_asked_for_goes_back_with_a_reason_in_words(
    reason: str, number: str | None, t: Texts
) -> None:
    draft = draw_notice(notice("refunded", REFUNDED, reason=reason, order=number), t)

    assert reason not in draft.text
    assert t.plain(f"notice-reason-{reason}") in said(draft)
    assert said(draft).startswith(said(draw_notice(notice("refunded", REFUNDED, order=None), t)).split("\n")[0])


@both
def test_an_answer_is_brought_as_it_was_written(t: Texts) -> None:
    draft = draw_notice(notice("ticket-answer", ANSWER), t)
    with_photo = draw_notice(notice("ticket-answer", ANSWER, text="", photo="FILE"), t)

    assert "Hello <Ann>" in said(draft)
    assert with_photo.media == Media(MediaKind.PHOTO, "FILE")

import ast
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.messaging.customer_notices import render_notice
from handlers.ui.message import UnknownNoticeKind
from handlers.ui.text.translations import Texts, Translations
from services.domain.messaging.media import Media, MediaKind
from services.domain.messaging.notice import Notice, NoticeValue
from services.domain.values.language import Language
from services.messaging.missed_notices import SUMMARY_COUNTS
from services.payments.refunds import METHOD_IS_OFF
from tests.architecture.places import BOT, SERVICES
from tests.architecture.source import modules
from tests.handlers.ui.builders import AFTERNOON, BOTH, DAY, EN, ID, ZH, data, fits, labels, said

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
    "title_en": "Emby <30>",
    "title_zh": "Emby & 30 天",
    "quantity": 2,
    "total": "500 XTR",
    "totals": "500 XTR, 25.00 CNY",
    "goods_en": "Emby <30> × 2",
    "goods_zh": "Emby & 30 天 × 2",
    "left": 2,
    "customer": 1001,
    "renewal": 0,
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
    "refund-by-person": REFUNDED,
    "ticket-answer": ANSWER,
    "back-in-stock": BACK,
}


FOREIGN = {"name", "text", "reason", "title_en", "title_zh", "goods_en", "goods_zh", "error"}
"""Facts that somebody else has written."""
SELLING = {"admin-sale", "admin-sales", "admin-low-stock", "admin-sold-out", "admin-waiting", "admin-extended"} | {
    "admin-receipt",
    "admin-undecided",
    "admin-served",
    "admin-attention",
    "admin-unreachable",
    "admin-surplus",
    "admin-refund-stuck",
}
NOBODYS = {"admin-sales", "admin-low-stock", "admin-sold-out", "admin-served"}
NAMING = SELLING - NOBODYS | {"admin-ticket", "admin-answer-unreachable", "admin-dead-letter"}


def written_kinds() -> set[str]:
    """Every kind of notice that a service writes down, read from the source."""
    words = (node.value for module in modules(SERVICES, BOT) for node in module.find(ast.Constant))
    return {str(word) for word in words if _is_kind(word)}


def _is_kind(word: object) -> bool:
    return isinstance(word, str) and (word in TO_CUSTOMERS or re.fullmatch("admin-[a-z-]+", word) is not None)


def notice(kind: str, params: dict[str, NoticeValue], **other: NoticeValue) -> Notice:
    return Notice(1001, kind, {**params, **other})


@both
@pytest.mark.parametrize("kind", sorted(written_kinds()))
def test_every_kind_that_is_written_has_words_and_a_way_on(kind: str, t: Texts) -> None:
    outgoing = render_notice(notice(kind, TO_CUSTOMERS.get(kind, ADMIN)), t)

    assert fits(outgoing)
    assert outgoing.keyboard is not None
    assert outgoing.keyboard.inline_keyboard
    assert "{" not in outgoing.text


HOSTILE = "_x*[y](http://evil.example) <b>& \u202edniheb\u202c \u2066iso\u2069 `code`\u200b"
SEEN = "_x*[y](http://evil.example) <b>& dniheb iso `code`"


@both
@pytest.mark.parametrize("kind", sorted(written_kinds()))
def test_no_name_or_word_breaks_a_notice_or_turns_it_around(kind: str, t: Texts) -> None:
    params = TO_CUSTOMERS.get(kind, ADMIN)
    foreign = {name for name, fact in params.items() if isinstance(fact, str)} & FOREIGN
    outgoing = render_notice(notice(kind, params, **dict.fromkeys(foreign, HOSTILE)), t)

    assert fits(outgoing)
    assert "<b>&" not in outgoing.text
    assert not set(outgoing.text + "".join(labels(outgoing))) & set("\u202e\u202c\u2066\u2069\u200b")
    if foreign & {"name", "text"}:
        assert SEEN in said(outgoing) or kind not in NAMING


@both
@pytest.mark.parametrize("kind", sorted(kind for kind in written_kinds() if kind.startswith("admin-")))
def test_notices_to_admins_name_people_and_products_not_their_numbers(kind: str, t: Texts) -> None:
    outgoing = render_notice(notice(kind, ADMIN), t)

    assert not any(word in said(outgoing) for word in ("emby-30", "1001"))
    assert "<Ann>" in said(outgoing) or kind not in NAMING
    assert str(ADMIN[f"title_{t.language}"]) in said(outgoing) or kind not in SELLING
    assert "500" in said(outgoing) or kind not in SELLING & NAMING


@both
def test_who_has_no_name_that_can_be_seen_is_called_by_number(t: Texts) -> None:
    outgoing = render_notice(notice("admin-sale", ADMIN, name="\u202e\u200b", renewal=1), t)

    assert t.plain("admin-nameless", id="1001") in said(outgoing)


@both
def test_a_notice_that_a_version_before_this_one_has_written_is_told_with_what_it_knows(t: Texts) -> None:
    old: dict[str, NoticeValue] = {"order": "7K2M-94QD", "product": "emby-30", "payment": 7, "count": 1}
    kinds = ("admin-waiting", "admin-sold-out", "admin-extended", "admin-receipt", "admin-served", "admin-attention")
    told = [said(render_notice(Notice(1, kind, old), t)) for kind in kinds]

    assert all("emby-30" in one or "7K2M-94QD" in one for one in told)


@both
def test_what_was_missed_is_counted_by_kind(t: Texts) -> None:
    counts: dict[str, NoticeValue] = {
        work_list: place for place, work_list in enumerate(dict.fromkeys(SUMMARY_COUNTS.values()), 11)
    }

    told = said(render_notice(Notice(1, "admin-missed", counts), t))

    assert all(str(count) in told for count in counts.values())
    assert "14" not in said(render_notice(Notice(1, "admin-missed", {"sales": 3}), t))


def test_the_services_write_every_kind_that_is_worded() -> None:
    assert set(TO_CUSTOMERS) <= written_kinds()


def test_a_kind_without_words_is_a_bug() -> None:
    for kind in ("gossip", "admin-gossip"):
        with pytest.raises(UnknownNoticeKind):
            render_notice(Notice(1, kind), EN)


# ---------------------------------------------------------------- reminders


@both
@pytest.mark.parametrize("days", [7, 3, 1, 0, -3])
def test_a_reminder_leads_straight_to_the_renewal(days: int, t: Texts) -> None:
    outgoing = render_notice(notice("reminder", REMINDER, days=days), t)

    assert fits(outgoing)
    assert data(outgoing) == [f"rn:{ID}", "subs"]
    assert t.date(AFTERNOON + 7 * DAY) in said(outgoing)
    assert str(REMINDER[f"title_{t.language}"]) in said(outgoing)


def test_a_reminder_speaks_of_days_before_and_of_the_end_after() -> None:
    sayings = {days: said(render_notice(notice("reminder", REMINDER, days=days), EN)) for days in (7, 1, 0, -3)}

    assert "in 7 days. Renew now" in sayings[7].replace("\n", " ")
    assert "in 1 day." in sayings[1]
    assert all("ended on" in sayings[days] and "Renew to continue" in sayings[days] for days in (0, -3))
    assert "还剩 7 天" in said(render_notice(notice("reminder", REMINDER), ZH))


@pytest.mark.parametrize(
    ("zone", "at", "ends_at", "words"),
    [
        ("Asia/Shanghai", "2026-12-01 00:10", "2026-12-03 23:50", "ends on 3 Dec 2026, in 2 days."),
        ("Asia/Shanghai", "2026-12-01 23:50", "2026-12-03 00:10", "ends on 3 Dec 2026, in 2 days."),
        ("America/New_York", "2026-11-01 00:50", "2026-11-01 23:50", "ends on 1 Nov 2026, today."),
        ("America/St_Johns", "2026-12-01 23:59", "2026-12-02 00:01", "ends on 2 Dec 2026, in 1 day."),
    ],
)
def test_near_midnight_the_days_of_a_reminder_are_those_of_the_shops_calendar(
    zone: str, at: str, ends_at: str, words: str
) -> None:
    here = ZoneInfo(zone)
    said_at, end = (round(datetime.fromisoformat(one).replace(tzinfo=here).timestamp() * 1000) for one in (at, ends_at))
    params = {"days": -((said_at - end) // DAY), "at": said_at, "ends_at": end}

    outgoing = render_notice(notice("reminder", REMINDER, **params), Translations(zone=here).for_language(Language.EN))

    assert words in said(outgoing)


@both
def test_what_is_not_sold_any_more_is_not_offered_for_renewal(t: Texts) -> None:
    outgoing = render_notice(notice("reminder", REMINDER, renewable=0), t)

    assert data(outgoing) == ["shop", "subs"]
    assert t("notice-not-sold") in outgoing.text


# ---------------------------------------------------------------- receipts, refunds, answers


@both
def test_a_refused_receipt_says_why_and_asks_for_another(t: Texts) -> None:
    outgoing = render_notice(notice("receipt-rejected", REJECTED), t)

    assert str(REJECTED["reason"]) in said(outgoing)
    assert data(outgoing) == [f"rc:{ID}", "su:paysupport", f"o:{ID}"]


@both
def test_a_refund_says_how_much_and_why(t: Texts) -> None:
    outgoing = render_notice(notice("refunded", REFUNDED), t)

    assert all(word in said(outgoing) for word in ("7K2M-94QD", "250", "a fault of ours"))


@both
@pytest.mark.parametrize(
    "reason", ["paid-twice", "unknown-order", "other-payer", "other-amount", "other-way-to-pay", "nothing-to-extend"]
)
@pytest.mark.parametrize("number", ["7K2M-94QD", None])
def test_money_that_nobody_asked_for_goes_back_with_a_reason_in_words(
    reason: str, number: str | None, t: Texts
) -> None:
    outgoing = render_notice(notice("refunded", REFUNDED, reason=reason, order=number, surplus=1), t)

    assert reason not in outgoing.text
    assert t.plain(f"notice-reason-{reason}") in said(outgoing)
    assert said(outgoing).startswith(said(render_notice(notice("refunded", REFUNDED, order=None), t)).split("\n")[0])


@both
@pytest.mark.parametrize("reason", ["fault", "out-of-stock", "paid-twice"])
def test_a_refund_for_a_reason_from_a_button_is_a_refund_of_its_order(reason: str, t: Texts) -> None:
    new = render_notice(notice("refunded", REFUNDED, reason=reason, surplus=0), t)
    old = render_notice(notice("refunded", REFUNDED, reason="fault"), t)

    assert all(
        said(one).startswith(said(render_notice(notice("refunded", REFUNDED), t)).split("\n")[0]) for one in (new, old)
    )
    assert t.plain(f"notice-reason-{reason}") in said(new)


def test_nothing_that_a_chinese_admin_hears_of_a_refund_is_english() -> None:
    outgoing = render_notice(
        notice("admin-refund-stuck", ADMIN, reason=METHOD_IS_OFF, name="李伟", title_zh="影视会员"), ZH
    )

    assert not re.search("[A-Za-z]{2}", said(outgoing).replace("Telegram", ""))


@both
def test_an_answer_is_brought_as_it_was_written(t: Texts) -> None:
    outgoing = render_notice(notice("ticket-answer", ANSWER), t)
    with_photo = render_notice(notice("ticket-answer", ANSWER, text="", photo="FILE"), t)

    assert "Hello <Ann>" in said(outgoing)
    assert with_photo.media == Media(MediaKind.PHOTO, "FILE")

"""Receipts by chat: what an admin sees before deciding, and what the customer reads afterwards."""

from dataclasses import replace

import pytest

from handlers.admin.payments import receipts
from handlers.admin.payments.receipt_views import (
    REASONS,
    render_approved,
    render_reasons,
    render_receipt,
    render_receipt_part,
    render_rejected,
)
from handlers.admin.ui.callbacks import (
    ApproveReceipt,
    GiveReason,
    RejectReceipt,
    ShowPayment,
    ShowReceiptPart,
    TypeReason,
)
from handlers.messaging.customer_notices import render_notice
from handlers.ui.text.translations import Texts
from services.domain.errors import AlreadyDecided
from services.domain.messaging.media import Media
from services.domain.orders.order import Order
from services.domain.payments.payment import Payment, PaymentState
from services.domain.payments.receipt import Receipt, ReceiptCase
from services.domain.values.money import Currency, Money
from services.domain.values.secret import Secret
from services.payments.apply_charge import ChargeOutcome, ChargeResult
from tests.handlers.admin.admin_fixture import OLIVIA, AdminFixture
from tests.handlers.ui.builders import AFTERNOON, BOTH, EN, ORDER, ZH, data, fits, said
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
PAYMENT = Payment(
    id=7,
    order_id=ORDER.id,
    customer_id=1001,
    provider="manual",
    charge_id=None,
    money=Money(2500, Currency.CNY),
    state=PaymentState.REVIEW,
    opened_at=AFTERNOON,
    evidence=Secret("text REF-1"),
    submitted_at=AFTERNOON,
)
CASE = ReceiptCase(PAYMENT, ORDER, replace(OLIVIA, name="<b>Ann</b>"), [])


async def hands_in(shop: ShopHarness, driver: CustomerDriver) -> tuple[Order, int]:
    await shop.stocks("transfer-only", f"CODE-{driver.id}")
    order = await driver.opens("transfer-only", method="manual")
    await shop.receipts.submit(driver.customer, order.id, Receipt(text=f"ref {driver.id}"))
    return order, (await shop.payments(order))[0].id


@both
@pytest.mark.parametrize(("evidence", "kind"), [("photo F1", "photo"), ("document D1", "document"), ("text REF", None)])
def test_a_receipt_is_shown_as_what_it_came_as(t: Texts, evidence: str, kind: str | None) -> None:
    outgoing = render_receipt(replace(CASE, payment=replace(PAYMENT, evidence=Secret(evidence))), 1, t)

    assert fits(outgoing)
    assert outgoing.media == Media.read(evidence if kind else None)


@both
def test_the_longest_receipt_fits_under_a_photo(t: Texts) -> None:
    title = replace(ORDER.snapshot.title, en="W" * 32, zh="字" * 32)
    order = replace(ORDER, snapshot=replace(ORDER.snapshot, title=title))
    case = ReceiptCase(
        replace(PAYMENT, evidence=Secret("photo F")), order, replace(OLIVIA, name="N" * 128), ["7K2M-94QD"] * 5
    )

    assert fits(render_receipt(case, 3, t))
    assert fits(render_receipt(replace(case, payment=replace(PAYMENT, evidence=Secret("text " + "x" * 4000))), 3, t))


@both
def test_a_receipt_seen_before_is_flagged_with_its_orders(t: Texts) -> None:
    assert "AAAA-0001" in said(render_receipt(replace(CASE, seen_before=["AAAA-0001"]), None, t))
    assert "⚠️" not in said(render_receipt(CASE, None, t))


@both
def test_a_decided_receipt_offers_no_decision(t: Texts) -> None:
    outgoing = render_receipt(replace(CASE, payment=replace(PAYMENT, state=PaymentState.FAILED)), None, t)

    assert not any(one.startswith(("a-yes:", "a-no:")) for one in data(outgoing))


@both
def test_all_screens_of_a_decision_fit(t: Texts) -> None:
    assert fits(render_reasons(RejectReceipt(payment=7, seen=AFTERNOON), CASE, t))
    assert fits(render_rejected(ORDER, "<amount>", t))
    for applied in ChargeOutcome:
        assert fits(render_approved(ChargeResult(applied, ORDER), t))
    assert fits(render_approved(ChargeResult(ChargeOutcome.UNMATCHED), t))


@pytest.mark.parametrize("reason", REASONS)
async def test_the_customer_reads_a_common_reason_in_his_own_language(
    shop: ShopHarness, bob: CustomerDriver, reason: str
) -> None:
    admin = AdminFixture()
    _, payment = await hands_in(shop, bob)
    await shop.notices()

    pressed = GiveReason(payment=payment, seen=shop.clock(), reason=reason)
    await receipts.give_reason(None, pressed, shop.receipt_review, admin.context)

    assert EN.plain(f"notice-reason-{reason}") in said(admin.screen.shown[-1])
    told = (await shop.notices())[0]
    assert ZH.plain(f"notice-reason-{reason}") in said(render_notice(told, ZH))


async def test_own_words_reach_the_customer_cut_to_size(shop: ShopHarness, ann: CustomerDriver) -> None:
    admin = AdminFixture()
    _, payment = await hands_in(shop, ann)
    await shop.notices()
    await receipts.type_reason(None, TypeReason(payment=payment, seen=shop.clock()), admin.state, admin.screen, EN)
    await receipts.own_reason(admin.photographs(), admin.state, shop.receipt_review, admin.context)

    await receipts.own_reason(
        admin.writes("Wrong <name>\n" + "x" * 500), admin.state, shop.receipt_review, admin.context
    )

    told = said(render_notice((await shop.notices())[0], EN))
    assert "Wrong <name> xxx" in told
    assert await admin.state.get_state() is None


async def test_a_second_decision_is_refused(shop: ShopHarness, ann: CustomerDriver) -> None:
    admin = AdminFixture()
    _, payment = await hands_in(shop, ann)
    pressed = ApproveReceipt(payment=payment, seen=shop.clock())
    await receipts.approve(None, pressed, shop.receipt_review, admin.context)

    with pytest.raises(AlreadyDecided):
        await receipts.approve(None, pressed, shop.receipt_review, admin.context)


async def test_a_receipt_that_came_after_the_look_is_not_decided_by_it(shop: ShopHarness, ann: CustomerDriver) -> None:
    admin = AdminFixture()
    order, payment = await hands_in(shop, ann)
    await receipts.show_payment(None, ShowPayment(payment=payment), shop.receipt_review, admin.screen, EN)
    await shop.receipt_review.reject(payment, 1, "unreadable")
    shop.clock.forward(1000)
    await shop.receipts.submit(ann.customer, order.id, Receipt(text="newer"))

    looked_at = ApproveReceipt.unpack(next(one for one in data(admin.screen.shown[-1]) if one.startswith("a-yes:")))
    with pytest.raises(AlreadyDecided):
        await receipts.approve(None, looked_at, shop.receipt_review, admin.context)

    assert await shop.state(order) == "PENDING"


async def test_receipts_are_shown_one_at_a_time_and_the_line_is_walked(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    admin = AdminFixture()
    first, _ = await hands_in(shop, ann)
    shop.clock.forward(1)
    second, _ = await hands_in(shop, bob)

    await receipts.pending(admin.writes("/pending"), shop.receipt_review, admin.screen, EN)
    assert first.number in said(admin.screen.shown[-1])

    await receipts.show_receipt(None, receipts.ShowReceipt(place=1), shop.receipt_review, admin.screen, EN)
    assert second.number in said(admin.screen.shown[-1])

    await receipts.show_receipt(None, receipts.ShowReceipt(place=99), shop.receipt_review, admin.screen, EN)
    assert first.number in said(admin.screen.shown[-1])


async def test_nothing_to_decide(shop: ShopHarness) -> None:
    admin = AdminFixture()

    await receipts.pending(admin.writes("/pending"), shop.receipt_review, admin.screen, EN)

    assert said(admin.screen.shown[-1]) == said(replace(admin.screen.shown[-1], text=EN("admin-receipts-none")))


@both
def test_all_pictures_and_their_words_are_shown(t: Texts) -> None:
    parts = {3: Receipt(file_id="F", file_mark="m", words="from <me>"), 4: Receipt(file_id="G", file_mark="n")}
    outgoing = render_receipt(replace(CASE, payment=replace(PAYMENT, evidence=Secret("photo F")), parts=parts), None, t)

    assert fits(outgoing)
    assert "from <me>" in said(outgoing)
    assert [one for one in data(outgoing) if one.startswith("a-piece")] == [ShowReceiptPart(receipt=4).pack()]
    assert fits(render_receipt_part(parts[3], t))


@both
@pytest.mark.parametrize("state", [PaymentState.FAILED, PaymentState.CONFIRMED])
def test_a_decided_receipt_says_who_and_when(t: Texts, state: PaymentState) -> None:
    payment = replace(PAYMENT, state=state, reason="unreadable")
    outgoing = render_receipt(replace(CASE, payment=payment, decided=(OLIVIA, AFTERNOON)), None, t)

    assert fits(outgoing)
    assert "Olivia" in said(outgoing)
    assert t.moment(AFTERNOON) in said(outgoing)

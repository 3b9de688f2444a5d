"""Manual transfers: one receipt, one decision."""

import asyncio
from dataclasses import replace

import pytest

from services.domain.errors import AlreadyDecided, NotFound, NotPayable, ReceiptDecided, TooManyReceipts
from services.domain.orders.order import Order
from services.domain.payments.payment import PaymentState
from services.domain.payments.receipt import Receipt
from services.domain.values.clock import DAY, HOUR, MINUTE
from services.domain.values.language import Language
from services.domain.values.money import Currency
from services.payments import receipt_review
from services.payments.apply_charge import ChargeOutcome
from services.payments.receipt_review import ALERT_AFTER, PAGE
from services.payments.receipts import MOST_PARTS, MOST_RECEIPTS
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ADMIN, ShopHarness

OTHER_ADMIN = 2


async def hands_in(driver: CustomerDriver, slug: str = "transfer-only", receipt: Receipt | None = None) -> Order:
    order = await driver.opens(slug, method="manual")
    await driver.shop.receipts.submit(driver.customer, order.id, receipt or Receipt(text=f"ref {order.number}"))
    return order


async def payment_of(shop: ShopHarness, order: Order) -> int:
    return (await shop.payments(order))[0].id


async def test_an_approved_receipt_pays_the_order(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await hands_in(ann)

    result = await shop.receipt_review.approve(await payment_of(shop, order), ADMIN)

    assert result.outcome is ChargeOutcome.PAID
    assert await shop.goods(order) == ["A"]
    assert (await shop.payments(order))[0].reviewed_by == ADMIN


async def test_two_admins_approve_at_once_and_one_decides(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A", "B")
    order = await hands_in(ann)
    payment = await payment_of(shop, order)

    outcomes = await asyncio.gather(
        shop.receipt_review.approve(payment, ADMIN),
        shop.receipt_review.approve(payment, OTHER_ADMIN),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in outcomes) == ["ChargeResult", "ReceiptDecided"]
    assert len(await shop.goods(order)) == 1
    assert len(await shop.payments(order)) == 1


async def test_one_approves_while_the_other_rejects_and_one_decides(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await hands_in(ann)
    payment = await payment_of(shop, order)

    outcomes = await asyncio.gather(
        shop.receipt_review.approve(payment, ADMIN),
        shop.receipt_review.reject(payment, OTHER_ADMIN, "no"),
        return_exceptions=True,
    )

    assert [type(one).__name__ for one in outcomes].count("ReceiptDecided") == 1
    state = (await shop.payments(order))[0].state
    assert (state is PaymentState.CONFIRMED) == (await shop.goods(order) == ["A"])


async def test_two_admins_reject_at_once_and_the_customer_hears_it_once(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    payment = await payment_of(shop, await hands_in(ann))
    await shop.notices()

    outcomes = await asyncio.gather(
        shop.receipt_review.reject(payment, ADMIN, "one"),
        shop.receipt_review.reject(payment, OTHER_ADMIN, "two"),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in outcomes) == ["Order", "ReceiptDecided"]
    assert [notice.kind for notice in await shop.notices()] == ["receipt-rejected"]


async def test_nothing_is_decided_twice(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    payment = await payment_of(shop, await hands_in(ann))
    await shop.receipt_review.reject(payment, ADMIN, "no money")

    with pytest.raises(AlreadyDecided):
        await shop.receipt_review.approve(payment, OTHER_ADMIN)
    with pytest.raises(AlreadyDecided):
        await shop.receipt_review.reject(payment, OTHER_ADMIN, "again")


async def test_after_a_rejection_another_receipt_may_be_handed_in(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await hands_in(ann)
    payment = await payment_of(shop, order)
    await shop.receipt_review.reject(payment, ADMIN, "unreadable")
    shop.clock.forward(10 * MINUTE)

    await shop.receipts.submit(ann.customer, order.id, Receipt(text="better"))

    assert (await shop.receipt_review.approve(payment, ADMIN)).outcome is ChargeOutcome.PAID


async def test_a_receipt_stops_the_deadline_and_a_rejection_sets_a_new_one(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("transfer-only", "A")
    order = await hands_in(ann)
    shop.clock.forward(48 * HOUR)
    assert not await shop.checkout.expire_due()

    await shop.receipt_review.reject(await payment_of(shop, order), ADMIN, "no")
    shop.clock.forward(shop.policy.order_ttl)

    assert [ended.id for ended in await shop.checkout.expire_due()] == [order.id]


async def test_a_receipt_for_an_order_out_of_time_is_taken(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await ann.opens("transfer-only", method="manual")
    shop.clock.forward(shop.policy.order_ttl)
    await shop.checkout.expire_due()

    await shop.receipts.submit(ann.customer, order.id, Receipt(text="late"))

    assert (await shop.receipt_review.approve(await payment_of(shop, order), ADMIN)).outcome is ChargeOutcome.PAID


async def test_an_approved_order_without_stock_waits_in_line(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("transfer-only", "A")
    order = await ann.opens("transfer-only", method="manual")
    shop.clock.forward(shop.policy.order_ttl + shop.policy.hold_grace)
    await shop.checkout.expire_due()  # closes the order
    await shop.checkout.expire_due()  # puts its stock back
    taken = await hands_in(bob)
    await shop.receipt_review.approve(await payment_of(shop, taken), ADMIN)
    await shop.receipts.submit(ann.customer, order.id, Receipt(text="late"))

    result = await shop.receipt_review.approve(await payment_of(shop, order), ADMIN)

    assert result.outcome is ChargeOutcome.WAITING
    assert await shop.state(order) == "WAITING"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Receipt(file_id="a", file_mark="same"), Receipt(file_id="b", file_mark="same")),
        (Receipt(text="Ref: ab-12 34"), Receipt(text="REF AB1234")),
    ],
    ids=["one photo", "one reference"],
)
async def test_a_receipt_that_was_shown_before_is_flagged(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver, first: Receipt, second: Receipt
) -> None:
    await shop.stocks("transfer-only", "A", "B")
    before = await hands_in(ann, receipt=first)

    again = await hands_in(bob, receipt=second)

    assert (await shop.receipt_review.case(await payment_of(shop, again))).seen_before == [before.number]


async def test_different_receipts_are_not_flagged(shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A", "B")
    await hands_in(ann)

    again = await hands_in(bob)

    assert (await shop.receipt_review.case(await payment_of(shop, again))).seen_before == []


async def test_the_admins_see_who_paid_and_what_was_handed_in(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await hands_in(ann, receipt=Receipt(file_id="photo-1", file_mark="m"))

    case = await shop.receipt_review.case(await payment_of(shop, order))

    assert case.customer is not None
    assert case.customer.name == "Ann"
    assert case.payment.evidence is not None
    assert case.payment.evidence.reveal() == "photo photo-1"


async def test_an_undecided_receipt_alerts_once_after_twelve_hours(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    await hands_in(ann)
    await shop.notices()
    shop.clock.forward(ALERT_AFTER - 1)
    assert await shop.receipt_review.alert_undecided() == 0

    shop.clock.forward(1)
    await shop.receipt_review.alert_undecided()
    await shop.receipt_review.alert_undecided()

    assert [notice.kind for notice in await shop.notices()] == ["admin-undecided"]


async def test_a_receipt_behind_many_undecided_ones_alerts_too(
    shop: ShopHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipt_review, "BATCH", 2)
    await shop.stocks("transfer-only", *(f"code-{number}" for number in range(7)))
    for number in range(7):
        guest = await arrives(shop, 2000 + number, "Guest", Language.EN)
        await guest.accepts(1)
        await hands_in(guest)
    await shop.notices()
    shop.clock.forward(ALERT_AFTER)

    waiting = await shop.receipt_review.alert_undecided()

    assert (waiting, [one.kind for one in await shop.notices()]) == (7, ["admin-undecided"] * 7)


async def test_a_decided_receipt_alerts_nobody(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    await shop.receipt_review.approve(await payment_of(shop, await hands_in(ann)), ADMIN)
    shop.clock.forward(ALERT_AFTER)

    assert await shop.receipt_review.alert_undecided() == 0


async def test_receipts_come_in_pages_oldest_first(shop: ShopHarness) -> None:
    drivers = [await arrives(shop, 2000 + number, "Eve", Language.EN) for number in range(PAGE + 1)]
    await shop.stocks("transfer-only", *(f"CODE-{number}" for number in range(PAGE + 1)))
    orders = []
    for driver in drivers:
        await driver.accepts(version=1)
        orders.append(await hands_in(driver))
        shop.clock.forward(MINUTE)

    first, more = await shop.receipt_review.waiting(0)
    second, end = await shop.receipt_review.waiting(1)

    assert [case.order.id for case in first + second] == [order.id for order in orders]
    assert (more, end) == (True, False)


async def test_a_receipt_is_handed_in_by_the_buyer_for_an_order_that_takes_one(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "W")
    await shop.stocks("transfer-only", "A")
    manual, stars = await ann.opens("transfer-only", method="manual"), await ann.opens("windows")

    with pytest.raises(NotFound):
        await shop.receipts.submit(bob.customer, manual.id, Receipt(text="mine?"))
    with pytest.raises(NotPayable):
        await shop.receipts.submit(ann.customer, stars.id, Receipt(text="stars"))
    await ann.cancels(manual)
    with pytest.raises(NotPayable):
        await shop.receipts.submit(ann.customer, manual.id, Receipt(text="cancelled"))


async def test_what_comes_while_a_receipt_is_checked_joins_it(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    first, second = picture("1", "from my account"), picture("2")
    order = await hands_in(ann, receipt=first)
    await shop.notices()

    for _ in range(2):
        await shop.receipts.submit(ann.customer, order.id, second, "1001:8", "album")

    case = await shop.receipt_review.case(await payment_of(shop, order))
    assert list(case.parts.values()) == [first, second]
    assert (await shop.history(order)).count("receipt") == 1
    assert await shop.notices() == []


def picture(name: str, words: str = "") -> Receipt:
    return Receipt(file_id=f"photo-{name}", file_mark=name, words=words)


async def test_a_receipt_holds_goods_for_days_and_no_longer(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await hands_in(ann, receipt=Receipt(text="1234"))

    shop.clock.forward(shop.policy.receipt_hold)
    await shop.checkout.expire_due()
    await shop.checkout.expire_due()

    assert await shop.free("transfer-only") == 1
    assert (await shop.receipt_review.approve(await payment_of(shop, order), ADMIN)).outcome is ChargeOutcome.PAID


async def test_after_a_rejection_no_receipt_holds_goods_any_more(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await hands_in(ann, receipt=Receipt(text="1234"))
    payment = await payment_of(shop, order)
    await shop.receipt_review.reject(payment, ADMIN, "no money")
    deadline = (await shop.order(order.id)).expires_at
    shop.clock.forward(MINUTE)

    await shop.receipts.submit(ann.customer, order.id, Receipt(text="12345"))
    await shop.receipt_review.reject(payment, ADMIN, "no money")
    await shop.receipts.submit(ann.customer, order.id, Receipt(text="123456"))
    shop.clock.forward(shop.policy.order_ttl + shop.policy.hold_grace)
    await shop.checkout.expire_due()
    await shop.checkout.expire_due()

    ended = await shop.order(order.id)
    assert (ended.state, ended.expires_at) == ("EXPIRED", deadline)
    assert await shop.free("transfer-only") == 1
    assert len((await shop.receipt_review.waiting(0))[0]) == 1


@pytest.mark.parametrize("hours", [1, 25, 71])
async def test_after_a_rejection_no_receipt_of_another_order_holds_goods_until_a_payment(
    shop: ShopHarness, ann: CustomerDriver, hours: int
) -> None:
    await shop.stocks("transfer-only", "A", "B", "C")
    first = await hands_in(ann, receipt=Receipt(text="1234"))
    shop.clock.forward(hours * HOUR)
    await shop.receipt_review.reject(await payment_of(shop, first), ADMIN, "no money")
    shop.clock.forward(DAY)
    await shop.checkout.expire_due()
    await shop.checkout.expire_due()

    second = await hands_in(ann, receipt=Receipt(text="12345"))
    held_shortly = (await shop.order(second.id)).reserved_until
    await shop.receipt_review.approve(await payment_of(shop, second), ADMIN)
    third = await hands_in(ann, receipt=Receipt(text="123456"))

    assert held_shortly <= shop.clock() + shop.policy.order_ttl + shop.policy.hold_grace
    assert (await shop.order(third.id)).reserved_until >= shop.clock() + shop.policy.receipt_hold


async def test_a_payment_of_an_old_order_clears_a_rejection_too(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A", "B", "C")
    old = await hands_in(ann, receipt=Receipt(text="1234"))
    shop.clock.forward(25 * DAY)
    await shop.checkout.expire_due()
    newer = await hands_in(ann, receipt=Receipt(text="12345"))
    await shop.receipt_review.reject(await payment_of(shop, newer), ADMIN, "no money")
    shop.clock.forward(6 * DAY)
    await shop.checkout.expire_due()

    await shop.receipt_review.approve(await payment_of(shop, old), ADMIN)
    third = await hands_in(ann, receipt=Receipt(text="123456"))

    assert (await shop.order(third.id)).reserved_until >= shop.clock() + shop.policy.receipt_hold


async def test_who_never_pays_runs_out_of_receipts(shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await ann.opens("transfer-only", method="manual")

    for number in range(MOST_RECEIPTS):
        await shop.receipts.submit(ann.customer, order.id, Receipt(text=f"1234{number}"))
        await shop.receipt_review.reject(await payment_of(shop, order), ADMIN, "no money")
    with pytest.raises(TooManyReceipts):
        await shop.receipts.submit(ann.customer, order.id, Receipt(text="9999"))
    shop.clock.forward(HOUR)
    await shop.checkout.expire_due()
    await shop.checkout.expire_due()

    assert (await bob.opens("transfer-only", method="manual")).state == "PENDING"


async def test_an_order_takes_so_many_pictures(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await hands_in(ann, receipt=picture("0"))

    for number in range(1, MOST_PARTS):
        await shop.receipts.submit(ann.customer, order.id, picture(str(number)))
    with pytest.raises(TooManyReceipts):
        await shop.receipts.submit(ann.customer, order.id, picture("more"))


async def test_a_receipt_without_its_button_is_kept_until_it_is_said_for_what(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("transfer-only", "A")
    assert await shop.receipts.ask(ann.customer, picture("1")) is None
    order = await ann.opens("transfer-only", method="manual")
    await shop.notices()

    asked = [await shop.receipts.ask(ann.customer, picture("1", "paid"), "1001:7", "album") for _ in range(2)]
    first = await shop.receipts.album(ann.customer, "album")
    assert asked[0] is not None
    assert first is not None
    await shop.receipts.add(ann.customer, first, picture("2"), "1001:8", "album")
    before = await shop.notices()
    with pytest.raises(NotFound):
        await shop.receipts.submit_kept(bob.customer, order.id, asked[0].receipt)
    for _ in range(2):
        await shop.receipts.submit_kept(ann.customer, order.id, asked[0].receipt)

    case = await shop.receipt_review.case(await payment_of(shop, order))
    assert asked[0] == asked[1]
    assert [one.id for one in asked[0].orders] == [order.id]
    assert list(case.parts.values()) == [picture("1", "paid"), picture("2")]
    assert (before, [one.kind for one in await shop.notices()]) == ([], ["admin-receipt"])
    assert await shop.receipt_review.part(asked[0].receipt) == picture("1", "paid")


async def test_what_was_no_receipt_is_forgotten(shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await ann.opens("transfer-only", method="manual")
    asked = await shop.receipts.ask(ann.customer, picture("1"), "1001:7")
    assert asked is not None

    await shop.receipts.dismiss(bob.customer, asked.receipt)
    assert await shop.receipt_review.part(asked.receipt) == picture("1")
    await shop.receipts.dismiss(ann.customer, asked.receipt)

    with pytest.raises(NotFound):
        await shop.receipts.submit_kept(ann.customer, order.id, asked.receipt)
    with pytest.raises(NotFound):
        await shop.receipt_review.part(asked.receipt)


async def test_the_second_admin_reads_who_decided_and_when(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("transfer-only", "A")
    payment = await payment_of(shop, await hands_in(ann))
    await shop.receipt_review.reject(payment, bob.id, "no money")
    rejected = (await shop.receipt_review.case(payment)).decided
    shop.clock.forward(MINUTE)
    await shop.receipts.submit(ann.customer, (await shop.receipt_review.case(payment)).order.id, picture("2"))
    waiting = (await shop.receipt_review.case(payment)).decided

    await shop.receipt_review.approve(payment, bob.id)
    with pytest.raises(ReceiptDecided) as late:
        await shop.receipt_review.reject(payment, ADMIN, "no")

    approved = (await shop.receipt_review.case(payment)).decided
    assert late.value.params == {"payment": payment}
    assert waiting is None
    assert rejected is not None
    assert approved is not None
    assert [(who.name if who else None, at) for who, at in (rejected, approved)] == [
        ("Bob", shop.clock() - MINUTE), ("Bob", shop.clock()),
    ]  # fmt: skip


async def test_a_receipt_that_is_not_there(shop: ShopHarness) -> None:
    with pytest.raises(NotFound):
        await shop.receipt_review.case(12345)
    with pytest.raises(NotFound):
        await shop.receipt_review.approve(12345, ADMIN)


async def test_a_rejection_does_not_reopen_an_order_out_of_time(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await ann.opens("transfer-only", method="manual")
    shop.clock.forward(shop.policy.order_ttl)
    await shop.checkout.expire_due()
    await shop.receipts.submit(ann.customer, order.id, Receipt(text="late"))

    await shop.receipt_review.reject(await payment_of(shop, order), ADMIN, "no money")

    assert await shop.state(order) == "EXPIRED"
    assert (await shop.order(order.id)).expires_at <= shop.clock()


async def test_a_receipt_that_is_approved_and_pays_nothing_is_decided(shop: ShopHarness, ann: CustomerDriver) -> None:
    link = await shop.product("all-access")
    async with shop.db.begin() as tx:
        await tx.products.put(replace(link, prices={**link.prices, Currency.CNY: 2500}), 9)
    await shop.stocks("all-access", "https://example.com/a")
    first = await ann.buys("all-access")
    await shop.arrives(first)
    async with shop.db.read() as reading:
        [running] = await reading.subscriptions.all_of(ann.id, 0, 1)
    renewal = await ann.opens("all-access", method="manual", renews=running.id)
    await shop.charge_processor.apply_refund("stars", (await shop.payments(first))[0].charge_id or "")
    for number in range(2):
        shop.clock.forward(MINUTE)
        await shop.receipts.submit(ann.customer, renewal.id, Receipt(text=f"ref {number}"))
        [case], _ = await shop.receipt_review.waiting(0)

        result = await shop.receipt_review.approve(case.payment.id, ADMIN)

        assert result.outcome is ChargeOutcome.UNMATCHED
        assert (await shop.receipt_review.waiting(0))[0] == []
    assert len(await shop.work_queue.refunds()) == 2

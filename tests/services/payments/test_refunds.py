"""Money goes back once, whoever asks for it and however often."""

import asyncio
import contextlib

import pytest

from services.domain.errors import AlreadyDecided, NotFound, NotRefundable
from services.domain.messaging.send_outcome import Rejected, RetryLater, Sent, Unconfirmed
from services.domain.payments.payment import PaymentState
from services.domain.payments.receipt import Receipt
from services.domain.values.clock import MINUTE
from services.storage.transaction import Transaction
from tests.support.customer_driver import CustomerDriver
from tests.support.databases import begin_writes_with
from tests.support.service_harness import ADMIN, ShopHarness


async def test_a_refund_gives_the_stars_back_and_tells_the_customer(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    await shop.notices()

    await shop.refunds.request(order.number, "it does not work", ADMIN)

    assert len(shop.telegram.refunds) == 1
    assert await shop.state(order) == "REFUNDED"
    assert (await shop.payments(order))[0].state is PaymentState.REFUNDED
    assert [(one.recipient_id, one.kind) for one in await shop.notices()] == [(ann.id, "refunded")]


async def test_a_second_refund_is_refused(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    await shop.refunds.request(order.number, "once", ADMIN)

    with pytest.raises(NotRefundable):
        await shop.refunds.request(order.number, "twice", ADMIN)

    assert len(shop.telegram.refunds) == 1


async def test_two_admins_refund_at_once_and_the_stars_go_back_once(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")

    outcomes = await asyncio.gather(
        shop.refunds.request(order.number, "one", ADMIN),
        shop.refunds.request(order.number, "two", ADMIN + 1),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in outcomes) == ["NotRefundable", "Order"]
    assert len(shop.telegram.refunds) == 1
    assert (await shop.history(order)).count("refund-asked") == 1


async def test_while_a_refund_is_under_way_no_other_is_taken(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    shop.telegram.answer = RetryLater(MINUTE)
    await shop.refunds.request(order.number, "slow", ADMIN)

    with pytest.raises(NotRefundable):
        await shop.refunds.request(order.number, "impatient", ADMIN)


async def test_a_refund_is_asked_for_until_it_is_done(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    shop.telegram.answer = Unconfirmed("the answer was lost")
    await shop.refunds.request(order.number, "fault", ADMIN)
    assert await shop.state(order) == "PAID"
    assert not await shop.refunds.has_due()

    shop.telegram.answer = Sent()
    shop.real.forward(10 * MINUTE)

    assert await shop.refunds.has_due()
    assert await shop.refunds.process_due() == 1
    assert await shop.state(order) == "REFUNDED"


async def test_a_charge_that_is_back_already_counts_as_given(shop: ShopHarness, ann: CustomerDriver) -> None:
    """The gateway says Sent for CHARGE_ALREADY_REFUNDED: the first answer was lost, the money was not."""
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    shop.telegram.answer = Unconfirmed("lost")
    await shop.refunds.request(order.number, "fault", ADMIN)
    shop.telegram.answer = Sent()
    shop.real.forward(10 * MINUTE)
    await shop.refunds.process_due()
    shop.real.forward(10 * MINUTE)

    assert await shop.refunds.process_due() == 0
    assert (await shop.history(order)).count("refunded") == 1


async def test_a_refund_that_telegram_refuses_comes_to_a_person(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    await shop.notices()
    shop.telegram.answer = Rejected("CHARGE_NOT_FOUND")

    await shop.refunds.request(order.number, "fault", ADMIN)

    assert [notice.kind for notice in await shop.notices()] == ["admin-refund-stuck"]
    assert [one.order.number for one in await shop.work_queue.refunds() if one.order] == [order.number]
    assert await shop.state(order) == "PAID"


async def test_a_person_gives_the_money_back_and_says_so_once(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    shop.telegram.answer = Rejected("no")
    await shop.refunds.request(order.number, "fault", ADMIN)
    owed = (await shop.work_queue.refunds())[0].refund
    await shop.notices()

    await shop.refunds.confirm_manual_refund(owed.id, ADMIN)

    assert await shop.state(order) == "REFUNDED"
    assert [notice.kind for notice in await shop.notices()] == ["refunded"]
    assert await shop.work_queue.refunds() == []
    with pytest.raises(AlreadyDecided):
        await shop.refunds.confirm_manual_refund(owed.id, ADMIN)


async def test_an_admin_asks_the_provider_again(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    shop.telegram.answer = Rejected("balance too low")
    await shop.refunds.request(order.number, "fault", ADMIN)
    owed = (await shop.work_queue.refunds())[0].refund
    shop.telegram.answer = Sent()

    await shop.refunds.retry(owed.id, ADMIN)

    assert await shop.state(order) == "REFUNDED"
    with pytest.raises(AlreadyDecided):
        await shop.refunds.retry(owed.id, ADMIN)


async def test_a_manual_payment_is_marked_and_a_person_transfers_back(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await ann.opens("transfer-only", method="manual")
    await shop.receipts.submit(ann.customer, order.id, Receipt(text="ref"))
    await shop.receipt_review.approve((await shop.payments(order))[0].id, ADMIN)
    _, paid = await shop.refunds.refundable(order.number)

    await shop.refunds.request(order.number, "fault", ADMIN)

    assert shop.refunds.by_person(paid)
    assert shop.telegram.refunds == []
    assert await shop.state(order) == "REFUNDED"


async def test_money_paid_twice_goes_back_by_itself(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    await ann.pays(order, "second")

    await shop.refunds.process_due()

    assert shop.telegram.refunds == ["second"]
    assert await shop.state(order) == "PAID"
    assert [payment.state for payment in await shop.payments(order)] == ["CONFIRMED", "REFUNDED"]


async def test_what_was_never_paid_cannot_go_back(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")

    with pytest.raises(NotRefundable):
        await shop.refunds.refundable(order.number)
    with pytest.raises(NotFound):
        await shop.refunds.refundable("0000-0000")


async def test_a_number_is_read_as_people_type_it(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")

    found, _ = await shop.refunds.refundable(f"#{order.number.lower().replace('-', ' ')}")

    assert found.id == order.id


async def test_a_refund_left_behind_by_a_dead_process_is_taken_up(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    shop.telegram.answer = RetryLater(MINUTE)
    await shop.refunds.request(order.number, "fault", ADMIN)
    shop.real.forward(2 * MINUTE)
    async with shop.db.begin() as tx:
        assert await tx.refunds.claim(10, MINUTE)
    shop.telegram.answer = Sent()
    assert await shop.refunds.process_due() == 0

    shop.real.forward(2 * MINUTE)

    assert await shop.refunds.process_due() == 1
    assert await shop.state(order) == "REFUNDED"


@pytest.mark.parametrize("breath", range(1, 6))
async def test_a_crash_at_any_transaction_of_a_refund_costs_neither_books_nor_word(
    shop: ShopHarness, ann: CustomerDriver, breath: int
) -> None:
    """The process draws so many breaths (begins so many transactions), and no more."""
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    shop.telegram.answer = RetryLater(MINUTE)
    await shop.refunds.request(order.number, "fault", ADMIN)
    await shop.notices()
    shop.telegram.answer = Sent()
    shop.real.forward(2 * MINUTE)
    left = breath

    async def breathe(_tx: Transaction) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise ConnectionError

    begin_writes_with(shop.db, breathe)
    with contextlib.suppress(ConnectionError):
        await shop.refunds.process_due()
    left = 0
    shop.real.forward(2 * MINUTE)
    await shop.refunds.process_due()

    assert await shop.state(order) == "REFUNDED"
    assert [(one.recipient_id, one.kind) for one in await shop.notices()] == [(ann.id, "refunded")]
    assert not await shop.refunds.has_due()


async def test_who_gets_his_money_back_is_not_served_meanwhile(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await ann.cancels(order)
    await bob.buys("windows")
    await ann.pays(order)
    waits = await shop.state(order)
    shop.telegram.answer = RetryLater(MINUTE)
    await shop.refunds.request(order.number, "out-of-stock", ADMIN)

    stored = await shop.stocks("windows", "B")
    shop.telegram.answer = Sent()
    shop.real.forward(2 * MINUTE)
    await shop.refunds.process_due()

    assert (waits, stored.served, await shop.goods(order)) == ("WAITING", 0, [])
    assert (await shop.state(order), await shop.free("windows")) == ("REFUNDED", 1)


async def test_goods_that_did_not_arrive_are_not_shown_while_their_money_goes_back(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A", "B")
    paid, delivered = await ann.buys("windows"), await ann.buys("windows")
    await shop.arrives(delivered)
    before = len((await shop.orders.open(ann.customer, paid.id)).goods)
    shop.telegram.answer = RetryLater(MINUTE)
    for order in (paid, delivered):
        await shop.refunds.request(order.number, "slow", ADMIN)

    shown = [await ann.reads(order) for order in (paid, delivered)]

    assert (before, [(one.returns, len(one.goods)) for one in shown]) == (1, [(True, 0), (False, 1)])
    assert await shop.state(paid) == "PAID"


async def test_who_gets_his_money_back_stands_before_nobody(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    waiting = []
    for driver in (ann, bob):
        order = await driver.opens("windows")
        await driver.cancels(order)
        waiting.append((driver, order))
    await bob.buys("windows")
    for driver, order in waiting:
        await driver.pays(order)
        shop.clock.forward(1)
    before = await bob.reads(waiting[1][1])
    shop.telegram.answer = RetryLater(MINUTE)
    await shop.refunds.request(waiting[0][1].number, "out-of-stock", ADMIN)

    after = await bob.reads(waiting[1][1])

    assert (before.ahead, after.ahead) == (1, 0)


async def test_stars_wait_for_a_person_while_stars_are_switched_off(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    await shop.notices()
    stars = shop.providers.pop("stars")

    await shop.refunds.request(order.number, "it does not work", ADMIN)

    async with shop.db.read() as reading:
        (waiting,) = await reading.refunds.for_person(10)
    assert (await shop.state(order), shop.telegram.refunds) == ("PAID", [])
    assert [one.kind for one in await shop.notices()] == ["admin-refund-stuck"]

    shop.providers["stars"] = stars
    await shop.refunds.retry(waiting.id, ADMIN)

    assert (await shop.state(order), len(shop.telegram.refunds)) == ("REFUNDED", 1)


async def test_a_transfer_is_marked_at_once_though_transfers_are_switched_off(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A")
    order = await ann.opens("emby-month", method="manual")
    await ann.pays(order)
    del shop.providers["manual"]

    await shop.refunds.request(order.number, "out of stock", ADMIN)

    told = [one for one in await shop.notices() if one.kind == "refund-by-person"]
    assert (await shop.state(order), [one.params["reason"] for one in told]) == ("REFUNDED", ["out of stock"])

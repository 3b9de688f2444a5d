"""Rows that wait to be sent: each is taken by one bearer at a time, and none is left behind."""

from typing import Any

import pytest
from sqlalchemy import text

from services.domain.delivery.delivery import Delivery, DeliveryState
from services.domain.messaging.notice import Notice
from services.domain.orders.order import Order
from services.domain.payments.payment import Refund
from services.domain.values.clock import DAY, MINUTE, SECOND
from services.storage.delivery.deliveries import PER_BUYER
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import AFTERNOON, ShopHarness

LEASE = MINUTE


@pytest.fixture
async def order(shop: ShopHarness, ann: CustomerDriver) -> Order:
    """A paid order whose delivery is due."""
    await shop.stocks("windows", "A", "B")
    return await ann.buys("windows")


async def claim(shop: ShopHarness, limit: int = 10) -> list[Delivery]:
    async with shop.db.begin() as tx:
        return await tx.deliveries.claim(limit, LEASE)


async def move(shop: ShopHarness, delivery: Delivery, to: DeliveryState, **columns: object) -> bool:
    async with shop.db.begin() as tx:
        return await tx.deliveries.move(delivery.id, to, **columns)


async def delivery_of(shop: ShopHarness, order: Order) -> Delivery:
    [delivery] = await shop.deliveries(order)
    return delivery


async def test_a_delivery_is_written_once(shop: ShopHarness, order: Order) -> None:
    async with shop.db.begin() as tx:
        again = await tx.deliveries.add(order.id, 1, order.customer_id, None)

    assert (again, len(await shop.deliveries(order))) == (None, 1)


async def test_a_delivery_is_claimed_by_one_bearer(shop: ShopHarness, order: Order) -> None:
    [claimed] = await claim(shop)

    assert (claimed.order_id, claimed.state, claimed.attempts) == (order.id, "SENDING", 1)
    assert await claim(shop) == []


async def test_much_for_one_buyer_leaves_room_for_the_goods_of_others(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", *(f"code {number}" for number in range(50)))
    for _ in range(PER_BUYER + 5):
        await ann.buys("windows")
        shop.real.forward(1)
    his = await bob.buys("windows")

    first, second = await claim(shop, PER_BUYER + 5), await claim(shop, PER_BUYER + 5)
    for delivery in first[:3]:
        await move(shop, delivery, DeliveryState.SENT, lease_until=None)
    third = await claim(shop, PER_BUYER + 5)

    assert (len(first), his.id in {one.order_id for one in first}, second) == (PER_BUYER + 1, True, [])
    assert len(third) == 3


async def test_what_is_due_later_is_not_claimed_now(shop: ShopHarness, order: Order) -> None:
    [claimed] = await claim(shop)
    await move(shop, claimed, DeliveryState.DUE, due_at=shop.real() + SECOND, lease_until=None)
    async with shop.db.read() as reading:
        early = (await claim(shop), await reading.deliveries.has_due())

    shop.real.forward(SECOND)

    async with shop.db.read() as reading:
        assert (early, await reading.deliveries.has_due()) == (([], False), True)
    assert [one.attempts for one in await claim(shop)] == [2]
    assert await shop.state(order) == "PAID"


async def test_a_bearer_that_dies_leaves_a_doubt_and_not_a_fresh_send(shop: ShopHarness, order: Order) -> None:
    await claim(shop)
    async with shop.db.begin() as tx:
        before = await tx.deliveries.abandoned(10)
        any_lease = await tx.deliveries.abandoned(10, any_lease=True)

    shop.real.forward(LEASE)

    async with shop.db.begin() as tx:
        assert (before, await tx.deliveries.abandoned(10)) == ([], any_lease)
    assert ([one.order_id for one in any_lease], await claim(shop)) == ([order.id], [])


async def test_a_delivery_moves_as_the_domain_says(shop: ShopHarness, order: Order) -> None:
    due = await delivery_of(shop, order)

    answers = [await move(shop, due, to) for to in (DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.SENDING)]

    assert answers == [False, False, True]


async def test_goods_that_were_looked_at_need_no_copy(shop: ShopHarness, order: Order) -> None:
    async with shop.db.begin() as tx:
        unseen = await tx.deliveries.unseen(order.id)
        await tx.deliveries.see(order.id)

    async with shop.db.read() as reading:
        assert (unseen, await reading.deliveries.unseen(order.id)) == (True, False)
    assert (await delivery_of(shop, order)).state == "SEEN"


async def test_what_is_being_sent_is_not_called_seen(shop: ShopHarness, order: Order) -> None:
    await claim(shop)

    async with shop.db.begin() as tx:
        await tx.deliveries.see(order.id)

    assert (await delivery_of(shop, order)).state == "SENDING"


async def test_what_could_not_be_delivered_is_due_when_its_buyer_is_back(shop: ShopHarness, order: Order) -> None:
    [claimed] = await claim(shop)
    await move(shop, claimed, DeliveryState.UNREACHABLE)

    async with shop.db.begin() as tx:
        revived = [await tx.deliveries.requeue(order.customer_id) for _ in range(2)]

    assert (revived, (await delivery_of(shop, order)).state) == ([1, 0], "DUE")


async def test_a_copy_is_marked_as_one(shop: ShopHarness, order: Order) -> None:
    [claimed] = await claim(shop)
    async with shop.db.begin() as tx:
        busy = await tx.deliveries.resend(order.id)
    await move(shop, claimed, DeliveryState.SENT)

    async with shop.db.begin() as tx:
        again = await tx.deliveries.resend(order.id)

    copy = await delivery_of(shop, order)
    assert (busy, again, copy.state, copy.is_resend, copy.uncertain_attempts) == (0, 1, "DUE", True, 0)


async def test_the_oldest_due_message_tells_how_far_behind_the_outbox_is(shop: ShopHarness, order: Order) -> None:
    async with shop.db.read() as reading:
        found = await reading.deliveries.oldest_due()

    assert (found, await shop.state(order)) == (AFTERNOON, "PAID")


async def test_a_notice_of_one_matter_is_written_once(shop: ShopHarness) -> None:
    matter, other = Notice(1, "matter", {"n": 1}, dedup_key="matter"), Notice(1, "other")

    async with shop.db.begin() as tx:
        added = [await tx.notices.add(one) for one in (matter, matter, other, other)]

    assert (added, len(await shop.claimed())) == ([True, False, True, True], 3)


async def test_a_notice_says_what_it_was_given_and_is_emptied_when_it_is_sent(shop: ShopHarness) -> None:
    async with shop.db.begin() as tx:
        await tx.notices.add(Notice(1, "answer", {"text": "中文", "photo": None}, expires_at=7))
    [notice] = await shop.claimed()

    async with shop.db.begin() as tx:
        await tx.notices.sent(notice.id, 42)
        sealed = await tx.connection.scalar(text("SELECT facts FROM notices"))

    assert (notice.params, notice.expires_at, notice.attempts) == ({"text": "中文", "photo": None}, 7, 1)
    assert (shop.db.vault.decrypt_json(bytes(sealed)), await shop.claimed()) == ({}, [])


async def test_a_notice_that_its_bearer_left_behind_is_sent_again(shop: ShopHarness) -> None:
    async with shop.db.begin() as tx:
        await tx.notices.add(Notice(1, "matter"))
        await tx.notices.claim(10, LEASE)
        held = (await tx.notices.claim(10, LEASE), await tx.notices.has_due())
    shop.real.forward(LEASE)

    async with shop.db.read() as reading:
        due = await reading.notices.has_due()

    assert (held, due, [notice.attempts for notice in await shop.claimed()]) == (([], False), True, [2])


async def test_a_notice_is_tried_later_or_dropped(shop: ShopHarness) -> None:
    async with shop.db.begin() as tx:
        await tx.notices.add(Notice(1, "later"))
        await tx.notices.add(Notice(1, "never"))
    later, never = await shop.claimed()

    async with shop.db.begin() as tx:
        await tx.notices.later(later.id, 5 * SECOND, "flood")
        await tx.notices.drop(never.id, "blocked")
    early = await shop.claimed()
    shop.real.forward(5 * SECOND)

    assert (early, [notice.id for notice in await shop.claimed()]) == ([], [later.id])


async def test_old_notices_are_forgotten_their_keys_later(shop: ShopHarness) -> None:
    matter, second = Notice(1, "matter", dedup_key="matter"), 1
    async with shop.db.begin() as tx:
        for notice in (matter, Notice(1, "matter")):
            await tx.notices.add(notice)
        for notice in await tx.notices.claim(10, LEASE):
            await tx.notices.sent(notice.id, None)
    first = shop.real()
    shop.real.forward(DAY)

    async with shop.db.begin() as tx:
        cleared = [await tx.notices.clear(shop.real(), first, first) for _ in range(2)]
        early = await tx.notices.add(matter)
        cleared.append(await tx.notices.clear(first, first + second, first))
        late = await tx.notices.add(matter)

    assert (cleared, early, late) == ([1, 0, 1], False, True)


async def test_what_waits_for_its_recipient_is_neither_due_nor_forgotten_and_keeps_its_place(shop: ShopHarness) -> None:
    async with shop.db.begin() as tx:
        for kind, recipient in (("first", 1), ("second", 1), ("third", 2)):
            await tx.notices.add(Notice(recipient, kind, {"said": kind}))
    for notice in reversed(await shop.claimed()):
        shop.real.forward(SECOND)
        async with shop.db.begin() as tx:
            await tx.notices.park(notice.id, "blocked")
    shop.real.forward(DAY)

    async with shop.db.begin() as tx:
        await tx.notices.add(Notice(1, "news"))
        idle = await tx.notices.clear(shop.real(), shop.real(), 0)
        revived = [await tx.notices.requeue(1) for _ in range(2)]
        due = [*await tx.notices.claim(2, LEASE), *await tx.notices.claim(2, LEASE)]

    assert (idle, revived, [notice.kind for notice in due]) == (0, [2, 0], ["first", "second", "news"])
    assert [(notice.params, notice.attempts) for notice in due[:2]] == [({"said": "first"}, 1), ({"said": "second"}, 1)]


async def test_what_waited_too_long_for_its_recipient_is_emptied_and_then_forgotten(shop: ShopHarness) -> None:
    async with shop.db.begin() as tx:
        await tx.notices.add(Notice(1, "answer", {"text": "Hello"}))
        [notice] = await tx.notices.claim(1, LEASE)
        await tx.notices.park(notice.id, "blocked")
        due = shop.real()

        cleared = [await tx.notices.clear(due, due, due + 1)]
        sealed = await tx.connection.scalar(text("SELECT facts FROM notices"))
        cleared += [await tx.notices.clear(due + 1, due, due + 1) for _ in range(2)]

    assert (shop.db.vault.decrypt_json(bytes(sealed)), cleared) == ({}, [1, 1, 0])


async def refund(shop: ShopHarness, charge_id: str, *, by_person: bool = False) -> bool:
    async with shop.db.begin() as tx:
        payment = await tx.payments.by_charge("stars", charge_id)
        assert payment is not None
        return await tx.refunds.add(payment.id, "broken", 1, shop.clock(), by_person=by_person)


async def asked(shop: ShopHarness) -> list[Refund]:
    async with shop.db.begin() as tx:
        return await tx.refunds.claim(10, LEASE)


async def test_a_payment_goes_back_once(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    await ann.pays(await ann.opens("windows"), "charge-7")

    written = [await refund(shop, "charge-7"), await refund(shop, "charge-7")]

    [due] = await asked(shop)
    assert (written, due.charge_id, due.customer_id, due.reason, due.attempts) == (
        [True, False],
        "charge-7",
        ann.id,
        "broken",
        1,
    )


async def test_a_refund_is_asked_for_until_it_is_done(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    await ann.pays(await ann.opens("windows"), "charge-7")
    await refund(shop, "charge-7")
    [due] = await asked(shop)
    shop.real.forward(LEASE)
    [left_behind] = await asked(shop)

    async with shop.db.begin() as tx:
        await tx.refunds.later(due.id, SECOND, "network")
        early = await tx.refunds.has_due()
    shop.real.forward(SECOND)
    [third] = await asked(shop)
    async with shop.db.begin() as tx:
        await tx.refunds.done(due.id, shop.clock())
    shop.real.forward(DAY)

    assert ([one.attempts for one in (due, left_behind, third)], early, await asked(shop)) == ([1, 2, 3], False, [])


async def test_a_refund_for_a_person_is_not_asked_of_a_provider(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    await ann.pays(await ann.opens("windows"), "charge-7")
    await refund(shop, "charge-7", by_person=True)

    async with shop.db.begin() as tx:
        [waiting] = await tx.refunds.for_person(10)
        count = await tx.refunds.count_for_person(10)
        seized = [await tx.refunds.seize(waiting.id, LEASE) for _ in range(2)]
        await tx.refunds.to_person(waiting.id, "once more")
        nobody = await tx.refunds.for_person(0)

    assert (count, [one is not None for one in seized], nobody, await asked(shop)) == (1, [True, False], [], [])


async def test_people_are_known_to_be_out_of_reach(shop: ShopHarness, ann: CustomerDriver) -> None:
    async with shop.db.begin() as tx:
        news: list[Any] = [await tx.customers.mark_reachable(ann.id)]
        since = [await tx.customers.mark_unreachable(one, now) for one, now in ((ann.id, 5), (ann.id, 6), (4711, 7))]
        found = await tx.customers.find(ann.id)
        news += [await tx.customers.mark_reachable(ann.id), await tx.customers.mark_reachable(ann.id)]

    assert found is not None
    assert since == [5, 5, None]
    assert (news, found.reachable, await reachable(shop, ann.id)) == ([False, True, False], False, True)


async def reachable(shop: ShopHarness, customer_id: int) -> bool:
    async with shop.db.read() as reading:
        found = await reading.customers.find(customer_id)
    return found is not None and found.reachable

"""The races of everybody for the same thing at once, in several processes."""

import asyncio

import pytest

from services.domain.payments.receipt import Receipt
from services.domain.values.clock import DAY
from services.payments.apply_charge import ChargeOutcome
from tests.chaos.failure_counts import FailureCounts
from tests.chaos.world import SEED
from tests.races.replicas import race
from tests.races.stampede import FIRST, count_of, invite, rush
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, ShopHarness

BUYERS, CODES, TAPS = 200, 20, 25


async def test_few_codes_for_a_crowd_are_sold_once_each(shop: ShopHarness) -> None:
    report = await rush(shop, BUYERS, CODES, 2 if shop.db.is_sqlite else 3, SEED)

    assert (report.paid, report.refused) == (CODES, BUYERS - CODES)
    assert (report.failures, report.broken) == (FailureCounts(), [])


async def test_buyers_of_several_never_wait_for_each_other_for_ever(shop: ShopHarness) -> None:
    buyers = BUYERS // 5
    await invite(shop, buyers)
    await shop.stocks("windows", *(f"code {number}" for number in range(CODES)))
    half = FIRST + buyers // 2

    outcomes = await race(
        shop.db.url,
        ("crowd", "windows", 3, FIRST, half),
        ("crowd", "windows", 3, half, FIRST + buyers),
    )

    sold = CODES // 3
    assert outcomes == {"PAID": sold, "OutOfStock": buyers - sold}
    assert await count_of(shop, "stock_items", "state") == {("GIVEN",): 3 * sold, ("FREE",): CODES % 3}


async def test_a_button_that_is_tapped_again_and_again_makes_one_order(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B", "C")
    task = ("taps", ann.id, "windows", "one screen", TAPS)

    outcomes = await race(shop.db.url, task, task)

    [order] = (await shop.orders.page(ann.customer, 0))[0]
    assert outcomes == {order.id: 2 * TAPS}
    assert await count_of(shop, "stock_items", "state") == {("HELD",): 1, ("FREE",): 2}


async def test_two_screens_that_are_confirmed_at_once_make_one_order(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B", "C")

    outcomes = await race(
        shop.db.url,
        ("taps", ann.id, "windows", "one screen", 1),
        ("taps", ann.id, "windows", "another screen", 1),
    )

    [order] = (await shop.orders.page(ann.customer, 0))[0]
    assert outcomes == {order.id: 1, "AlreadyPending": 1}


async def test_a_charge_that_is_reported_everywhere_at_once_gives_one_set_of_goods(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A", "B", "C")
    order = await ann.opens("windows")
    task = ("reports", ann.id, order.id, order.total.amount, TAPS // 2)

    outcomes = await race(shop.db.url, task, task)

    assert outcomes == {"PAID": 1, "DUPLICATE": 2 * (TAPS // 2) - 1}
    assert (await shop.goods(order), len(await shop.deliveries(order))) == (["A"], 1)
    assert await count_of(shop, "payments", "state") == {("CONFIRMED",): 1}


async def test_strange_money_that_is_reported_everywhere_at_once_comes_to_a_person_once(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    task = ("reports", ann.id, "no-such-order", 60, TAPS // 2)

    outcomes = await race(shop.db.url, task, task)

    assert outcomes == {"UNMATCHED": 1, "DUPLICATE": 2 * (TAPS // 2) - 1}
    assert await count_of(shop, "refunds", "state") == {("PERSON",): 1}


async def test_nobody_is_forgotten_in_line_while_stock_comes_in(shop: ShopHarness) -> None:
    guests = await invite(shop, CODES)
    stored = await shop.stocks("music", *(f"withdrawn {number}" for number in range(CODES)))
    orders = [await guest.opens("music") for guest in guests]
    for guest, order in zip(guests, orders, strict=True):
        await guest.cancels(order)
    await shop.stock_importer.undo(stored.batch.id, ADMIN)

    outcomes = await race(
        shop.db.url,
        ("late", *(order.id for order in orders)),
        ("imports", "music", "code", CODES),
    )

    assert await count_of(shop, "orders", "state") == {("PAID",): CODES}
    assert await count_of(shop, "stock_items", "state") == {("GIVEN",): CODES}
    assert outcomes["PAID"] + outcomes["WAITING"] == CODES


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)  # on SQLite one writes after the other
async def test_late_money_and_an_import_never_wait_for_each_other_for_ever(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("music", "the only one")
    product = (await shop.product("music")).id
    theirs = await bob.cancels(await bob.opens("music"))
    late = await ann.cancels(await ann.opens("music"))

    async with asyncio.TaskGroup() as both, shop.db.begin() as importing:
        await importing.products.lock(product)
        async with shop.db.begin() as rival:
            await rival.stock.hold(product, theirs.id, 1)
            paying = both.create_task(ann.pays(late))
            await _waiting(shop, 1)
            serving = both.create_task(importing.stock.hold(product, theirs.id, 1))
            await _waiting(shop, 2)
        await serving

    assert (serving.result(), paying.result().outcome) == (0, ChargeOutcome.WAITING)


async def _waiting(shop: ShopHarness, count: int) -> None:
    """Until so many wait for a lock."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    found = 0
    while found < count:
        async with shop.db.read() as reading:
            found = (await reading.connection.exec_driver_sql(waiting)).scalar() or 0


@pytest.mark.parametrize(("hers", "his"), [("approve", "approve"), ("approve", "reject"), ("reject", "reject")])
async def test_two_admins_do_not_both_decide(shop: ShopHarness, ann: CustomerDriver, hers: str, his: str) -> None:
    await shop.stocks("transfer-only", "A", "B")
    order = await ann.opens("transfer-only", method="manual")
    await shop.receipts.submit(ann.customer, order.id, Receipt(text="bank 42"))
    [payment] = await shop.payments(order)

    outcomes = await race(shop.db.url, ("decides", payment.id, 1, hers), ("decides", payment.id, 2, his))

    word = {"approve": "PAID", "reject": "REJECTED"}
    assert outcomes in [{word[hers]: 1, "ReceiptDecided": 1}, {word[his]: 1, "ReceiptDecided": 1}]
    assert await shop.goods(order) == (["A"] if outcomes["PAID"] else [])


async def test_two_schedulers_remind_of_each_end_once(shop: ShopHarness) -> None:
    guests = await invite(shop, CODES)
    await shop.stocks("emby-month", *(f"code {number}" for number in range(CODES)))
    for guest in guests:
        await shop.arrives(await guest.buys("emby-month"))
    now = shop.clock() + 23 * DAY

    outcomes = await race(shop.db.url, ("reminds", now), ("reminds", now))

    assert outcomes == {"reminded": CODES}
    assert await count_of(shop, "notices", "kind") == {
        ("admin-sale",): CODES,
        ("admin-sold-out",): 1,
        ("reminder",): CODES,
    }


async def test_two_that_import_at_once_never_tell_more_than_there_are_codes(shop: ShopHarness) -> None:
    guests = await invite(shop, 3 * CODES)
    goods = await shop.product("music")
    for guest in guests:
        await shop.back_in_stock.subscribe(guest.customer, goods.id)

    outcomes = await race(
        shop.db.url,
        ("restocks", "music", "hers", CODES),
        ("restocks", "music", "his", CODES),
    )

    first = [(guest.id,) for guest in guests[: 2 * CODES]]
    assert outcomes == {"told": 2 * CODES}
    assert await count_of(shop, "notices", "recipient_id") == dict.fromkeys(first, 1)
    assert len(await count_of(shop, "watchers", "item_id")) == 2 * CODES + 1

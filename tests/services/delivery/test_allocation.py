from dataclasses import replace

import pytest

from services.delivery.allocation import BACKORDER_BATCH, build_delivery
from services.domain.delivery.dispatch import NullOutbox
from services.domain.errors import OutOfStock
from services.domain.orders.order import Order
from services.domain.payments.payment import Charge
from services.domain.values.clock import HOUR, MINUTE
from services.domain.values.language import Language
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ADMIN, ShopHarness


async def line(shop: ShopHarness, slug: str, *buyers: tuple[CustomerDriver, int]) -> list[Order]:
    """Late money, in this order, for orders that were given up and whose goods were withdrawn meanwhile."""
    codes = [f"withdrawn {number}" for number in range(sum(quantity for _, quantity in buyers))]
    stored = await shop.stocks(slug, *codes)
    orders = [await driver.opens(slug, quantity) for driver, quantity in buyers]
    for (driver, _), order in zip(buyers, orders, strict=True):
        await driver.cancels(order)
    await shop.stock_importer.undo(stored.batch.id, ADMIN)
    for (driver, _), order in zip(buyers, orders, strict=True):
        await driver.pays(order)
        shop.clock.forward(MINUTE)
    return orders


async def test_who_waits_is_served_as_soon_as_there_is_stock(shop: ShopHarness, ann: CustomerDriver) -> None:
    [order] = await line(shop, "windows", (ann, 1))
    before = await shop.state(order)

    stored = await shop.stocks("windows", "A", "B")

    assert (before, await shop.state(order), await shop.goods(order)) == ("WAITING", "PAID", ["A"])
    assert (stored.added, stored.served, await shop.free("windows")) == (2, 1, 1)
    assert [one.state for one in await shop.deliveries(order)] == ["DUE"]
    assert (await shop.history(order))[-2:] == ["waiting", "stock-found"]


async def test_the_line_is_served_first_come_first(shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver) -> None:
    his, hers = await line(shop, "windows", (bob, 1), (ann, 1))

    await shop.stocks("windows", "A")
    first = (await shop.goods(his), await shop.goods(hers))
    await shop.stocks("windows", "B")

    assert (first, await shop.goods(hers)) == ((["A"], []), ["B"])


async def test_who_gave_the_order_up_stands_behind_those_whose_money_came_too_late(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    stored = await shop.stocks("windows", "withdrawn 1", "withdrawn 2")
    given_up, run_out = await ann.opens("windows"), await bob.opens("windows")
    await ann.cancels(given_up)
    shop.clock.forward(shop.policy.order_ttl + shop.policy.hold_grace)
    for _ in range(2):
        await shop.checkout.expire_due()
    await shop.stock_importer.undo(stored.batch.id, ADMIN)
    await ann.pays(given_up)
    shop.clock.forward(MINUTE)
    await bob.pays(run_out)

    ahead = [(await driver.reads(order)).ahead for driver, order in ((ann, given_up), (bob, run_out))]
    await shop.stocks("windows", "A")

    assert ahead == [1, 0]
    assert (await shop.goods(given_up), await shop.goods(run_out)) == ([], ["A"])


async def test_nobody_small_overtakes_somebody_big_in_the_line(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    big, small = await line(shop, "emby-month", (ann, 3), (bob, 1))

    await shop.stocks("emby-month", "A", "B")
    early = (await shop.state(big), await shop.state(small), await shop.free("emby-month"))
    await shop.stocks("emby-month", "C", "D")

    assert early == ("WAITING", "WAITING", 0)
    assert (await shop.goods(big), await shop.goods(small)) == (["A", "B", "C"], ["D"])


async def test_a_newcomer_cannot_buy_what_somebody_in_line_has_paid_for(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await line(shop, "emby-month", (ann, 2))
    await shop.stocks("emby-month", "A")

    with pytest.raises(OutOfStock) as refusal:
        await bob.opens("emby-month")

    assert (refusal.value.params["product"], refusal.value.params["left"]) == ("emby-month", 0)


async def test_a_line_longer_than_a_page_is_served_to_its_end(shop: ShopHarness) -> None:
    guests = [await arrives(shop, 2000 + number, "Guest", Language.EN) for number in range(BACKORDER_BATCH + 2)]
    for guest in guests:
        await guest.accepts(version=1)
    await line(shop, "windows", *((guest, 1) for guest in guests))

    stored = await shop.stocks("windows", *(f"code {number}" for number in range(BACKORDER_BATCH + 3)))

    assert (stored.served, await shop.free("windows")) == (BACKORDER_BATCH + 2, 1)


async def test_lines_of_other_products_are_left_alone(shop: ShopHarness, ann: CustomerDriver) -> None:
    [order] = await line(shop, "windows", (ann, 1))

    stored = await shop.stocks("music", "A")

    assert (stored.served, await shop.state(order)) == (0, "WAITING")


async def test_admins_hear_once_that_the_last_goods_are_sold(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A", "B")

    await ann.buys("windows")
    first = await shop.notices()
    order = await bob.buys("windows")
    await shop.charge_processor.apply_charge(Charge("stars", "charge-2", order.id, bob.id, order.total))

    assert first == []
    [bare] = await shop.notices()
    titles = {"title_en": "windows", "title_zh": "windows 中文"}
    assert (bare.kind, bare.recipient_id, bare.params) == ("admin-sold-out", ADMIN, {"product": "windows", **titles})


async def test_sold_restocked_and_sold_again_is_told_once_an_hour(shop: ShopHarness, ann: CustomerDriver) -> None:
    kinds: list[list[str]] = []
    for wait in (0, 5 * MINUTE, HOUR):
        shop.clock.forward(wait)
        await shop.stocks("windows", f"code {wait}")
        await ann.buys("windows")
        kinds.append([one.kind for one in await shop.notices()])

    assert kinds == [["admin-sold-out"], [], ["admin-sold-out"]]


def cautious(shop: ShopHarness, few: int) -> ShopHarness:
    """The same shop, whose owner wants to know when so many are left."""
    return replace(shop, policy=replace(shop.policy, low_stock=few))


async def buys_one_by_one(shop: ShopHarness, times: int) -> list[tuple[str, object]]:
    """Return the stock notices to admins while so many are sold, one at a time."""
    for number in range(times):
        guest = await arrives(shop, 3000 + next(shop.numbers), f"Guest {number}", Language.EN)
        await guest.accepts(version=1)
        await guest.buys("windows")
    return [(one.kind, one.params.get("left")) for one in await shop.notices()]


async def test_admins_hear_before_the_last_is_sold_once_and_again_after_an_import(shop: ShopHarness) -> None:
    shop = cautious(shop, 2)
    await shop.stocks("windows", "A", "B", "C", "D")

    early = await buys_one_by_one(shop, 1)
    low = await buys_one_by_one(shop, 2)
    shop.clock.forward(MINUTE)
    await shop.stocks("windows", "E")
    again = await buys_one_by_one(shop, 2)

    assert (early, low) == ([], [("admin-low-stock", 2)])
    assert again == [("admin-low-stock", 1), ("admin-sold-out", None)]


async def test_goods_on_hold_are_left_and_zero_warns_of_nothing(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await cautious(shop, 2).stocks("windows", "A", "B", "C")
    await bob.opens("windows")

    await replace(ann, shop=cautious(shop, 0)).buys("windows")
    quiet = await shop.notices()
    order = await ann.opens("windows")
    await cautious(shop, 2).charge_processor.apply_charge(ann.charge(order))

    [warning] = await shop.notices()
    assert (quiet, warning.kind, warning.params["left"]) == ([], "admin-low-stock", 1)


async def test_a_product_with_goods_on_hold_is_not_called_sold_out(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A", "B")
    await bob.opens("windows")

    await ann.buys("windows")

    assert await shop.notices() == []


async def test_the_same_goods_are_in_every_delivery(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A", "B", "C")
    order = await ann.buys("emby-month", quantity=2)
    [delivery] = await shop.deliveries(order)

    async with shop.db.read() as reading:
        deliveries = [await build_delivery(reading, delivery, order, shop.clock()) for _ in range(3)]

    assert [[secret.reveal() for secret in one.goods] for one in deliveries] == [["A", "B"]] * 3


async def test_a_delivery_speaks_the_language_that_its_buyer_speaks_now(shop: ShopHarness, bob: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await bob.buys("windows")
    [delivery] = await shop.deliveries(order)
    async with shop.db.begin() as tx:
        await tx.customers.choose_language(bob.id, Language.EN)

    async with shop.db.read() as reading:
        found = await build_delivery(reading, delivery, order, shop.clock())

    assert (order.language, found.language) == ("zh", "en")


async def test_an_order_is_delivered_once(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    await shop.arrives(order)
    first = await shop.order(order.id)
    shop.clock.forward(MINUTE)

    await shop.arrives(order)

    assert await shop.order(order.id) == first
    assert (first.state, first.delivered_at, (await shop.history(order)).count("delivered")) == (
        "DELIVERED",
        shop.clock() - MINUTE,
        1,
    )


async def test_a_command_without_a_running_shop_leaves_everything_in_its_rows(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    [delivery] = await shop.deliveries(order)
    async with shop.db.read() as reading:
        found = await build_delivery(reading, delivery, order, shop.clock())

    nobody = NullOutbox()
    nobody.send_now(found)
    nobody.wake()

    assert (nobody.lease, [one.state for one in await shop.deliveries(order)]) == (None, ["DUE"])

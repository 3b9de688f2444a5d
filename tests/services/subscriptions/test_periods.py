from dataclasses import replace

import pytest
from sqlalchemy import update

from services.delivery.allocation import build_delivery
from services.domain.errors import NotForSale, NotFound, QuantityRefused
from services.domain.orders.order import Order
from services.domain.subscriptions.subscription import Subscription, SubscriptionState
from services.domain.values.clock import DAY
from services.payments.apply_charge import ChargeOutcome
from services.storage import tables
from services.subscriptions.periods import start_period
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

MONTH = 30 * DAY


async def delivered(shop: ShopHarness, driver: CustomerDriver, slug: str, renews: str | None = None) -> Order:
    """Buy, and receive the goods."""
    order = await driver.buys(slug, renews=renews)
    await shop.arrives(order)
    return await shop.order(order.id)


async def running(shop: ShopHarness, driver: CustomerDriver) -> list[Subscription]:
    """All subscriptions of a customer, the next to end first."""
    async with shop.db.read() as reading:
        return await reading.subscriptions.all_of(driver.id, 0, 10)


async def period(shop: ShopHarness, order: Order) -> tuple[str, int, int] | None:
    """Subscription, start and end of what an order paid for."""
    async with shop.db.read() as reading:
        return await reading.subscriptions.period(order.id)


async def refunded(shop: ShopHarness, order: Order) -> None:
    """The money of an order went back."""
    [paid] = await shop.payments(order)
    await shop.charge_processor.apply_refund("stars", str(paid.charge_id))


async def move(shop: ShopHarness, subscription: Subscription, state: SubscriptionState) -> None:
    async with shop.db.begin() as tx:
        assert await tx.subscriptions.move(subscription.id, state)


async def test_the_period_starts_when_the_goods_arrive_and_not_when_they_are_paid(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A")
    order = await ann.buys("emby-month")
    before = await running(shop, ann)
    shop.clock.forward(DAY)

    await shop.arrives(order)

    [subscription] = await running(shop, ann)
    assert (before, subscription.state) == ([], "ACTIVE")
    assert (subscription.starts_at, subscription.ends_at) == (shop.clock(), shop.clock() + MONTH)
    assert await period(shop, order) == (subscription.id, shop.clock(), shop.clock() + MONTH)
    assert subscription.remind_at == shop.clock() + 23 * DAY


async def test_what_never_ends_has_no_period(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")

    order = await delivered(shop, ann, "windows")

    assert (await running(shop, ann), await period(shop, order)) == ([], None)


async def test_a_renewal_with_new_goods_starts_where_the_running_period_ends(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B")
    await delivered(shop, ann, "emby-month")
    [before] = await running(shop, ann)
    shop.clock.forward(10 * DAY)

    renewal = await delivered(shop, ann, "emby-month", renews=before.id)

    [after] = await running(shop, ann)
    assert (after.id, after.ends_at, after.order_id) == (before.id, before.ends_at + MONTH, renewal.id)
    assert await period(shop, renewal) == (before.id, before.ends_at, before.ends_at + MONTH)
    assert await shop.goods(renewal) == ["B"]


@pytest.mark.parametrize("state", [SubscriptionState.GRACE, SubscriptionState.ENDED])
async def test_a_renewal_after_the_end_starts_now(
    shop: ShopHarness, ann: CustomerDriver, state: SubscriptionState
) -> None:
    await shop.stocks("emby-month", "A", "B")
    await delivered(shop, ann, "emby-month")
    [before] = await running(shop, ann)
    shop.clock.forward(MONTH + 5 * DAY)
    await move(shop, before, state)

    renewal = await delivered(shop, ann, "emby-month", renews=before.id)

    [after] = await running(shop, ann)
    assert (after.state, after.ends_at) == ("ACTIVE", shop.clock() + MONTH)
    assert await period(shop, renewal) == (before.id, shop.clock(), shop.clock() + MONTH)


async def test_an_extension_shows_the_same_link_and_takes_no_stock(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("all-access", "link-1", "link-2")
    await delivered(shop, ann, "all-access")
    [before] = await running(shop, ann)

    renewal = await ann.buys("all-access", renews=before.id)
    opened = await shop.orders.open(ann.customer, renewal.id)

    assert ([secret.reveal() for secret in opened.goods], await shop.goods(renewal)) == (["link-1"], [])
    assert await shop.free("all-access") == 1
    assert [notice.kind for notice in await shop.notices()] == ["admin-extended"]


async def test_an_extension_is_possible_although_nothing_is_in_stock(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("all-access", "link-1")
    await delivered(shop, ann, "all-access")
    [before] = await running(shop, ann)

    for _ in range(2):
        await delivered(shop, ann, "all-access", renews=before.id)

    [after] = await running(shop, ann)
    assert after.ends_at == before.ends_at + 2 * MONTH


async def test_an_extension_that_is_cancelled_needs_no_stock_either(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("all-access", "link-1")
    await delivered(shop, ann, "all-access")
    [before] = await running(shop, ann)
    order = await ann.opens("all-access", renews=before.id)

    await ann.cancels(order)

    assert (await shop.state(order), await shop.free("all-access"), len(await running(shop, ann))) == (
        "CANCELLED",
        0,
        1,
    )


async def test_a_period_is_written_once_however_often_the_message_arrives(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B")
    await delivered(shop, ann, "emby-month")
    [before] = await running(shop, ann)
    renewal = await delivered(shop, ann, "emby-month", renews=before.id)
    [dedup_key] = await running(shop, ann)

    await shop.arrives(renewal)

    assert await running(shop, ann) == [dedup_key]


async def test_two_purchases_are_two_subscriptions(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A", "B")

    for _ in range(2):
        await delivered(shop, ann, "emby-month")

    assert len(await running(shop, ann)) == 2


async def test_the_subscription_of_somebody_else_cannot_be_renewed(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B")
    await delivered(shop, bob, "emby-month")
    [his] = await running(shop, bob)

    for strange in (his.id, "no-such-subscription"):
        with pytest.raises(NotFound):
            await ann.opens("emby-month", renews=strange)

    assert await shop.free("emby-month") == 1


async def test_a_cheap_product_cannot_renew_a_dear_one(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("all-access", "link-1")
    await shop.stocks("emby-month", "A")
    await delivered(shop, ann, "all-access")
    [dear] = await running(shop, ann)

    with pytest.raises(NotFound):
        await ann.opens("emby-month", renews=dear.id)


async def test_a_renewal_is_of_one_period(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A", "B", "C")
    await delivered(shop, ann, "emby-month")
    [before] = await running(shop, ann)

    with pytest.raises(QuantityRefused) as refusal:
        await ann.opens("emby-month", quantity=2, renews=before.id)

    assert refusal.value.params == {"limit": 1}


@pytest.mark.parametrize(
    ("slug", "given"), [("emby-month", ["A", "B", "C", "D", "E", "F"]), ("all-access", ["A", "B", "C"])]
)
async def test_a_renewal_costs_and_brings_as_many_as_were_bought(
    shop: ShopHarness, ann: CustomerDriver, slug: str, given: list[str]
) -> None:
    async with shop.db.begin() as tx:
        await tx.products.put(replace(await shop.product(slug), max_quantity=3), 0)
    await shop.stocks(slug, *given)
    first = await ann.buys(slug, 3)
    await shop.arrives(first)
    [before] = await running(shop, ann)
    async with shop.db.begin() as tx:
        await tx.products.put(replace(await shop.product(slug), max_quantity=1), 0)

    with pytest.raises(QuantityRefused) as refusal:
        await ann.opens(slug, 1, renews=before.id)
    quote = await shop.checkout.quote(ann.customer, before.product_id, 1, "stars", before.id)
    renewal = await ann.buys(slug, quote.quantity, renews=before.id)
    await shop.arrives(renewal)
    opened = await shop.orders.open(ann.customer, renewal.id)

    [after] = await running(shop, ann)
    assert refusal.value.params == {"limit": 3}
    assert (quote.quantity, renewal.total) == (3, first.total)
    assert len(opened.goods) == 3
    assert after.ends_at == before.ends_at + MONTH


async def test_the_goods_of_somebody_elses_subscription_price_nothing(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B")
    await shop.arrives(await bob.buys("emby-month", 2))
    [his] = await running(shop, bob)

    quote = await shop.checkout.quote(ann.customer, his.product_id, 1, "stars", his.id)

    assert quote.quantity == 1


@pytest.mark.parametrize("late", [DAY, MONTH + DAY])
async def test_a_quote_says_whether_days_are_left_to_be_kept(shop: ShopHarness, ann: CustomerDriver, late: int) -> None:
    await shop.stocks("emby-month", "A")
    await delivered(shop, ann, "emby-month")
    [one] = await running(shop, ann)
    shop.clock.forward(late)

    assert (await shop.checkout.quote(ann.customer, one.product_id, 1, "stars", one.id)).keeps is (late < MONTH)


async def test_a_refund_of_an_old_order_leaves_what_a_later_one_paid_for(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B")
    first = await delivered(shop, ann, "emby-month")
    [before] = await running(shop, ann)
    shop.clock.forward(60 * DAY)
    await delivered(shop, ann, "emby-month", renews=before.id)
    [renewed] = await running(shop, ann)
    shop.clock.forward(DAY)

    await refunded(shop, first)

    assert await running(shop, ann) == [renewed]


async def test_a_refund_of_what_runs_ends_it_where_the_time_before_ended(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B")
    first = await delivered(shop, ann, "emby-month")
    [before] = await running(shop, ann)
    shop.clock.forward(60 * DAY)
    renewal = await delivered(shop, ann, "emby-month", renews=before.id)
    shop.clock.forward(DAY)

    await refunded(shop, renewal)

    [after] = await running(shop, ann)
    assert (after.state, after.ends_at, after.order_id, after.remind_at) == ("ENDED", before.ends_at, first.id, None)


async def test_what_is_to_come_begins_at_once_when_what_runs_is_refunded(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B")
    first = await delivered(shop, ann, "emby-month")
    [before] = await running(shop, ann)
    renewal = await delivered(shop, ann, "emby-month", renews=before.id)
    shop.clock.forward(10 * DAY)

    await refunded(shop, first)

    [after] = await running(shop, ann)
    assert (after.state, after.ends_at) == ("ACTIVE", shop.clock() + MONTH)
    assert await period(shop, renewal) == (before.id, shop.clock(), shop.clock() + MONTH)


async def test_what_runs_is_listed_before_what_is_over(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", *(f"C{number}" for number in range(21)))
    for _ in range(20):
        await delivered(shop, ann, "emby-month")
        shop.clock.forward(1)
    shop.clock.forward(MONTH + DAY)
    await delivered(shop, ann, "emby-month")

    pages = [await shop.renewals.overview(ann.customer, page) for page in range(4)]

    assert pages[0][0][0].subscription.ends_at == shop.clock() + MONTH
    assert [(len(shown), more) for shown, more in pages] == [(8, True), (8, True), (5, False), (0, False)]
    assert len({one.number for shown, _ in pages for one in shown}) == 21


async def test_an_old_order_of_a_link_that_was_extended_shows_its_end_of_now(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("all-access", "link-1")
    first = await delivered(shop, ann, "all-access")
    [before] = await running(shop, ann)
    await delivered(shop, ann, "all-access", renews=before.id)
    [delivery] = await shop.deliveries(first)

    async with shop.db.read() as reading:
        copy = await build_delivery(reading, delivery, first, shop.clock())

    assert copy.ends_at == before.ends_at + MONTH


async def test_a_revoked_subscription_cannot_be_renewed(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A", "B")
    await delivered(shop, ann, "emby-month")
    [before] = await running(shop, ann)
    await move(shop, before, SubscriptionState.REVOKED)

    with pytest.raises(NotForSale):
        await ann.opens("emby-month", renews=before.id)


async def test_what_is_revoked_while_its_renewal_is_on_the_way_becomes_a_new_one(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B")
    await delivered(shop, ann, "emby-month")
    [before] = await running(shop, ann)
    renewal = await ann.buys("emby-month", renews=before.id)
    await move(shop, before, SubscriptionState.REVOKED)

    await shop.arrives(renewal)

    found = await period(shop, renewal)
    assert found is not None
    assert (found[0] != before.id, found[1:]) == (True, (shop.clock(), shop.clock() + MONTH))


async def test_late_money_for_what_was_revoked_meanwhile_goes_back(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("all-access", "https://example.com/a")
    first = await delivered(shop, ann, "all-access")
    [before] = await running(shop, ann)
    renewal = await ann.opens("all-access", renews=before.id)
    await shop.charge_processor.apply_refund("stars", (await shop.payments(first))[0].charge_id or "")

    result = await ann.pays(renewal)

    assert (result.outcome, await shop.deliveries(renewal)) == (ChargeOutcome.UNMATCHED, [])
    assert [payment.reason for payment in await shop.payments(renewal) if payment.reason] == ["nothing-to-extend"]
    assert "admin-extended" not in {notice.kind for notice in await shop.notices()}


async def test_a_delivery_tells_until_when_its_goods_run(shop: ShopHarness, ann: CustomerDriver) -> None:
    shop.outbox.lease = DAY
    await shop.stocks("emby-month", "A")

    await ann.buys("emby-month")

    [prepared] = shop.outbox.accepted
    assert prepared.ends_at == shop.clock() + MONTH


async def test_a_copy_tells_the_same_end_as_the_first_message(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A")
    order = await delivered(shop, ann, "emby-month")
    end = shop.clock() + MONTH
    [delivery] = await shop.deliveries(order)
    shop.clock.forward(DAY)

    async with shop.db.read() as reading:
        copy = await build_delivery(reading, delivery, order, shop.clock())

    assert copy.ends_at == end


async def test_a_period_that_is_written_stays_as_it_is(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A")
    order = await delivered(shop, ann, "emby-month")
    before = await running(shop, ann)
    shop.clock.forward(DAY)

    async with shop.db.begin() as tx:
        await start_period(tx, order, shop.clock(), shop.policy)

    assert await running(shop, ann) == before


async def test_what_was_once_renewed_as_one_is_named_as_long_as_it_runs(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    """Until version 0.2 a renewal of several cost and brought one."""
    await shop.stocks("emby-month", *"ABCDEFG")
    first = await ann.buys("emby-month", quantity=3)
    await shop.arrives(first)
    await delivered(shop, bob, "emby-month")
    [several] = await running(shop, ann)
    shop.clock.forward(DAY)
    later = await delivered(shop, ann, "emby-month")
    async with shop.db.begin() as tx:
        await tx.connection.execute(
            update(tables.periods).where(tables.periods.c.order_id == later.id).values(subscription_id=several.id)
        )

    async with shop.db.read() as reading:
        assert await reading.subscriptions.uneven(shop.clock()) == [first.number]
        assert await reading.subscriptions.uneven(shop.clock() + 2 * MONTH) == []

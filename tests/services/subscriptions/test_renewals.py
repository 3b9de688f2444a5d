import asyncio
from collections.abc import AsyncIterator

import pytest

from services.domain.errors import NotForSale, NotFound
from services.domain.messaging.notice import Notice
from services.domain.subscriptions.subscription import Subscription, SubscriptionState
from services.domain.values.clock import DAY, HOUR, MINUTE
from services.storage.database import Database
from services.storage.schema.bootstrap import open_database
from services.subscriptions.renewals import Renewals
from tests.support import databases
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import PRODUCTS, FakeOutbox, ShopHarness, product
from tests.support.service_harness import XTR as STARS

MONTH = 30 * DAY
SHORT = product("three-days", prices={STARS: 20}, duration_days=3)


async def subscribes(
    shop: ShopHarness, driver: CustomerDriver, slug: str = "emby-month", renews: str | None = None
) -> Subscription:
    """Buy, receive, and look at what runs then."""
    order = await driver.buys(slug, renews=renews)
    await shop.arrives(order)
    return (await shop.renewals.of(driver.customer))[-1]


async def reminders(shop: ShopHarness) -> list[Notice]:
    """Return the reminders that the scheduler has to send now."""
    await shop.renewals.remind_due()
    return [notice for notice in await shop.notices() if notice.kind == "reminder"]


async def days(shop: ShopHarness) -> list[object]:
    return [notice.params["days"] for notice in await reminders(shop)]


async def now_is(shop: ShopHarness, moment: int) -> None:
    shop.clock.forward(moment - shop.clock())


@pytest.fixture
async def emby(shop: ShopHarness, ann: CustomerDriver) -> Subscription:
    """Ann's month of Emby; three more codes are in stock."""
    await shop.stocks("emby-month", "A", "B", "C", "D")
    return await subscribes(shop, ann)


@pytest.fixture
async def twin(url: str, shop: ShopHarness) -> AsyncIterator[Renewals]:
    """The same work in a process of its own: another Database on the same data."""
    database: Database = await open_database(url, [databases.KEY], real=shop.real)
    yield Renewals(database, shop.clock, shop.policy, FakeOutbox())
    await database.close()


# ---------------------------------------------------------------- stages


async def test_every_stage_is_told_once(shop: ShopHarness, emby: Subscription) -> None:
    told = []
    for before in (8, 7, 7, 5, 3, 2, 1, 0, 0, -1, -3, -3, -9):
        await now_is(shop, emby.ends_at - before * DAY)
        told += await days(shop)

    assert told == [7, 3, 1, 0, -3]
    assert not await shop.renewals.has_due()


async def test_a_reminder_says_what_ends_when_and_how_to_renew_it(
    shop: ShopHarness, ann: CustomerDriver, emby: Subscription
) -> None:
    await now_is(shop, emby.ends_at - 7 * DAY + MINUTE)

    [reminder] = await reminders(shop)

    assert reminder.recipient_id == ann.id
    assert dict(reminder.params) == {
        "subscription": emby.id,
        "title_en": "emby-month",
        "title_zh": "emby-month 中文",
        "days": 7,
        "at": shop.clock(),
        "ends_at": emby.ends_at,
        "renewable": 1,
        "count": 1,
    }
    assert reminder.expires_at == emby.ends_at - 3 * DAY


async def test_nothing_is_said_before_its_time(shop: ShopHarness, emby: Subscription) -> None:
    wakes = shop.outbox.wakes
    await now_is(shop, emby.ends_at - 7 * DAY - 1)

    assert not await shop.renewals.has_due()
    assert await shop.renewals.remind_due() == 0
    assert shop.outbox.wakes == wakes


async def test_a_plan_of_three_days_gets_no_reminder_from_before_its_delivery(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    async with shop.db.begin() as tx:
        await tx.products.put(SHORT, len(PRODUCTS))
    await shop.stocks("three-days", "A")
    plan = await subscribes(shop, ann, "three-days")

    told = []
    for hour in range(0, 7 * 24, 6):
        await now_is(shop, plan.starts_at + hour * HOUR)
        told += await days(shop)

    assert told == [1, 0, -3]


async def test_downtime_is_caught_up_with_the_most_urgent_stage_and_the_days_really_left(
    shop: ShopHarness, emby: Subscription
) -> None:
    await now_is(shop, emby.ends_at - DAY - 5 * HOUR)

    assert await days(shop) == [2]
    await now_is(shop, emby.ends_at - DAY)
    assert await days(shop) == [1]


async def test_downtime_over_all_stages_says_once_that_it_has_ended(shop: ShopHarness, emby: Subscription) -> None:
    await now_is(shop, emby.ends_at + 3 * DAY + HOUR)

    assert await days(shop) == [-3]
    assert await days(shop) == []


async def test_what_ended_long_ago_is_not_brought_up_again(shop: ShopHarness, emby: Subscription) -> None:
    await now_is(shop, emby.ends_at + 10 * DAY)

    assert await days(shop) == []
    assert not await shop.renewals.has_due()


async def test_a_clock_that_runs_back_repeats_nothing(shop: ShopHarness, emby: Subscription) -> None:
    await now_is(shop, emby.ends_at - 7 * DAY)
    first = await days(shop)
    async with shop.db.begin() as tx:
        await tx.subscriptions.look_again(emby.id, emby.remind_at)

    assert (first, await days(shop)) == ([7], [])


async def test_what_can_no_longer_be_bought_is_told_without_a_renewal(shop: ShopHarness, emby: Subscription) -> None:
    async with shop.db.begin() as tx:
        await tx.products.set_hidden("emby-month", hidden=True)
    await now_is(shop, emby.ends_at - 7 * DAY)

    [reminder] = await reminders(shop)

    assert reminder.params["renewable"] == 0


async def test_many_ends_at_once_are_all_told(shop: ShopHarness, ann: CustomerDriver, emby: Subscription) -> None:
    async with shop.db.begin() as tx:
        for number in range(60):
            await tx.subscriptions.add(
                Subscription(
                    id=f"s{number}",
                    customer_id=ann.id,
                    product_id=emby.product_id,
                    order_id=emby.order_id,
                    title=emby.title,
                    state=SubscriptionState.ACTIVE,
                    starts_at=emby.starts_at,
                    ends_at=emby.ends_at,
                    remind_at=emby.remind_at,
                )
            )
    await now_is(shop, emby.ends_at - 7 * DAY)

    assert await shop.renewals.remind_due() == 61


# ---------------------------------------------------------------- ageing


async def test_it_runs_then_is_expected_back_then_is_over(
    shop: ShopHarness, ann: CustomerDriver, emby: Subscription
) -> None:
    states = []
    for moment in (emby.ends_at - 1, emby.ends_at, emby.ends_at + 3 * DAY - 1, emby.ends_at + 3 * DAY):
        await now_is(shop, moment)
        await reminders(shop)
        states += [one.state for one in await shop.renewals.of(ann.customer)]

    assert states == ["ACTIVE", "GRACE", "GRACE", "ENDED"]


async def test_what_ended_is_shown_for_sixty_days(shop: ShopHarness, ann: CustomerDriver, emby: Subscription) -> None:
    await now_is(shop, emby.ends_at + 60 * DAY - 1)
    shown = await shop.renewals.of(ann.customer)
    await now_is(shop, emby.ends_at + 60 * DAY)

    assert (len(shown), await shop.renewals.of(ann.customer)) == (1, [])


# ---------------------------------------------------------------- renewing


async def test_a_renewal_moves_the_end_and_silences_the_old_stages(
    shop: ShopHarness, ann: CustomerDriver, emby: Subscription
) -> None:
    await now_is(shop, emby.ends_at - 7 * DAY)
    first = await days(shop)

    renewed = await subscribes(shop, ann, renews=emby.id)

    told = []
    for before in (3, 1, 0, -3):
        await now_is(shop, emby.ends_at - before * DAY)
        told += await days(shop)
    await now_is(shop, renewed.ends_at - 7 * DAY)
    assert (first, told, await days(shop)) == ([7], [], [7])
    assert renewed.ends_at == emby.ends_at + MONTH


async def test_a_renewal_brings_back_what_has_ended(shop: ShopHarness, ann: CustomerDriver, emby: Subscription) -> None:
    await now_is(shop, emby.ends_at + 5 * DAY)
    await reminders(shop)

    renewed = await subscribes(shop, ann, renews=emby.id)

    assert (renewed.id, renewed.state, renewed.ends_at) == (emby.id, "ACTIVE", shop.clock() + MONTH)


async def test_an_extension_keeps_the_link_and_a_replacement_gives_a_new_code(
    shop: ShopHarness, ann: CustomerDriver, emby: Subscription
) -> None:
    await shop.stocks("all-access", "link-1", "link-2")
    access = await ann.buys("all-access")
    await shop.arrives(access)
    [both_ends] = {one.ends_at for one in await shop.renewals.of(ann.customer)}
    link = next(one for one in await shop.renewals.of(ann.customer) if one.order_id == access.id)

    extended, replaced = await ann.buys("all-access", renews=link.id), await ann.buys("emby-month", renews=emby.id)
    for order in (extended, replaced):
        await shop.arrives(order)

    shown = [await shop.orders.open(ann.customer, order.id) for order in (extended, replaced)]
    assert [[secret.reveal() for secret in one.goods] for one in shown] == [["link-1"], ["B"]]
    assert [one.ends_at for one in shown] == [both_ends + MONTH] * 2
    assert [one.renewable for one in shown] == [link.id, emby.id]
    assert (await shop.orders.open(ann.customer, access.id)).ends_at == both_ends + MONTH
    assert await shop.free("all-access") == 1


async def test_only_the_owner_finds_a_subscription_to_renew(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver, emby: Subscription
) -> None:
    subscription, goods, quantity = await shop.renewals.renewable(ann.customer, emby.id)

    assert (subscription, goods.slug, quantity) == (emby, "emby-month", 1)
    for strange in (emby.id, "no-such-subscription"):
        with pytest.raises(NotFound):
            await shop.renewals.renewable(bob.customer, strange)


async def test_what_was_revoked_is_not_renewed(shop: ShopHarness, ann: CustomerDriver, emby: Subscription) -> None:
    async with shop.db.begin() as tx:
        await tx.subscriptions.move(emby.id, SubscriptionState.REVOKED)

    with pytest.raises(NotFound):
        await shop.renewals.renewable(ann.customer, emby.id)
    assert [one.renewable for one in (await shop.renewals.overview(ann.customer))[0]] == [False]
    assert (await shop.orders.open(ann.customer, emby.order_id)).renewable is None


async def test_the_overview_tells_what_can_be_renewed(
    shop: ShopHarness, ann: CustomerDriver, emby: Subscription
) -> None:
    before, _ = await shop.renewals.overview(ann.customer)
    async with shop.db.begin() as tx:
        await tx.products.set_hidden("emby-month", hidden=True)

    after, _ = await shop.renewals.overview(ann.customer)

    assert ([one.renewable for one in before], [one.renewable for one in after]) == ([True], [False])
    assert before[0].subscription == emby


# ---------------------------------------------------------------- two processes


async def test_two_processes_tell_one_reminder_once(shop: ShopHarness, emby: Subscription, twin: Renewals) -> None:
    await now_is(shop, emby.ends_at - 7 * DAY)

    written = [await shop.renewals.remind_due(), await twin.remind_due()]

    assert sum(written) == 1
    assert len(await shop.notices()) == 1


async def test_two_processes_at_the_same_moment_tell_it_once(
    shop: ShopHarness, emby: Subscription, twin: Renewals
) -> None:
    for before in (7, 3, 1, 0, -3):
        await now_is(shop, emby.ends_at - before * DAY)
        written = await asyncio.gather(shop.renewals.remind_due(), twin.remind_due())
        assert sum(written) == 1

    assert len(await shop.notices()) == 5


async def test_an_extension_of_what_was_taken_back_cannot_be_paid(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("all-access", "https://example.com/a")
    first = await ann.opens("all-access")
    await ann.pays(first, "charge-7")
    await shop.arrives(first)
    [subscription] = await shop.renewals.of(ann.customer)
    extension = await ann.opens("all-access", renews=subscription.id)
    await shop.charge_processor.apply_refund("stars", "charge-7")

    with pytest.raises(NotForSale):
        await ann.may_pay(extension)

"""Back in stock: who is told, in which order, how many, and who is not."""

from collections.abc import Sequence

import pytest
from sqlalchemy import func, select

from services.domain.errors import NotFound
from services.domain.messaging.send_outcome import Outcome, Sent, Unreachable
from services.domain.orders.order import Order
from services.domain.stock.waitlist import KEPT_FOR
from services.domain.values.clock import DAY, MINUTE
from services.domain.values.language import Language
from services.messaging.outbox import Outbox
from services.messaging.rate_limit.limiter import RateLimiter
from services.stock.back_in_stock import BATCH
from services.storage import tables
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ADMIN, ShopHarness

SLUG = "music"
_COUNT = select(func.count()).select_from(tables.waitlist)


async def crowd(shop: ShopHarness, count: int, first: int = 3000) -> list[CustomerDriver]:
    """People who have accepted nothing."""
    return [await arrives(shop, first + number, "Guest", Language.EN) for number in range(count)]


async def asks(shop: ShopHarness, *drivers: CustomerDriver, slug: str = SLUG) -> None:
    """One after the other, a millisecond later each."""
    goods = await shop.product(slug)
    for driver in drivers:
        shop.clock.forward(1)
        assert await shop.back_in_stock.subscribe(driver.customer, goods.id)
    shop.clock.forward(1)


async def told(shop: ShopHarness) -> list[int]:
    """Return the people who are told at the next look, in order; other notices are left out."""
    count = await shop.back_in_stock.notify_due()
    found = [one.recipient_id for one in await shop.notices() if one.kind == "back-in-stock"]
    assert len(found) == count
    return found


def ids(drivers: Sequence[CustomerDriver]) -> list[int]:
    return [driver.id for driver in drivers]


async def is_asked(shop: ShopHarness, driver: CustomerDriver, slug: str = SLUG) -> bool:
    return await shop.back_in_stock.is_asked(driver.customer, (await shop.product(slug)).id)


# ---------------------------------------------------------------- asking


async def test_asking_again_and_again_is_asking_once(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await asks(shop, ann, bob, ann, ann)

    await shop.stocks(SLUG, "A", "B", "C")

    assert await told(shop) == [ann.id, bob.id]
    assert await told(shop) == []


async def test_who_changes_his_mind_is_not_told(shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver) -> None:
    goods = await shop.product(SLUG)
    await asks(shop, ann, bob)

    for _ in range(2):
        await shop.back_in_stock.unsubscribe(ann.customer, goods.id)
    await shop.stocks(SLUG, "A", "B")

    assert (await is_asked(shop, ann), await is_asked(shop, bob)) == (False, True)
    assert await told(shop) == [bob.id]


async def test_what_is_there_is_bought_and_not_waited_for(shop: ShopHarness, ann: CustomerDriver) -> None:
    goods = await shop.product(SLUG)
    await shop.stocks(SLUG, "A")

    waits = await shop.back_in_stock.subscribe(ann.customer, goods.id)

    assert (waits, await is_asked(shop, ann), await told(shop)) == (False, False, [])


async def test_nobody_waits_for_what_is_hidden(shop: ShopHarness, ann: CustomerDriver) -> None:
    hidden = await shop.product("hidden-thing")

    for product_id in (hidden.id, 10**6):
        with pytest.raises(NotFound):
            await shop.back_in_stock.subscribe(ann.customer, product_id)


async def test_to_be_told_needs_no_consent(shop: ShopHarness) -> None:
    [stranger] = await crowd(shop, 1)
    await asks(shop, stranger)

    await shop.stocks(SLUG, "A")

    assert await told(shop) == [stranger.id]


async def test_each_product_has_a_list_of_its_own(shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver) -> None:
    await asks(shop, ann)
    await asks(shop, bob, slug="books")

    await shop.stocks("books", "A", "B")

    assert await told(shop) == [bob.id]
    assert await is_asked(shop, ann)


# ---------------------------------------------------------------- how many


async def test_never_more_are_told_than_there_are_codes(shop: ShopHarness) -> None:
    guests = await crowd(shop, 5)
    await asks(shop, *guests)

    await shop.stocks(SLUG, "A", "B")
    first = await told(shop)
    again = await told(shop)
    await shop.stocks(SLUG, "C")
    second = await told(shop)

    assert (first, again, second) == (ids(guests[:2]), [], ids(guests[2:3]))


async def test_who_is_told_is_out_of_the_list_and_may_ask_again(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await asks(shop, ann)
    await shop.stocks(SLUG, "A")
    assert await told(shop) == [ann.id]
    await bob.buys(SLUG)

    out = not await is_asked(shop, ann)
    await asks(shop, ann)
    await shop.stocks(SLUG, "B")

    assert out
    assert await told(shop) == [ann.id]


async def test_a_code_that_somebody_else_has_bought_calls_nobody(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    guests = await crowd(shop, 3)
    await asks(shop, *guests)
    await shop.stocks(SLUG, "A", "B")
    assert await told(shop) == ids(guests[:2])

    await bob.buys(SLUG)
    await ann.buys(SLUG)
    sold_out = await told(shop)
    await shop.stocks(SLUG, "C")

    assert sold_out == []
    assert await told(shop) == ids(guests[2:])


async def test_an_order_that_is_given_up_calls_the_next(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks(SLUG, "A")
    held = await ann.opens(SLUG)
    guests = await crowd(shop, 2)
    await asks(shop, *guests)
    while_held = await told(shop)

    await ann.cancels(held)

    assert (while_held, await told(shop)) == ([], ids(guests[:1]))


async def test_an_order_whose_time_is_over_calls_the_next(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks(SLUG, "A")
    await ann.opens(SLUG)
    await asks(shop, bob)

    shop.clock.forward(shop.policy.order_ttl + shop.policy.hold_grace)
    await shop.checkout.expire_due()
    await shop.checkout.expire_due()

    assert await told(shop) == [bob.id]


async def test_who_was_told_and_gives_up_makes_room_for_the_next(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await asks(shop, ann, bob)
    await shop.stocks(SLUG, "A")
    assert await told(shop) == [ann.id]

    held = await ann.opens(SLUG)
    while_held = await told(shop)
    await ann.cancels(held)

    assert (while_held, await told(shop)) == ([], [bob.id])


async def test_nobody_calls_a_crowd_by_ordering_and_giving_up(shop: ShopHarness, ann: CustomerDriver) -> None:
    guests = await crowd(shop, 4)
    await asks(shop, *guests)
    await shop.stocks(SLUG, "A", "B")
    assert await told(shop) == ids(guests[:2])

    for _ in range(3):
        await ann.cancels(await ann.opens(SLUG))
        assert await told(shop) == []


async def test_a_code_that_nobody_comes_for_calls_the_next_after_a_day(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await asks(shop, ann, bob)
    await shop.stocks(SLUG, "A")
    assert await told(shop) == [ann.id]

    shop.clock.forward(DAY - 1)
    before = await told(shop)
    shop.clock.forward(1)

    assert (before, await told(shop)) == ([], [bob.id])


async def test_an_import_that_is_undone_has_called_nobody(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await asks(shop, ann, bob)
    stored = await shop.stocks(SLUG, "A")
    assert await told(shop) == [ann.id]

    await shop.stock_importer.undo(stored.batch.id, ADMIN)
    nothing = await told(shop)
    await shop.stocks(SLUG, "B")

    assert (nothing, await told(shop)) == ([], [bob.id])


async def test_who_has_ordered_meanwhile_is_not_told(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await asks(shop, ann, bob)
    await shop.stocks(SLUG, "A", "B")
    await ann.buys(SLUG)

    assert await told(shop) == [bob.id]
    assert not await is_asked(shop, ann)
    await bob.buys(SLUG)
    await asks(shop, ann)
    assert await is_asked(shop, ann)


async def test_thousands_are_told_in_batches(shop: ShopHarness) -> None:
    goods, count = await shop.product(SLUG), 2 * BATCH + 1
    guests = await crowd(shop, count)
    async with shop.db.begin() as tx:
        for guest in guests:
            await tx.waitlist.add(goods.id, guest.id, shop.clock())
    await shop.stocks(SLUG, *(f"code {number}" for number in range(count)))

    sizes = [await shop.back_in_stock._tell(goods.id) for _ in range(4)]

    assert sizes == [BATCH, BATCH, 1, 0]


# ---------------------------------------------------------------- who comes first, and who does not come at all


async def waits_with_money(shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver) -> Order:
    """Ann has paid for what Bob has bought meanwhile."""
    await shop.stocks(SLUG, "A")
    late = await ann.opens(SLUG)
    await ann.cancels(late)
    await bob.buys(SLUG)
    await ann.pays(late)
    return late


async def test_who_has_paid_and_waits_is_served_before_anybody_is_told(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    late = await waits_with_money(shop, ann, bob)
    guests = await crowd(shop, 2)
    await asks(shop, *guests)

    await shop.stocks(SLUG, "B")
    nobody = await told(shop)
    await shop.stocks(SLUG, "C")

    assert (await shop.goods(late), nobody, await told(shop)) == (["B"], [], ids(guests[:1]))


async def test_a_line_that_nobody_has_served_is_served_before_anybody_is_told(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    late = await waits_with_money(shop, ann, bob)
    [guest] = await crowd(shop, 1)
    await asks(shop, guest)

    await shop.stocks("books", "B")
    async with shop.db.begin() as tx:
        await tx.connection.exec_driver_sql(
            "UPDATE stock_items SET product_id = (SELECT id FROM products WHERE slug = 'music') WHERE state = 'FREE'"
        )

    assert (await told(shop), await shop.goods(late)) == ([], ["B"])


async def test_what_is_hidden_is_told_to_nobody_until_it_is_shown(shop: ShopHarness, ann: CustomerDriver) -> None:
    await asks(shop, ann)
    await shop.catalog.set_hidden(SLUG, ADMIN, hidden=True)
    await shop.stocks(SLUG, "A")

    hidden = await told(shop), await shop.back_in_stock._tell((await shop.product(SLUG)).id)
    await shop.catalog.set_hidden(SLUG, ADMIN, hidden=False)

    assert (hidden, await told(shop)) == (([], 0), [ann.id])


async def test_who_has_blocked_the_bot_takes_no_place_and_keeps_it(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    [guest] = await crowd(shop, 1)
    await asks(shop, ann, bob, guest)
    async with shop.db.begin() as tx:
        await tx.customers.mark_unreachable(ann.id, shop.clock())

    await shop.stocks(SLUG, "A")
    blocked = await told(shop)
    async with shop.db.begin() as tx:
        await tx.customers.mark_reachable(ann.id)
    await shop.stocks(SLUG, "B")

    assert (blocked, await told(shop)) == ([bob.id], [ann.id])


class TicketMessage:
    """Says of everybody what a test wants."""

    def __init__(self, **outcomes: Outcome) -> None:
        self.outcomes = outcomes
        self.heard: list[int] = []

    async def deliver(self, _prepared: object) -> Outcome:
        return Sent(1)

    async def notify(self, notice: object) -> Outcome:
        recipient = int(getattr(notice, "recipient_id", 0))
        outcome = self.outcomes.get(str(recipient), Sent(1))
        self.heard += [recipient] if isinstance(outcome, Sent) and recipient != ADMIN else []
        return outcome


async def test_whom_the_message_does_not_reach_gives_the_place_to_the_next(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    post = TicketMessage(**{str(ann.id): Unreachable("blocked")})
    outbox = Outbox(shop.db, shop.clock, shop.policy, post, RateLimiter())
    await asks(shop, ann, bob)
    await shop.stocks(SLUG, "A")

    for _ in range(2):
        await shop.back_in_stock.notify_due()
        await outbox.collect()

    assert post.heard == [bob.id]
    assert await is_asked(shop, ann)


async def test_a_message_that_comes_too_late_is_not_sent_and_not_forgotten(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    post = TicketMessage()
    outbox = Outbox(shop.db, shop.clock, shop.policy, post, RateLimiter())
    await asks(shop, ann)
    await shop.stocks(SLUG, "A")
    await shop.back_in_stock.notify_due()

    shop.clock.forward(DAY + MINUTE)
    await bob.buys(SLUG)
    await outbox.collect()
    silence = list(post.heard)
    await shop.stocks(SLUG, "B")
    await shop.back_in_stock.notify_due()
    await outbox.collect()

    assert (silence, post.heard) == ([], [ann.id])


# ---------------------------------------------------------------- tidying up


async def rows(shop: ShopHarness) -> int:
    async with shop.db.read() as reading:
        return int(await reading.connection.scalar(_COUNT) or 0)


async def clear(shop: ShopHarness) -> int:
    async with shop.db.begin() as tx:
        return await tx.waitlist.clear(shop.clock() - DAY, shop.clock() - KEPT_FOR)


async def test_who_was_told_is_forgotten_a_day_later_and_everybody_after_half_a_year(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await asks(shop, ann, bob)
    await shop.stocks(SLUG, "A")
    assert await told(shop) == [ann.id]

    early = await clear(shop)
    shop.clock.forward(DAY + 1)
    next_day = await clear(shop)
    left = await rows(shop)
    shop.clock.forward(KEPT_FOR + 1)

    assert (early, next_day, left, await clear(shop), await rows(shop)) == (0, 1, 1, 1, 0)


async def test_who_is_told_reads_how_many_there_are(shop: ShopHarness, ann: CustomerDriver) -> None:
    await asks(shop, ann)
    await shop.stocks(SLUG, "A", "B", "C")

    await shop.back_in_stock.notify_due()

    assert [one.params["left"] for one in await shop.notices() if one.kind == "back-in-stock"] == [3]

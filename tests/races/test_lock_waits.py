"""Two transactions that want the same rows wait for each other in one direction alone, and both come to their end.

On SQLite one writes after the other, so these are tried on PostgreSQL.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from services.domain.messaging.send_outcome import Sent
from services.domain.orders.order import Order
from services.domain.stock.stock import Batch
from services.domain.values.clock import MINUTE
from services.domain.values.ids import new_id
from services.domain.values.secret import Secret
from services.messaging.outbox import Outbox
from services.messaging.rate_limit.limiter import RateLimiter
from services.messaging.send_results import SendResultHandler
from tests.storage.every_query import TicketMessage
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, ShopHarness

Act = Callable[[CustomerDriver, Order], Awaitable[object]]

pytestmark = pytest.mark.parametrize("url", ["postgresql"], indirect=True)


async def waiting(shop: ShopHarness, count: int) -> None:
    """Until so many wait for a lock."""
    waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    found = 0
    while found < count:
        async with shop.db.read() as reading:
            found = (await reading.connection.exec_driver_sql(waits)).scalar() or 0


@asynccontextmanager
async def queue(shop: ShopHarness, order: Order) -> AsyncIterator[Callable[[Awaitable[object]], Awaitable[None]]]:
    """Let several come to a locked order, one after the other; then all of them go on."""
    async with asyncio.TaskGroup() as group, shop.db.begin() as rival:
        await rival.orders.lock(order.id)
        inside: list[asyncio.Future[object]] = []

        async def enter(work: Awaitable[object]) -> None:
            inside.append(group.create_task(_of(work)))
            await waiting(shop, len(inside))

        yield enter


async def _of(work: Awaitable[object]) -> object:
    return await work


async def is_given_up(_ann: CustomerDriver, _order: Order) -> None:
    """Nothing comes before."""


async def ends(ann: CustomerDriver, _order: Order) -> None:
    ann.shop.clock.forward(ann.shop.policy.order_ttl)
    await ann.shop.checkout.expire_due()


async def ends_and_its_grace_is_over(ann: CustomerDriver, order: Order) -> None:
    await ends(ann, order)
    ann.shop.clock.forward(ann.shop.policy.hold_grace)


async def gives_up(ann: CustomerDriver, order: Order) -> object:
    return await ann.cancels(order)


async def pays(ann: CustomerDriver, order: Order) -> object:
    return await ann.pays(order, "the charge")


async def orders_again(ann: CustomerDriver, order: Order) -> object:
    return await ann.opens(order.snapshot.slug)


async def is_swept(ann: CustomerDriver, _order: Order) -> object:
    return await ann.shop.checkout.expire_due()


@pytest.mark.parametrize(
    ("before", "act"),
    [
        (is_given_up, gives_up),
        (gives_up, pays),
        (ends, orders_again),
        (ends_and_its_grace_is_over, is_swept),
    ],
)
async def test_nobody_waits_for_ever_beside_money_that_came_and_went_back(
    shop: ShopHarness, ann: CustomerDriver, before: Act, act: Act
) -> None:
    await shop.stocks("music", "the only one")
    order = await ann.opens("music")
    await before(ann, order)

    async with queue(shop, order) as enter:
        await enter(act(ann, order))
        await enter(shop.charge_processor.apply_refunded_charge(ann.charge(order, "the charge")))

    assert len(await shop.payments(order)) == 1
    assert await shop.state(order) in {"REFUNDED", "PAID"}


async def test_a_delivery_in_doubt_and_its_bearer_who_lives_do_not_wait_for_ever(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("music", "the only one")
    shop.outbox.lease = MINUTE
    order = await ann.buys("music")
    [prepared] = shop.outbox.accepted
    outbox = Outbox(shop.db, shop.clock, shop.policy, TicketMessage(), RateLimiter())
    shop.real.forward(2 * MINUTE)

    async with queue(shop, order) as enter:
        await enter(_arrives(shop, prepared))
        await enter(outbox.recover())

    assert await shop.state(order) == "DELIVERED"


async def _arrives(shop: ShopHarness, prepared: object) -> None:
    async with shop.db.begin() as tx:
        await SendResultHandler(shop.clock, shop.policy).apply_to_delivery(tx, prepared, Sent(1))  # type: ignore[arg-type]


async def test_two_imports_of_the_same_codes_in_another_order_do_not_wait_for_ever(shop: ShopHarness) -> None:
    product = await shop.product("music")
    batch = Batch(new_id(), product.id, ADMIN, 0, 1)

    async with asyncio.TaskGroup() as group, shop.db.begin() as rival:
        await rival.stock.open_batch(batch)
        await rival.stock.add(batch, await shop.db.vault.encrypt_all([Secret("between")]))
        orders = (["a", "between", "b", "first"], ["b", "between", "a", "second"])
        imports = [group.create_task(shop.stocks("music", *codes)) for codes in orders]
        await waiting(shop, len(imports))

    assert sum(one.result().added for one in imports) == len({"a", "b", "first", "second"})

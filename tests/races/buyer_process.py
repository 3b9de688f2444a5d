"""A process of a race: a replica of the shop with its own buyers.

`python -m tests.races.buyer_process URL GATE TASK ARGUMENT...` starts one.

It says `ready` when its connections are warm and starts when nobody locks the file at the gate any more, so that all
replicas start in the same moment. On its last line it tells, as JSON, how often each outcome came.
"""

import asyncio
import fcntl
import json
import random
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from pathlib import Path

from services.domain.errors import ShopError
from services.domain.payments.payment import Charge
from services.domain.values.money import Money
from services.storage.schema.bootstrap import open_database
from tests.support.customer_driver import CustomerDriver
from tests.support.databases import KEY
from tests.support.service_harness import XTR, ShopHarness

DOOR = asyncio.Semaphore(100)
"""So many at once: a greater crowd would only wait for connections, and in the end give up."""


async def customer_driver(shop: ShopHarness, customer_id: int) -> CustomerDriver:
    async with shop.db.read() as reading:
        found = await reading.customers.find(customer_id)
    assert found is not None
    return CustomerDriver(shop, found)


async def told(attempt: Coroutine[None, None, str]) -> str:
    """Return the end of it: a word of the shop, or the name of its refusal."""
    async with DOOR:
        try:
            return await attempt
        except ShopError as refusal:
            return type(refusal).__name__


async def buys(shop: ShopHarness, slug: str, quantity: int, customer_id: int) -> str:
    buyer = await customer_driver(shop, customer_id)
    order = await buyer.opens(slug, quantity)
    await buyer.may_pay(order)
    return (await buyer.pays(order, f"charge of {customer_id}")).outcome.name


async def crowd(shop: ShopHarness, slug: str, quantity: str, first: str, last: str) -> list[str]:
    """Customers `first` to `last` want a product, all at once."""
    wishes = (told(buys(shop, slug, int(quantity), number)) for number in range(int(first), int(last)))
    return await asyncio.gather(*wishes)


async def rush(
    shop: ShopHarness, slug: str, first: str, buyers: str, seed: str, place: str, processes: str
) -> list[str]:
    """All customers in the order that the seed deals: this process serves each of its turn, all at once."""
    order = list(range(int(first), int(first) + int(buyers)))
    random.Random(seed).shuffle(order)
    return await asyncio.gather(*(told(buys(shop, slug, 1, one)) for one in order[int(place) :: int(processes)]))


async def taps(shop: ShopHarness, customer_id: str, slug: str, idempotency_key: str, times: str) -> list[str]:
    """One customer taps the same confirm button again and again; tells the orders."""
    customer = (await customer_driver(shop, int(customer_id))).customer
    request = replace(await shop.request(slug), idempotency_key=idempotency_key)

    async def tap() -> str:
        return (await shop.checkout.open(customer, request)).id

    return await asyncio.gather(*(told(tap()) for _ in range(int(times))))


async def reports(shop: ShopHarness, customer_id: str, order_id: str, amount: str, times: str) -> list[str]:
    """The same charge is reported again and again."""
    charge = Charge("stars", "charge-7", order_id, int(customer_id), Money(int(amount), XTR))

    async def report() -> str:
        return (await shop.charge_processor.apply_charge(charge)).outcome.name

    return await asyncio.gather(*(told(report()) for _ in range(int(times))))


async def imports(shop: ShopHarness, slug: str, prefix: str, count: str) -> list[str]:
    """Codes come in one at a time."""
    return [str((await shop.stocks(slug, f"{prefix} {number}")).served) for number in range(int(count))]


async def late(shop: ShopHarness, *order_ids: str) -> list[str]:
    """Money arrives for orders that were given up."""

    async def pay(order_id: str) -> str:
        order = await shop.order(order_id)
        buyer = await customer_driver(shop, order.customer_id)
        return (await buyer.pays(order, f"charge of {order_id}")).outcome.name

    return await asyncio.gather(*(told(pay(order_id)) for order_id in order_ids))


async def decides(shop: ShopHarness, payment_id: str, admin_id: str, word: str) -> list[str]:
    """An admin approves or rejects a receipt."""

    async def decide() -> str:
        if word == "approve":
            return (await shop.receipt_review.approve(int(payment_id), int(admin_id))).outcome.name
        await shop.receipt_review.reject(int(payment_id), int(admin_id), "no such transfer")
        return "REJECTED"

    return [await told(decide())]


async def reminds(shop: ShopHarness, now: str) -> list[str]:
    """The scheduler looks at everything that ends."""
    shop.clock.moment = int(now)
    return ["reminded"] * await shop.renewals.remind_due()


async def restocks(shop: ShopHarness, slug: str, prefix: str, count: str) -> list[str]:
    """Codes come in one at a time, and whoever asked for them is told after each."""
    told = 0
    for number in range(int(count)):
        await shop.stocks(slug, f"{prefix} {number}")
        told += await shop.back_in_stock.notify_due()
    return ["told"] * told


TASKS: dict[str, Callable[..., Awaitable[list[str]]]] = {
    task.__name__: task for task in (crowd, rush, taps, reports, imports, late, decides, reminds, restocks)
}


def wait_at(gate: Path) -> None:
    with gate.open() as waiting:
        fcntl.flock(waiting, fcntl.LOCK_SH)


async def main(url: str, gate: str, task: str, *arguments: str) -> None:
    shop = ShopHarness(await open_database(url, [KEY]))
    print("ready", flush=True)
    await asyncio.to_thread(wait_at, Path(gate))
    outcomes = await TASKS[task](shop, *arguments)
    await shop.db.close()
    print(json.dumps(Counter(outcomes)), flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))

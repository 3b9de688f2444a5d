"""A crowd and a few codes: thousands of buyers in several processes, all in the same moment."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from services.domain.values.language import Language
from services.storage import tables
from services.storage.schema.bootstrap import open_database
from tests.chaos.failure_counts import FailureCounts
from tests.races.replicas import race
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.databases import KEY, postgres_database, run, sqlite_url
from tests.support.service_harness import ShopHarness

FIRST, SLUG, PRICE = 5000, "music", 60
WITH_MONEY = ("PAID", "WAITING", "UNMATCHED", "ATTENTION")
"""The answers to a buyer whose money has moved."""


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a stampede: how many paid, how many were told that nothing is left; the faults in the books."""

    paid: int
    refused: int
    outcomes: dict[str, int]
    failures: FailureCounts
    broken: list[str]


async def invite(shop: ShopHarness, count: int) -> list[CustomerDriver]:
    """Customers who have accepted the terms."""
    guests = [await arrives(shop, FIRST + number, "Guest", Language.EN) for number in range(count)]
    for guest in guests:
        await guest.accepts(version=1)
    return guests


async def count_of(shop: ShopHarness, table: str, *columns: str) -> Counter[tuple[str, ...]]:
    """Return the number of rows of a table with each combination of values."""
    chosen = [tables.metadata.tables[table].c[column] for column in columns]
    async with shop.db.read() as reading:
        rows = await reading.connection.execute(select(*chosen, func.count()).group_by(*chosen))
        return Counter({tuple(row[:-1]): row[-1] for row in rows})


async def rush(shop: ShopHarness, buyers: int, codes: int, processes: int, seed: int) -> Report:
    """So many buyers want one code each. The seed says who stands at which door, and who is before whom."""
    await invite(shop, buyers)
    await shop.stocks(SLUG, *(f"code {number}" for number in range(codes)))
    doors = [("rush", SLUG, FIRST, buyers, seed, place, processes) for place in range(processes)]
    outcomes = await race(shop.db.url, *doors)
    paid = sum(outcomes[word] for word in WITH_MONEY)
    failures = await _count_failures(shop, outcomes, paid)
    return Report(
        paid, outcomes["OutOfStock"], dict(outcomes), failures, [one async for one in _broken(shop, paid, codes)]
    )


async def _count_failures(shop: ShopHarness, outcomes: Counter[str], paid: int) -> FailureCounts:
    """Compare the answers to the buyers with the stock and the orders."""
    owners = await count_of(shop, "stock_items", "state", "order_id")
    given = {order_id: count for (state, order_id), count in owners.items() if state == "GIVEN"}
    orders = await count_of(shop, "orders", "state")
    open_ones = sum(count for (state,), count in orders.items() if state not in {"PAID", "CANCELLED"})
    held = sum(count for (state, _), count in owners.items() if state == "HELD")
    unheard = outcomes.total() - paid - outcomes["OutOfStock"]
    second = sum(given.values()) - len(given) + max(0, len(given) - paid)
    return FailureCounts(max(0, paid - len(given)), second, open_ones + held + unheard)


async def _broken(shop: ShopHarness, paid: int, codes: int) -> AsyncIterator[str]:
    """Every book has one entry for each who paid, and every code is sold."""
    expected = {
        ("orders", "state", "quantity"): ("PAID", 1),
        ("payments", "state", "amount"): ("CONFIRMED", PRICE),
        ("deliveries", "state"): ("DUE",),
        ("stock_items", "state"): ("GIVEN",),
    }
    for (table, *columns), key in expected.items():
        found = await count_of(shop, table, *columns)
        if found != {key: codes} or paid != codes:
            yield f"{table}: {dict(found)} after {paid} had paid for {codes} codes"


def rush_on_sqlite(folder: Path, *how: int) -> Report:
    """The same on an empty SQLite file."""
    return _rush_on(sqlite_url(folder / "shop.sqlite3"), how)


def rush_on_postgres(*how: int) -> Report:
    """The same on an empty PostgreSQL database."""
    with postgres_database("rush") as url:
        return _rush_on(url, how)


def _rush_on(url: str, how: tuple[int, ...]) -> Report:
    reports: list[Report] = []

    async def work() -> None:
        shop = ShopHarness(await open_database(url, [KEY]))
        await shop.furnish()
        reports.append(await rush(shop, *how))
        await shop.db.close()

    run(work())
    return reports[0]

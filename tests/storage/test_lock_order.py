"""Rows are locked in one order by everybody: by the services, the ticks, the inbox and the outbox of a whole day."""

import re
from collections.abc import Awaitable, Callable
from itertools import combinations
from typing import Any

import pytest

from services.storage.transaction import Transaction
from tests.storage.every_query import a_day
from tests.support.customer_driver import CustomerDriver
from tests.support.databases import begin_writes_with, listen
from tests.support.service_harness import ShopHarness

LOCKING = re.compile(
    r"^\s*(?:UPDATE (\w+)|DELETE FROM (\w+)|(?:WITH|SELECT)\b.*?\bFROM (\w+)\b.*\bFOR (?:NO KEY )?UPDATE)", re.DOTALL
)
CHAIN = ("products", "orders", "payments", "stock_items", "deliveries", "subscriptions")
"""In this order locks are taken: the product if anybody may be served, the order, what belongs to it (ADR 0002)."""
LAST = "audit_head"
"""The head of the audit log: whoever records waits for whoever has recorded, and holds up nobody else meanwhile."""


def locked(statement: str) -> str | None:
    """The table in which a statement locks rows that were there before."""
    found = LOCKING.match(statement)
    return next(filter(None, found.groups()), None) if found else None


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)  # SQLite has one writer, and no locks of rows
async def test_rows_are_locked_in_one_order_by_everybody(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    transactions: list[list[str]] = []
    under_way: list[object] = [None]

    async def begins(tx: Transaction) -> None:
        transactions.append([])
        under_way[0] = tx.connection.sync_connection  # type: ignore[union-attr]

    def hears(connection: object, _cursor: object, statement: str, *_: object) -> None:
        table = locked(statement)
        assert table is None or connection is under_way[0], "only a transaction locks"
        if table and table not in transactions[-1]:
            transactions[-1].append(table)

    begin_writes_with(shop.db, begins)
    listen(shop.db, "before_cursor_execute", hears)
    await a_day(shop, ann, bob)

    pairs = {pair for one in transactions for pair in combinations(one, 2)}
    assert sorted(set(combinations(CHAIN, 2)) - pairs) == []
    assert sorted(set(combinations(reversed(CHAIN), 2)) & pairs) == []
    assert [one for one in transactions if LAST in one[:-1]] == []
    assert {"products", "orders", "payments", "stock_items", "deliveries"} <= {
        table for table, last in pairs if last == LAST
    }


def noted(locks: list[list[str]]) -> Callable[[Transaction], Awaitable[None]]:
    """Return a function that notes the first locks of products and orders in a transaction, each once."""

    async def begins(tx: Transaction) -> None:
        locks.append([])
        for name, rows in (("product", tx.products), ("order", tx.orders)):
            rows.lock = noting(name, rows.lock)  # type: ignore[attr-defined]

    def noting(name: str, lock: Callable[[Any], Awaitable[object]]) -> Callable[[Any], Awaitable[object]]:
        async def notes(row: object) -> object:
            if name not in locks[-1]:
                locks[-1].append(name)
            return await lock(row)

        return notes

    return begins


async def test_the_product_is_locked_before_the_order_by_everybody(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    locks: list[list[str]] = []
    begin_writes_with(shop.db, noted(locks))

    await a_day(shop, ann, bob)

    assert ["product", "order"] in locks
    assert ["order", "product"] not in locks


async def test_late_money_alone_locks_the_line_that_it_may_have_to_join(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("music", "A", "B")
    in_time = await ann.opens("music")
    locks: list[list[str]] = []
    begin_writes_with(shop.db, noted(locks))

    await ann.pays(in_time)
    late = await ann.cancels(await ann.opens("music"))
    await ann.pays(late)

    paid = [one for one in locks if "order" in one]
    assert (paid[0], paid[-1]) == (["order"], ["product", "order"])

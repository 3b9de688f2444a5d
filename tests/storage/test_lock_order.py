"""Rows are locked in one order by everybody: by the services, the ticks, the inbox and the outbox of a whole day."""

import re
from itertools import combinations

import pytest
from sqlalchemy import event

from services.storage.transaction import Transaction
from tests.databases import begin_writes_with, heard_engine
from tests.heroes import Hero
from tests.shop import Shop
from tests.storage.day import a_day

LOCKING = re.compile(
    r"^\s*(?:UPDATE (\w+)|DELETE FROM (\w+)|(?:WITH|SELECT)\b.*?\bFROM (\w+)\b.*\bFOR (?:NO KEY )?UPDATE)", re.DOTALL
)
CHAIN = ("orders", "payments", "stock_items", "deliveries")
"""In this order locks are taken: first the order, then what belongs to it (ADR 0002)."""


def locked(statement: str) -> str | None:
    """The table in which a statement locks rows that were there before."""
    found = LOCKING.match(statement)
    return next(filter(None, found.groups()), None) if found else None


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)  # SQLite has one writer, and no locks of rows
async def test_rows_are_locked_in_one_order_by_everybody(shop: Shop, ann: Hero, bob: Hero) -> None:
    transactions: list[list[str]] = []

    async def begins(_tx: Transaction) -> None:
        transactions.append([])

    def hears(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        table = locked(statement)
        if table and transactions and table not in transactions[-1]:
            transactions[-1].append(table)

    begin_writes_with(shop.db, begins)
    event.listen(heard_engine(shop.db), "before_cursor_execute", hears)
    await a_day(shop, ann, bob)

    pairs = {pair for one in transactions for pair in combinations(one, 2)}
    assert sorted(set(combinations(CHAIN, 2)) - pairs) == []
    assert sorted(set(combinations(reversed(CHAIN), 2)) & pairs) == []
    assert ("products", "stock_items") in pairs, "the product is locked before the shelf by whoever serves the line"

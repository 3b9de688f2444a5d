"""A shop after years: any number of customers, orders and goods, written straight into the tables.

The rows (tests/bulk_data.sql) are plausible and no more: what was paid is delivered, and the rest has expired. Goods of
the past have one ciphertext, since nobody reads them. Their ids begin with P, and those of customers lie above `PAST`,
so that they never meet those of a shop that is open.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from services.domain.values.clock import DAY
from services.domain.values.secret import Secret
from services.storage.database import Database

PAST = 10_000_000
YEAR = 365 * DAY
STATEMENTS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
PROMISE = {
    "slug": "past",
    "title": ["Past", "过去"],
    "instructions": ["", ""],
    "kind": "license_code",
    "duration_days": 30,
    "renewal": "replace",
}


@dataclass(frozen=True, slots=True)
class Size:
    """The size of the past: half of all goods are sold, one an order."""

    customers: int = 1_000
    orders: int = 3_000
    stock: int = 3_000

    @property
    def sold(self) -> int:
        return min(self.orders, self.stock // 2)


async def crowd(db: Database, size: Size, now: int, slug: str, other: str) -> None:
    """Give a furnished shop a past until `now` (ms), free goods of one product, and a list that waits for another."""
    counts = {
        "customers": size.customers,
        "orders": size.orders,
        "stock": size.stock,
        "sold": size.sold,
        "batches": max(size.stock // 10, 1),
        "few": max(size.sold // 4, 1),
    }
    params: dict[str, object] = {
        **{name: _series(count, sqlite=db.is_sqlite) for name, count in counts.items()},
        "past": PAST,
        "now": now,
        "begin": now - YEAR,
        "moment": f"({now - YEAR} + i * {max(YEAR // size.orders, 1)})",
        "paid": size.sold,
        "many_batches": counts["batches"],
        "customer": f"({PAST} + i % {size.customers})",
        "product": f"(SELECT id FROM products WHERE slug = '{slug}')",
        "other": f"(SELECT id FROM products WHERE slug = '{other}')",
        "random": "randomblob(32)" if db.is_sqlite else "sha256(CAST(CAST(i AS text) AS bytea))",
    }
    values = {
        "name": db.vault.encrypt(Secret("Past")),
        "secret": db.vault.encrypt(Secret("PAST-0000")),
        "nothing": db.vault.encrypt_json({}),
        "promise": json.dumps(PROMISE),
    }
    async with db.begin() as tx:
        for statement in STATEMENTS.format(**params).split(";"):
            wanted = {name: value for name, value in values.items() if f":{name}" in statement}
            await tx.connection.execute(text(statement), wanted)
    if not db.is_sqlite:
        async with db.begin() as tx:
            await tx.connection.execute(text("ANALYZE"))


def _series(count: int, *, sqlite: bool) -> str:
    """A table of the numbers from 1."""
    if not sqlite:
        return f"generate_series(CAST(1 AS bigint), {count}) AS n(i)"
    return f"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) SELECT i FROM n) AS n"

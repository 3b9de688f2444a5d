"""The acknowledged purchases, looked for in a database that a power cut has left: from outside, by plain SQL."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

Goods = frozenset[bytes]
GIVEN = "SELECT order_id, secret FROM stock_items WHERE state = 'GIVEN'"
"""Goods as they lie there, sealed."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """From this event on the shop stands by an order: it is paid (or has arrived), and these goods are its own."""

    since: int
    order_id: str
    update_id: int
    goods: Goods
    arrived: bool


def goods_of(connection: sqlite3.Connection) -> dict[str, Goods]:
    """The goods of each order that has some."""
    found: dict[str, Goods] = {}
    for order_id, secret in connection.execute(GIVEN):
        found[order_id] = found.get(order_id, frozenset()) | {secret}
    return found


def complaints(image: Path, acknowledged: Sequence[Acknowledged]) -> set[str]:
    """Return the faults: purchases `lost`, goods `doubled`, the file `corrupt`. Raises SQLite's own errors."""
    with closing(sqlite3.connect(image)) as connection:
        wrong = {
            "corrupt": not _is_whole(connection),
            "lost": any(_broken(connection, acknowledged)),
            "doubled": _strangers(connection, acknowledged) > 0,
        }
    return {name for name, is_so in wrong.items() if is_so}


def _is_whole(connection: sqlite3.Connection) -> bool:
    verdicts = connection.execute("PRAGMA integrity_check").fetchall()
    return verdicts == [("ok",)] and not connection.execute("PRAGMA foreign_key_check").fetchall()


def _broken(connection: sqlite3.Connection, acknowledged: Sequence[Acknowledged]) -> Iterator[Acknowledged]:
    """Promises of which the database knows nothing any more, or something else."""
    goods, states = goods_of(connection), dict(connection.execute("SELECT id, state FROM orders"))
    carried = {order_id for (order_id,) in connection.execute("SELECT order_id FROM deliveries")}
    updates = {update_id for (update_id,) in connection.execute("SELECT update_id FROM inbox")}
    for one in acknowledged:
        stands = states.get(one.order_id) in ({"DELIVERED"} if one.arrived else {"PAID", "DELIVERED"})
        is_written = one.order_id in carried and one.update_id in updates
        if not stands or not is_written or goods.get(one.order_id) != one.goods:
            yield one


def _strangers(connection: sqlite3.Connection, acknowledged: Sequence[Acknowledged]) -> int:
    """Return how many goods that are promised to somebody are somebody else's or on sale again; or lie there twice."""
    owners = {secret: one.order_id for one in acknowledged for secret in one.goods}
    rows = connection.execute("SELECT secret, order_id FROM stock_items").fetchall()
    elsewhere = sum(owners.get(secret, order_id) != order_id for secret, order_id in rows)
    return elsewhere + len(rows) - len({secret for secret, _ in rows})

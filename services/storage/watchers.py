"""Rows of those who want to know when a product is back, and of those who were told of a code that still lies there.

A code calls one person: `item_id` of a told row is the code that called. It is not kept for anybody. While it is free,
it calls nobody else, unless that person has ordered meanwhile, cannot be written to, or had a day to come.
"""

from collections.abc import Sequence

from sqlalchemy import Select, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.stock import StockState
from services.domain.watcher import Watcher
from services.storage import tables
from services.storage.dialect import insert

T, C, P, S = tables.watchers, tables.customers, tables.products, tables.stock
ORDER = tables.orders
CLEAR_BATCH = 500

WAITS = T.c.told_at.is_(None)
ORDERED_SINCE = (
    select(ORDER.c.id)
    .where(
        ORDER.c.customer_id == T.c.customer_id,
        ORDER.c.product_id == T.c.product_id,
        ORDER.c.created_at > T.c.asked_at,
    )
    .exists()
)
"""Who has ordered meanwhile waits no more. Read from the orders, so that a purchase has nothing to write."""
REACHABLE = select(C.c.id).where(C.c.id == T.c.customer_id, C.c.unreachable_since.is_(None)).exists()


class Watchers:
    """The lists of all sold-out products."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, product_id: int, customer_id: int, now: int) -> None:
        """Put a customer at the end of a list; who waits in it already keeps the place."""
        mine = (T.c.customer_id == customer_id) & (T.c.product_id == product_id)
        await self._connection.execute(delete(T).where(mine, ~WAITS | ORDERED_SINCE))
        row = insert(self._connection, T).values(product_id=product_id, customer_id=customer_id, asked_at=now)
        await self._connection.execute(row.on_conflict_do_nothing())

    async def remove(self, product_id: int, customer_id: int) -> None:
        """Take a customer who waits out of a list."""
        await self._connection.execute(
            delete(T).where(T.c.customer_id == customer_id, T.c.product_id == product_id, WAITS)
        )

    async def has(self, product_id: int, customer_id: int) -> bool:
        """Whether a customer waits in a list."""
        mine = select(T.c.id).where(T.c.customer_id == customer_id, T.c.product_id == product_id, WAITS, ~ORDERED_SINCE)
        return await self._connection.scalar(mine) is not None

    async def products(self) -> list[int]:
        """Products on sale that somebody waits for and of which something is free."""
        waits = select(T.c.id).where(T.c.product_id == P.c.id, WAITS).exists()
        free = select(S.c.id).where(S.c.product_id == P.c.id, S.c.state == StockState.FREE).exists()
        rows = await self._connection.execute(select(P.c.id).where(P.c.hidden.is_(False), waits, free).order_by(P.c.id))
        return list(rows.scalars())

    async def first(self, product_id: int, limit: int) -> list[Watcher]:
        """Whose turn it is to be told: who asked first, but nobody who has blocked the bot or ordered meanwhile."""
        rows = await self._connection.execute(
            select(T.c.id, T.c.customer_id)
            .where(T.c.product_id == product_id, WAITS, REACHABLE, ~ORDERED_SINCE)
            .order_by(T.c.id)
            .limit(limit)
        )
        return [Watcher(row.id, row.customer_id) for row in rows]

    async def uncalled(self, product_id: int, since: int, limit: int) -> list[int]:
        """Free codes (ids) that call nobody yet, or called somebody before `since`, in the order of the shelf."""
        rows = await self._connection.execute(
            select(S.c.id)
            .where(
                S.c.product_id == product_id,
                S.c.state == StockState.FREE,
                S.c.id.not_in(_called(product_id, since)),
            )
            .order_by(S.c.id)
            .limit(limit)
        )
        return list(rows.scalars())

    async def tell(self, called: Sequence[tuple[Watcher, int]], now: int) -> None:
        """Note who is told, and of which code."""
        statement = update(T).where(T.c.id == bindparam("who")).values(told_at=now, item_id=bindparam("code"))
        await self._connection.execute(statement, [{"who": watcher.id, "code": code} for watcher, code in called])

    async def put_back(self, product_id: int, customer_id: int) -> None:
        """The message did not arrive: the customer waits again, in the old place, and the code calls somebody else."""
        await self._connection.execute(
            update(T)
            .where(T.c.customer_id == customer_id, T.c.product_id == product_id)
            .values(told_at=None, item_id=None)
        )

    async def forget_batch(self, product_id: int, batch_id: str) -> None:
        """An import is undone: its codes have called nobody. SQLite may give their ids to others."""
        codes = select(S.c.id).where(S.c.batch_id == batch_id)
        await self._connection.execute(delete(T).where(T.c.product_id == product_id, ~WAITS, T.c.item_id.in_(codes)))

    async def clear(self, before: int) -> int:
        """Forget who was told before a moment, or has ordered what he waited for, a small batch at a time."""
        told = select(T.c.id).where(T.c.told_at < before).limit(CLEAR_BATCH)
        served = select(T.c.id).where(WAITS, ORDERED_SINCE).limit(CLEAR_BATCH)
        cleared = [await self._connection.execute(delete(T).where(T.c.id.in_(old))) for old in (told, served)]
        return sum(done.rowcount for done in cleared)


def _called(product_id: int, since: int) -> Select[tuple[int]]:
    """Codes of which somebody was told who may still come for them."""
    return select(T.c.item_id).where(T.c.product_id == product_id, T.c.told_at > since, REACHABLE, ~ORDERED_SINCE)

"""Rows of those who want to know when a product is back, and of those who were told of a code that still lies there.

A code calls one person: `item_id` of a told row is the code that called. It is not kept for anybody. While it is free,
it calls nobody else, unless that person has ordered meanwhile, cannot be written to, or had a day to come.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, select, tuple_, update

from services.domain.stock.waitlist import WaitlistEntry
from services.storage.dialect import insert
from services.storage.repository import Repository
from services.storage.stock.stock import SALE_ORDER, first_free, of_product
from services.storage.tables import customers, orders, products, stock, waitlist

CLEAR_BATCH = 500

NOT_YET = 0
WAITS = waitlist.c.told_at == NOT_YET
LINE = (waitlist.c.product_id, waitlist.c.told_at, waitlist.c.id)
ORDERED_SINCE = (
    select(orders.c.id)
    .where(
        orders.c.customer_id == waitlist.c.customer_id,
        orders.c.product_id == waitlist.c.product_id,
        orders.c.created_at > waitlist.c.asked_at,
    )
    .limit(1)
    .scalar_subquery()
    .is_not(None)
)
"""An order of the same product since the request: it ends the wait. A purchase itself has nothing to write.

A limit keeps PostgreSQL from joining whole tables for it, here and below.
"""
REACHABLE = (
    select(customers.c.id)
    .where(customers.c.id == waitlist.c.customer_id, customers.c.unreachable_since.is_(None))
    .limit(1)
    .scalar_subquery()
    .is_not(None)
)


class Waitlist(Repository):
    """The lists of all sold-out products."""

    async def add(self, product_id: int, customer_id: int, now: int) -> None:
        """Put a customer at the end of a list; who waits in it already keeps the place."""
        mine = (waitlist.c.customer_id == customer_id) & (waitlist.c.product_id == product_id)
        await self._run(delete(waitlist).where(mine, ~WAITS | ORDERED_SINCE))
        row = insert(self._connection, waitlist).values(product_id=product_id, customer_id=customer_id, asked_at=now)
        await self._run(row.on_conflict_do_nothing())

    async def remove(self, product_id: int, customer_id: int) -> None:
        """Take a customer who waits out of a list."""
        await self._run(
            delete(waitlist).where(waitlist.c.customer_id == customer_id, waitlist.c.product_id == product_id, WAITS)
        )

    async def has(self, product_id: int, customer_id: int) -> bool:
        """Return whether a customer waits in a list."""
        mine = select(waitlist.c.id).where(
            waitlist.c.customer_id == customer_id, waitlist.c.product_id == product_id, WAITS, ~ORDERED_SINCE
        )
        return await self._has(mine)

    async def products(self) -> list[int]:
        """Products on sale that somebody waits for and of which something is free."""
        waits = (
            select(waitlist.c.id)
            .where(_in_line(products.c.id))
            .order_by(*LINE)
            .limit(1)
            .correlate(products)
            .scalar_subquery()
        )
        free = first_free(products.c.id).correlate(products).scalar_subquery()
        return await self._values(
            select(products.c.id)
            .where(products.c.hidden.is_(False), waits.is_not(None), free.is_not(None))
            .order_by(products.c.id)
        )

    async def first(self, product_id: int, limit: int) -> list[WaitlistEntry]:
        """Return the next to be told, in the order of asking; nobody who blocked the bot or ordered meanwhile."""
        rows = await self._run(
            select(waitlist.c.id, waitlist.c.customer_id)
            .where(_in_line(product_id), REACHABLE, ~ORDERED_SINCE)
            .order_by(*LINE)
            .limit(limit)
        )
        return [WaitlistEntry(row.id, row.customer_id) for row in rows]

    async def items_without_notice(self, product_id: int, since: int, limit: int) -> list[int]:
        """Free codes (ids) that have notified nobody yet, or did so before `since`, in the order of the stock."""
        return await self._values(
            select(stock.c.id)
            .where(of_product(product_id), stock.c.id.not_in(_called(product_id, since)))
            .order_by(*SALE_ORDER)
            .limit(limit)
        )

    async def mark_notified(self, called: Sequence[tuple[WaitlistEntry, int]], now: int) -> None:
        """Note who is told, and of which code."""
        statement = (
            update(waitlist).where(waitlist.c.id == bindparam("who")).values(told_at=now, item_id=bindparam("code"))
        )
        await self._run(statement, [{"who": watcher.id, "code": code} for watcher, code in called])

    async def put_back(self, product_id: int, customer_id: int) -> None:
        """The message did not arrive: the customer waits again, in the old place, and the code calls somebody else."""
        await self._run(
            update(waitlist)
            .where(waitlist.c.customer_id == customer_id, waitlist.c.product_id == product_id)
            .values(told_at=NOT_YET, item_id=None)
        )

    async def forget_batch(self, product_id: int, batch_id: str) -> None:
        """An import is undone: its codes have called nobody. SQLite may give their ids to others."""
        codes = select(stock.c.id).where(stock.c.batch_id == batch_id)
        await self._run(
            delete(waitlist).where(
                waitlist.c.product_id == product_id, waitlist.c.told_at > NOT_YET, waitlist.c.item_id.in_(codes)
            )
        )

    async def clear(self, told_before: int, asked_before: int) -> int:
        """Forget who was told before a moment, and who asked very long ago, a small batch at a time."""
        cleared = 0
        for old in (waitlist.c.told_at.between(NOT_YET + 1, told_before - 1), waitlist.c.asked_at < asked_before):
            batch = select(waitlist.c.id).where(old).limit(CLEAR_BATCH)
            cleared += await self._change(delete(waitlist).where(waitlist.c.id.in_(batch)))
        return cleared


def _in_line(product_id: int | ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition of waiting for a product, to be ordered by `LINE`; spelled out as `of_product` is."""
    place, here = tuple_(waitlist.c.product_id, waitlist.c.told_at), tuple_(product_id, NOT_YET)
    return and_(place >= here, place <= here)


def _called(product_id: int, since: int) -> Select[tuple[int]]:
    """Codes of which somebody was told who may still come for them."""
    return select(waitlist.c.item_id).where(
        waitlist.c.product_id == product_id, waitlist.c.told_at > since, REACHABLE, ~ORDERED_SINCE
    )

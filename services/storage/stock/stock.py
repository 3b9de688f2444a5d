"""The repository of stock items: claimed by conditional updates, never read and then written."""

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from services.domain.stock.stock import LEVEL_CAP, Batch, StockLevel, StockState
from services.domain.values.secret import Secret
from services.storage.dialect import insert, locks_rows
from services.storage.repository import Repository, picked
from services.storage.tables import periods, stock, stock_batches
from services.storage.vault import Sealed

CHUNK = 500
SALE_ORDER = (stock.c.product_id, stock.c.state, stock.c.id)
"""The order of the index of free stock; among the free goods of one product that means the oldest first."""


def of_product(product_id: int | ColumnElement[int], state: StockState = StockState.FREE) -> ColumnElement[bool]:
    """Goods of a product in a state, to be ordered by `SALE_ORDER`.

    Not said with two equal signs: PostgreSQL would look for "the oldest free one" along the primary key then, over
    everything that was ever sold. This way no other index than that of free stock has the order.
    """
    place, here = tuple_(stock.c.product_id, stock.c.state), tuple_(product_id, state)
    return and_(place >= here, place <= here)


def first_free(product_id: int | ColumnElement[int]) -> Select[tuple[int]]:
    """The oldest of them."""
    return select(stock.c.id).where(of_product(product_id)).order_by(*SALE_ORDER).limit(1)


PRODUCT: ColumnElement[int] = bindparam("product", type_=stock.c.product_id.type)


def counted(
    product_id: int | ColumnElement[int], state: StockState, limit: int | ColumnElement[int], *outer: FromClause
) -> ColumnElement[int]:
    """The number of them, counted no further than `limit`; `outer` is the table of the product's column."""
    some = select(stock.c.id).where(of_product(product_id, state)).order_by(*SALE_ORDER).limit(limit).correlate(*outer)
    return select(func.count()).select_from(some.subquery()).scalar_subquery()


LIMIT: ColumnElement[int] = bindparam("limit")
FREE = select(counted(PRODUCT, StockState.FREE, LEVEL_CAP + 1))
LEFT = select(counted(PRODUCT, StockState.FREE, LIMIT) + counted(PRODUCT, StockState.HELD, LIMIT))
OF_ORDER = stock.c.order_id == bindparam("order")
HELD_FOR = select(func.count()).select_from(stock).where(OF_ORDER)
ALL = stock.alias("all_of_order")
IS_ENOUGH = select(func.count()).where(ALL.c.order_id == bindparam("order")).scalar_subquery() >= bindparam("count")
GIVE = update(stock).where(OF_ORDER, stock.c.state == StockState.HELD, IS_ENOUGH)
GOODS = select(stock.c.secret).where(OF_ORDER, stock.c.state == StockState.GIVEN).order_by(stock.c.id)


def _claiming(*, skip_locked: bool) -> ReturningUpdate[tuple[int]]:
    wanted = select(stock.c.id).where(of_product(PRODUCT)).order_by(*SALE_ORDER).limit(bindparam("count"))
    free = wanted.with_for_update(skip_locked=skip_locked).cte("free")
    claimed = update(stock).where(stock.c.id.in_(select(free.c.id)), stock.c.state == StockState.FREE)
    return claimed.returning(stock.c.id)  # SQLite's driver counts no rows of a statement that begins with WITH


IMPORT_LOCK = select(func.pg_advisory_xact_lock(0x0CEAA))
"""Held to the end of a transaction. Any number would do, but for that of the schema (upgrade.py)."""
CLAIM = {skip_locked: _claiming(skip_locked=skip_locked) for skip_locked in (False, True)}


class Stock(Repository):
    """Stock items that are free, held, sold and withdrawn."""

    async def _claim(self, product_id: int, order_id: str, count: int, *, skip_locked: bool) -> int:
        wanted = {"product": product_id, "count": count}
        kept = {"state": StockState.HELD, "order_id": order_id}
        return len((await self._run(CLAIM[skip_locked], wanted | kept)).all())

    async def hold(self, product_id: int, order_id: str, count: int) -> int:
        """Keep the oldest free goods for an order; returns how many there were.

        Rows that a rival has locked are skipped; only if that leaves too few, it waits for the rival, since "locked" is
        not yet "sold out". It releases the first rows before: two that wait while they hold goods would wait for ever.
        """
        if not locks_rows(self._connection):
            return await self._claim(product_id, order_id, count, skip_locked=False)
        async with self._connection.begin_nested() as first:
            held = await self._claim(product_id, order_id, count, skip_locked=True)
            if held == count:
                return held
            await first.rollback()
        return await self._claim(product_id, order_id, count, skip_locked=False)

    async def held(self, order_id: str) -> int:
        """Return how many goods an order holds or was given."""
        return await self._number(HELD_FOR, order=order_id)

    async def release(self, order_id: str) -> int:
        """Put back what an order holds; returns how many."""
        return await self._change(
            update(stock)
            .where(stock.c.order_id == order_id, stock.c.state == StockState.HELD)
            .values(state=StockState.FREE, order_id=None)
        )

    async def give(self, order_id: str, count: int) -> int:
        """Bind what an order holds to it for ever, if that is so many; returns how many."""
        chosen = {"order": order_id, "count": count, "state": StockState.GIVEN}
        return await self._change(GIVE, chosen)

    async def goods(self, order_id: str) -> tuple[Secret, ...]:
        """Return the goods that were given for an order, in the order of sale."""
        rows = await self._run(GOODS, {"order": order_id})
        return tuple(self._vault.decrypt(secret) for secret in rows.scalars())

    async def goods_of_subscription(self, subscription_id: str) -> tuple[Secret, ...]:
        """Return the goods that a subscription gave last: those of its newest order that took any from stock."""
        period = periods
        rows = await self._run(
            select(stock.c.order_id, stock.c.secret)
            .join(period, period.c.order_id == stock.c.order_id)
            .where(period.c.subscription_id == subscription_id, stock.c.state == StockState.GIVEN)
            .order_by(period.c.starts_at.desc(), stock.c.id)
        )
        found = rows.all()
        return tuple(self._vault.decrypt(row.secret) for row in found if row.order_id == found[0].order_id)

    async def level(self, product_id: int) -> StockLevel:
        """Return the number of free goods, counted no further than LEVEL_CAP."""
        return StockLevel.counted(await self._number(FREE, product=product_id))

    async def left(self, product_id: int, limit: int) -> int:
        """Return how many are not sold, whether free or held; of each counted no further than `limit`."""
        return await self._number(LEFT, product=product_id, limit=limit)

    async def newest_batch(self, product_id: int) -> str:
        """The last import of which anything is not sold, whether free or held."""
        newest = (0, "")
        for state in (StockState.FREE, StockState.HELD):
            last = select(stock.c.id, stock.c.batch_id).where(of_product(product_id, state))
            row = await self._one(last.order_by(*(one.desc() for one in SALE_ORDER)).limit(1))
            newest = max(newest, (row.id, row.batch_id)) if row else newest
        return newest[1]

    async def known(self, secrets: Sequence[Secret]) -> dict[str, StockState]:
        """Return those of these texts that the shop has seen before, sold ones too, and the state of each.

        Others run between two portions of a long question: on SQLite it is answered on the event loop.
        """
        found: dict[str, StockState] = {}
        for start in range(0, len(secrets), CHUNK):
            texts = [secret.reveal() for secret in secrets[start : start + CHUNK]]
            marks = {self._vault.fingerprint(text): text for text in texts}
            rows = await self._run(
                select(stock.c.fingerprint, stock.c.state).where(stock.c.fingerprint.in_(list(marks)))
            )
            found.update({marks[bytes(row.fingerprint)]: StockState(row.state) for row in rows})
            await asyncio.sleep(0)
        return found

    async def lock_imports(self) -> None:
        """Wait until no other transaction stores goods: two with the same codes would wait for each other's rows."""
        if locks_rows(self._connection):
            await self._run(IMPORT_LOCK)

    async def open_batch(self, batch: Batch) -> None:
        """Begin an import, or go on with it."""
        row = picked(batch, ("id", "product_id", "admin_id", "created_at", "size"))
        await self._run(insert(self._connection, stock_batches).values(row).on_conflict_do_nothing())

    async def add(self, batch: Batch, sealed: Sequence[Sealed]) -> None:
        """Store a portion of a batch, for sale at once; what the shop has seen before is passed over.

        Everybody who writes waits meanwhile (SQLite), so the goods come sealed, and no row is asked for its id.
        """
        if sealed:
            statement = insert(self._connection, stock).on_conflict_do_nothing()
            await self._run(statement, [_item(batch, one) for one in sealed])

    async def close_batch(self, batch: Batch) -> int:
        """End an import: write down how many goods were new, and return it. A batch without any is not kept."""
        mine = select(func.count()).select_from(stock).where(stock.c.batch_id == batch.id)
        added = await self._number(mine)
        this = stock_batches.c.id == batch.id
        await self._run(
            update(stock_batches).where(this).values(size=added) if added else stock_batches.delete().where(this)
        )
        return added

    async def batch(self, batch_id: str) -> Batch | None:
        """A batch that was not undone, or not to its end, locked."""
        left = exists().where(stock.c.batch_id == stock_batches.c.id, stock.c.state == StockState.FREE)
        query = (
            select(stock_batches)
            .where(stock_batches.c.id == batch_id, or_(stock_batches.c.undone_at.is_(None), left))
            .with_for_update()
        )
        return await self._first(_batch, query)

    async def taken(self, batch_id: str) -> int:
        """Return how many goods of a batch are sold or held."""
        return await self._number(
            select(func.count())
            .select_from(stock)
            .where(stock.c.batch_id == batch_id, stock.c.state.in_((StockState.HELD, StockState.GIVEN)))
        )

    async def has_goods(self, batch_id: str) -> bool:
        """Return whether anything of a batch is there."""
        return await self._has(select(stock.c.id).where(stock.c.batch_id == batch_id).limit(1))

    async def mark_undone(self, batch_id: str, now: int) -> None:
        """Note that a batch is to be as if it had never been imported."""
        await self._run(update(stock_batches).where(stock_batches.c.id == batch_id).values(undone_at=now))

    async def remove_free(self, batch_id: str, limit: int) -> int:
        """Remove free goods of a batch, so many at most; returns how many."""
        free = select(stock.c.id).where(stock.c.batch_id == batch_id, stock.c.state == StockState.FREE).limit(limit)
        return await self._change(stock.delete().where(stock.c.id.in_(free), stock.c.state == StockState.FREE))

    async def samples(self) -> list[bytes]:
        """The oldest and the newest ciphertext, to prove that the keys fit; nothing while there is none."""
        ends = select(func.min(stock.c.id)).union(select(func.max(stock.c.id)))
        rows = await self._run(select(stock.c.secret).where(stock.c.id.in_(ends)).order_by(stock.c.id))
        return [bytes(secret) for secret in rows.scalars()]


def _item(batch: Batch, sealed: Sealed) -> dict[str, Any]:
    return {
        "product_id": batch.product_id,
        "state": StockState.FREE,
        "secret": sealed.ciphertext,
        "fingerprint": sealed.fingerprint,
        "batch_id": batch.id,
    }


def _batch(row: Row[Any]) -> Batch:
    return Batch(row.id, row.product_id, row.admin_id, row.created_at, row.size, row.undone_at is not None)

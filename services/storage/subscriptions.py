"""Rows of periods, and the ledger that makes each reminder unique."""

from typing import Any

from sqlalchemy import Row, bindparam, select, update

from services.domain.language import Words
from services.domain.lifecycle import sources
from services.domain.subscription import SUBSCRIPTION_MOVES, Subscription, SubscriptionState
from services.storage import tables
from services.storage.connection import Connection
from services.storage.dialect import InsertNew, insert

T, R, P = tables.subscriptions, tables.reminders, tables.periods

ADD = T.insert()
ADD_PERIOD = InsertNew(P, P.c.order_id)
HAS_DUE = select(T.c.id).where(T.c.remind_at <= bindparam("now")).limit(1)
PERIOD = select(P).where(P.c.order_id == bindparam("order"))


class Subscriptions:
    """What runs, until when, and what was said about it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def _list(self, *conditions: Any, limit: int, lock: bool = False) -> list[Subscription]:  # noqa: ANN401 - SQL expressions
        statement = select(T).where(*conditions).order_by(T.c.ends_at, T.c.id).limit(limit)
        rows = await self._connection.execute(statement.with_for_update() if lock else statement)
        return [_subscription(row) for row in rows]

    async def add(self, subscription: Subscription) -> None:
        """Begin a subscription."""
        await self._connection.execute(
            ADD,
            {
                "id": subscription.id,
                "customer_id": subscription.customer_id,
                "product_id": subscription.product_id,
                "order_id": subscription.order_id,
                "title_en": subscription.title.en,
                "title_zh": subscription.title.zh,
                "state": subscription.state,
                "starts_at": subscription.starts_at,
                "ends_at": subscription.ends_at,
                "remind_at": subscription.remind_at,
            },
        )

    async def add_period(self, order_id: str, subscription_id: str, starts_at: int, ends_at: int) -> bool:
        """Write down which period an order paid for; False if that is written already."""
        row = {"order_id": order_id, "subscription_id": subscription_id, "starts_at": starts_at, "ends_at": ends_at}
        added = await self._connection.execute(ADD_PERIOD.on(self._connection), row)
        return added.one_or_none() is not None

    async def period(self, order_id: str) -> tuple[str, int, int] | None:
        """Subscription, start and end of the period that an order paid for."""
        row = (await self._connection.execute(PERIOD, {"order": order_id})).one_or_none()
        return None if row is None else (row.subscription_id, row.starts_at, row.ends_at)

    async def lock(self, subscription_id: str) -> Subscription | None:
        """A subscription, locked until the end of the transaction."""
        found = await self._list(T.c.id == subscription_id, limit=1, lock=True)
        return found[0] if found else None

    async def of(self, customer_id: int, subscription_id: str) -> Subscription | None:
        """A subscription, if it belongs to this customer."""
        found = await self._list(T.c.id == subscription_id, T.c.customer_id == customer_id, limit=1)
        return found[0] if found else None

    async def all_of(self, customer_id: int, since: int, limit: int) -> list[Subscription]:
        """Subscriptions of a customer that run or ended after a moment, the next to end first."""
        return await self._list(T.c.customer_id == customer_id, T.c.ends_at > since, limit=limit)

    async def renew(self, subscription_id: str, order_id: str, ends_at: int, remind_at: int | None) -> bool:
        """Move the end of a subscription; False if it was revoked."""
        states = sources(SUBSCRIPTION_MOVES, SubscriptionState.ACTIVE)
        done = await self._connection.execute(
            update(T)
            .where(T.c.id == subscription_id, T.c.state.in_(states))
            .values(state=SubscriptionState.ACTIVE, order_id=order_id, ends_at=ends_at, remind_at=remind_at)
        )
        return done.rowcount == 1

    async def shorten(self, subscription_id: str, ends_at: int, remind_at: int | None) -> None:
        """Move the end of a subscription back."""
        await self._connection.execute(
            update(T).where(T.c.id == subscription_id).values(ends_at=ends_at, remind_at=remind_at)
        )

    async def move(self, subscription_id: str, to: SubscriptionState, **columns: Any) -> bool:  # noqa: ANN401 - column values
        """Move a subscription on if its state permits; False if it does not (any more)."""
        done = await self._connection.execute(
            update(T)
            .where(T.c.id == subscription_id, T.c.state.in_(sources(SUBSCRIPTION_MOVES, to)))
            .values(state=to, **columns)
        )
        return done.rowcount == 1

    async def has_due(self, now: int) -> bool:
        """Whether the scheduler has anything to look at."""
        return await self._connection.scalar(HAS_DUE, {"now": now}) is not None

    async def due(self, now: int, limit: int) -> list[Subscription]:
        """Subscriptions that the scheduler must look at, locked; those that a rival holds are left to it."""
        rows = await self._connection.execute(
            select(T).where(T.c.remind_at <= now).order_by(T.c.remind_at).limit(limit).with_for_update(skip_locked=True)
        )
        return [_subscription(row) for row in rows]

    async def look_again(self, subscription_id: str, remind_at: int | None) -> None:
        """Say when the scheduler looks next; None: never."""
        await self._connection.execute(update(T).where(T.c.id == subscription_id).values(remind_at=remind_at))

    async def note_reminder(self, subscription_id: str, stage: str, ends_at: int, now: int) -> bool:
        """Enter a reminder into the ledger; False if it stands there already."""
        row = insert(self._connection, R).values(subscription_id=subscription_id, stage=stage, ends_at=ends_at, at=now)
        return (
            await self._connection.execute(row.on_conflict_do_nothing().returning(R.c.stage))
        ).one_or_none() is not None


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        id=row.id,
        customer_id=row.customer_id,
        product_id=row.product_id,
        order_id=row.order_id,
        title=Words(row.title_en, row.title_zh),
        state=SubscriptionState(row.state),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        remind_at=row.remind_at,
    )

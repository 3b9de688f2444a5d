"""Rows of periods, and the ledger that makes each reminder unique."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, case, func, select, update

from services.domain.orders.order import OrderState
from services.domain.state_machine import sources
from services.domain.subscriptions.subscription import SUBSCRIPTION_MOVES, Subscription, SubscriptionState
from services.domain.values.interval import Interval
from services.domain.values.language import LocalizedText
from services.storage.dialect import InsertIgnoringConflicts, insert
from services.storage.repository import Repository, picked
from services.storage.tables import orders, periods, reminders, subscriptions

PLAIN = ("id", "customer_id", "product_id", "order_id", "starts_at", "ends_at", "remind_at")
OVER = 10**14
"""Later than any end: what is over stands behind what runs."""

ADD = subscriptions.insert()
ADD_PERIOD = InsertIgnoringConflicts(periods, periods.c.order_id)
HAS_DUE = select(subscriptions.c.id).where(subscriptions.c.remind_at <= bindparam("now")).limit(1)
PERIOD = select(periods).where(periods.c.order_id == bindparam("order"))


class Subscriptions(Repository):
    """The repository of subscriptions, their periods and their reminders."""

    async def _list(self, *conditions: Any, limit: int, lock: bool = False) -> list[Subscription]:  # noqa: ANN401 - SQL expressions
        statement = (
            select(subscriptions).where(*conditions).order_by(subscriptions.c.ends_at, subscriptions.c.id).limit(limit)
        )
        return await self._all(_subscription, statement.with_for_update() if lock else statement)

    async def add(self, subscription: Subscription) -> None:
        """Begin a subscription."""
        title = {"title_en": subscription.title.en, "title_zh": subscription.title.zh}
        await self._run(ADD, picked(subscription, (*PLAIN, "state")) | title)

    async def add_period(self, order_id: str, subscription_id: str, starts_at: int, ends_at: int) -> bool:
        """Write down which period an order paid for; False if that is written already."""
        row = {"order_id": order_id, "subscription_id": subscription_id, "starts_at": starts_at, "ends_at": ends_at}
        return await self._has(ADD_PERIOD.on(self._connection), **row)

    async def intervals(self, subscription_id: str) -> list[Interval]:
        """Return the periods that the orders of a subscription have paid for and kept, in order: not those refunded."""
        rows = await self._run(
            select(periods)
            .join(orders, orders.c.id == periods.c.order_id)
            .where(periods.c.subscription_id == subscription_id, orders.c.state != OrderState.REFUNDED)
            .order_by(periods.c.starts_at)
        )
        return [Interval(row.order_id, row.starts_at, row.ends_at) for row in rows]

    async def move_interval(self, interval: Interval) -> None:
        """Put what an order has paid for elsewhere in time."""
        await self._run(
            update(periods)
            .where(periods.c.order_id == interval.order_id)
            .values(starts_at=interval.starts_at, ends_at=interval.ends_at)
        )

    async def origins(self, subscription_ids: Sequence[str]) -> dict[str, tuple[str, int]]:
        """The number of the first order of each subscription, and for how many it was."""
        rows = await self._run(
            select(periods.c.subscription_id, orders.c.number, orders.c.quantity)
            .join(orders, orders.c.id == periods.c.order_id)
            .where(periods.c.subscription_id.in_(subscription_ids))
            .order_by(periods.c.starts_at.desc())
        )
        return {row.subscription_id: (row.number, row.quantity) for row in rows}

    async def quantity(self, subscription_id: str) -> int:
        """For how many a subscription is: as many as its first order was for."""
        origin = (await self.origins([subscription_id])).get(subscription_id)
        return 1 if origin is None else origin[1]

    async def uneven(self, now: int) -> list[str]:
        """The first order of each running subscription that was once renewed for another number than was bought."""
        running = select(subscriptions.c.id).where(
            subscriptions.c.ends_at > now, subscriptions.c.state != SubscriptionState.REVOKED
        )
        rows = await self._run(
            select(periods.c.subscription_id)
            .join(orders, orders.c.id == periods.c.order_id)
            .where(periods.c.subscription_id.in_(running))
            .group_by(periods.c.subscription_id)
            .having(func.min(orders.c.quantity) < func.max(orders.c.quantity))
        )
        found = await self.origins([row.subscription_id for row in rows])
        return sorted(number for number, _ in found.values())

    async def period(self, order_id: str) -> tuple[str, int, int] | None:
        """Subscription, start and end of the period that an order paid for."""
        row = await self._one(PERIOD, order=order_id)
        return None if row is None else (row.subscription_id, row.starts_at, row.ends_at)

    async def lock(self, subscription_id: str) -> Subscription | None:
        """A subscription, locked until the end of the transaction."""
        found = await self._list(subscriptions.c.id == subscription_id, limit=1, lock=True)
        return found[0] if found else None

    async def of(self, customer_id: int, subscription_id: str) -> Subscription | None:
        """A subscription, if it belongs to this customer."""
        found = await self._list(
            subscriptions.c.id == subscription_id, subscriptions.c.customer_id == customer_id, limit=1
        )
        return found[0] if found else None

    async def all_of(self, customer_id: int, since: int, limit: int) -> list[Subscription]:
        """Subscriptions of a customer that run or ended after a moment, the next to end first."""
        return await self._list(
            subscriptions.c.customer_id == customer_id, subscriptions.c.ends_at > since, limit=limit
        )

    async def page_of(self, customer_id: int, now: int, since: int, offset: int, limit: int) -> list[Subscription]:
        """The same, a page: first what runs, the next to end first, then what is over, the last to end first."""
        runs = (subscriptions.c.ends_at > now) & (subscriptions.c.state != SubscriptionState.REVOKED)
        return await self._all(
            _subscription,
            select(subscriptions)
            .where(subscriptions.c.customer_id == customer_id, subscriptions.c.ends_at > since)
            .order_by(case((runs, subscriptions.c.ends_at), else_=OVER - subscriptions.c.ends_at), subscriptions.c.id)
            .offset(offset)
            .limit(limit),
        )

    async def renew(self, subscription_id: str, order_id: str, ends_at: int, remind_at: int | None) -> bool:
        """Move the end of a subscription; False if it was revoked."""
        states = sources(SUBSCRIPTION_MOVES, SubscriptionState.ACTIVE)
        return (
            await self._change(
                update(subscriptions)
                .where(subscriptions.c.id == subscription_id, subscriptions.c.state.in_(states))
                .values(state=SubscriptionState.ACTIVE, order_id=order_id, ends_at=ends_at, remind_at=remind_at)
            )
            == 1
        )

    async def shorten(self, subscription_id: str, order_id: str, ends_at: int, remind_at: int | None) -> None:
        """Move the end of a subscription back; `order_id` is now the newest that counts."""
        await self._run(
            update(subscriptions)
            .where(subscriptions.c.id == subscription_id)
            .values(order_id=order_id, ends_at=ends_at, remind_at=remind_at)
        )

    async def move(self, subscription_id: str, to: SubscriptionState, **columns: Any) -> bool:  # noqa: ANN401 - column values
        """Move a subscription on if its state permits; False if it does not (any more)."""
        return (
            await self._change(
                update(subscriptions)
                .where(
                    subscriptions.c.id == subscription_id, subscriptions.c.state.in_(sources(SUBSCRIPTION_MOVES, to))
                )
                .values(state=to, **columns)
            )
            == 1
        )

    async def has_due(self, now: int) -> bool:
        """Return whether the scheduler has anything to look at."""
        return await self._has(HAS_DUE, now=now)

    async def due(self, now: int, limit: int) -> list[Subscription]:
        """Subscriptions that the scheduler must look at, locked; those that a rival holds are left to it."""
        return await self._all(
            _subscription,
            select(subscriptions)
            .where(subscriptions.c.remind_at <= now)
            .order_by(subscriptions.c.remind_at)
            .limit(limit)
            .with_for_update(skip_locked=True),
        )

    async def look_again(self, subscription_id: str, remind_at: int | None) -> None:
        """Say when the scheduler looks next; None: never."""
        await self._run(update(subscriptions).where(subscriptions.c.id == subscription_id).values(remind_at=remind_at))

    async def note_reminder(self, subscription_id: str, stage: str, ends_at: int, now: int) -> bool:
        """Enter a reminder into the ledger; False if it stands there already."""
        row = insert(self._connection, reminders).values(
            subscription_id=subscription_id, stage=stage, ends_at=ends_at, at=now
        )
        return await self._has(row.on_conflict_do_nothing().returning(reminders.c.stage))


def _subscription(row: Row[Any]) -> Subscription:
    title = LocalizedText(row.title_en, row.title_zh)
    return Subscription(title=title, state=SubscriptionState(row.state), **picked(row, PLAIN))

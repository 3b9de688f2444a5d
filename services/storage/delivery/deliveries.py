"""Rows of messages with goods."""

from typing import Any

from sqlalchemy import Row, bindparam, func, select, update

from services.domain.delivery.delivery import DELIVERY_MOVES, FIRST_PART, Delivery, DeliveryState
from services.domain.state_machine import sources
from services.storage.dialect import InsertIgnoringConflicts
from services.storage.orders.orders import RETURNS_MONEY
from services.storage.repository import Repository, picked
from services.storage.tables import deliveries, orders
from services.storage.tables.columns import in_states

PLAIN = ("id", "order_id", "part", "customer_id", "attempts", "uncertain_attempts", "is_resend", "lease_until")
NEW = InsertIgnoringConflicts(deliveries, deliveries)
MOVE = {
    to: update(deliveries).where(
        deliveries.c.id == bindparam("which"), in_states(deliveries.c.state, *sources(DELIVERY_MOVES, to))
    )
    for to in DeliveryState
}
RETURNING = select(orders.c.id).where(orders.c.id == deliveries.c.order_id, RETURNS_MONEY).exists()
PER_BUYER, CANDIDATES = 10, 500
"""So many deliveries of one buyer are held at a time, of so many that have been due for the longest."""
IS_DUE = in_states(deliveries.c.state, DeliveryState.DUE, DeliveryState.UNCERTAIN) & (
    deliveries.c.due_at <= bindparam("now")
)
HAS_DUE = select(deliveries.c.id).where(IS_DUE).limit(1)
FIRST = (
    select(deliveries.c.id, deliveries.c.customer_id, deliveries.c.due_at)
    .where(IS_DUE)
    .order_by(deliveries.c.due_at, deliveries.c.id)
    .limit(CANDIDATES)
    .subquery("first")
)
RANKED = select(
    FIRST.c.id,
    FIRST.c.customer_id,
    func.row_number().over(partition_by=FIRST.c.customer_id, order_by=(FIRST.c.due_at, FIRST.c.id)).label("place"),
).subquery("ranked")
UNDER_WAY = deliveries.alias("under_way")
HELD = (
    select(func.count())
    .select_from(UNDER_WAY)
    .where(UNDER_WAY.c.customer_id == RANKED.c.customer_id, in_states(UNDER_WAY.c.state, DeliveryState.SENDING))
    .scalar_subquery()
)


class Deliveries(Repository):
    """The repository of deliveries, one row a message."""

    async def add(self, order_id: str, part: int, customer_id: int, lease: int | None) -> Delivery | None:
        """Write a delivery down, once: as due, or (with a lease in milliseconds) already claimed by the caller."""
        now = self._real()
        values = {
            "order_id": order_id,
            "part": part,
            "customer_id": customer_id,
            "state": DeliveryState.DUE if lease is None else DeliveryState.SENDING,
            "is_resend": False,
            "due_at": now,
            "lease_until": None if lease is None else now + lease,
            "attempts": 0 if lease is None else 1,
        }
        return await self._first(_delivery, NEW.on(self._connection), **values)

    async def next_part(self, order_id: str) -> int:
        """Return the part of one more delivery of an order, which is locked."""
        return await self._number(select(func.max(deliveries.c.part)).where(deliveries.c.order_id == order_id)) + 1

    async def claim(self, limit: int, lease: int) -> list[Delivery]:
        """Take what is due under a lease of so many milliseconds; of each buyer no more than is sent soon."""
        now = self._real()
        due = (
            select(deliveries.c.id)
            .join(RANKED, RANKED.c.id == deliveries.c.id)
            .where(IS_DUE, RANKED.c.place + HELD <= PER_BUYER)
            .order_by(deliveries.c.due_at, deliveries.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True, of=deliveries)
            .cte("due")
        )
        rows = await self._run(
            update(deliveries)
            .where(deliveries.c.id.in_(select(due.c.id)))
            .values(state=DeliveryState.SENDING, lease_until=now + lease, attempts=deliveries.c.attempts + 1)
            .returning(deliveries),
            {"now": now},
        )
        return sorted((_delivery(row) for row in rows), key=lambda delivery: delivery.id)

    async def has_due(self) -> bool:
        """Return whether anything is due."""
        return await self._has(HAS_DUE, now=self._real())

    async def abandoned(self, limit: int, *, any_lease: bool = False, delivery_id: int | None = None) -> list[Delivery]:
        """Return deliveries whose holder died (or any under way, when nobody else can be alive): they may have arrived.

        One of them is to be looked at again (`delivery_id`) after its order was locked.
        """
        over = () if any_lease else (deliveries.c.lease_until <= self._real(),)
        one = () if delivery_id is None else (deliveries.c.id == delivery_id,)
        return await self._all(
            _delivery,
            select(deliveries).where(in_states(deliveries.c.state, DeliveryState.SENDING), *over, *one).limit(limit),
        )

    async def move(self, delivery_id: int, to: DeliveryState, **columns: Any) -> bool:  # noqa: ANN401 - column values
        """Move a delivery on if its state permits; False if it does not (any more)."""
        return await self._change(MOVE[to], {"which": delivery_id, "state": to, **columns}) == 1

    async def see(self, order_id: str) -> None:
        """Mark the deliveries of an order seen: no copy is needed any more."""
        await self._run(
            update(deliveries)
            .where(
                deliveries.c.order_id == order_id,
                deliveries.c.state.in_(sources(DELIVERY_MOVES, DeliveryState.SEEN)),
                deliveries.c.state != DeliveryState.SENDING,
            )
            .values(state=DeliveryState.SEEN, lease_until=None)
        )

    async def withdraw(self, order_id: str) -> None:
        """Withdraw the unsent deliveries of a refunded order. One that is being sent is left to its holder."""
        states = sources(DELIVERY_MOVES, DeliveryState.WITHDRAWN)
        await self._run(
            update(deliveries)
            .where(
                deliveries.c.order_id == order_id,
                deliveries.c.state.in_(states),
                deliveries.c.state != DeliveryState.SENDING,
            )
            .values(state=DeliveryState.WITHDRAWN)
        )

    async def unseen(self, order_id: str) -> bool:
        """Return whether a message of an order is not known to have been read."""
        states = (
            DeliveryState.DUE,
            DeliveryState.SENT,
            DeliveryState.UNCERTAIN,
            DeliveryState.UNREACHABLE,
            DeliveryState.ATTENTION,
        )
        found = (
            select(deliveries.c.id).where(deliveries.c.order_id == order_id, deliveries.c.state.in_(states)).limit(1)
        )
        return await self._has(found)

    async def requeue(self, customer_id: int) -> int:
        """Make the undelivered deliveries of a buyer due again; returns how many."""
        return await self._change(
            update(deliveries)
            .where(
                deliveries.c.customer_id == customer_id,
                in_states(deliveries.c.state, DeliveryState.UNREACHABLE),
                ~RETURNING,
            )
            .values(state=DeliveryState.DUE, due_at=self._real())
        )

    async def resend(self, order_id: str) -> int:
        """Send the same goods again, marked as a copy; returns how many messages that are.

        The first message of an order shows all its goods, those that replaced others too.
        """
        return await self._change(
            update(deliveries)
            .where(
                deliveries.c.order_id == order_id,
                deliveries.c.part == FIRST_PART,
                deliveries.c.state.not_in((DeliveryState.SENDING, DeliveryState.WITHDRAWN)),
                ~RETURNING,
            )
            .values(state=DeliveryState.DUE, is_resend=True, uncertain_attempts=0, due_at=self._real())
        )

    async def of_order(self, order_id: str) -> list[Delivery]:
        """The messages of an order."""
        return await self._all(
            _delivery, select(deliveries).where(deliveries.c.order_id == order_id).order_by(deliveries.c.part)
        )

    async def oldest_due(self) -> int | None:
        """Since when (real time) the oldest due message waits."""
        return await self._int_or_none(
            select(deliveries.c.due_at)
            .where(in_states(deliveries.c.state, DeliveryState.DUE))
            .order_by(deliveries.c.due_at)
            .limit(1)
        )


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(state=DeliveryState(row.state), **picked(row, PLAIN))

"""Rows of money that goes back: written before it is asked for, so that it is asked for until it is done."""

from typing import Any

from sqlalchemy import Row, select, update

from services.domain.payments.payment import Refund, RefundState
from services.domain.values.money import Currency, Money
from services.storage.repository import Repository, picked
from services.storage.tables import payments, refunds
from services.storage.tables.columns import in_states, is_due


class Refunds(Repository):
    """Refunds, at most one a payment."""

    async def add(self, payment_id: int, reason: str, admin_id: int | None, now: int, *, by_person: bool) -> bool:
        """Write down that a payment must go back; False if that is written already."""
        added = await self._insert_once(
            refunds,
            payment_id=payment_id,
            state=RefundState.PERSON if by_person else RefundState.DUE,
            reason=reason,
            admin_id=admin_id,
            asked_at=now,
            due_at=self._real(),
        )
        return added is not None

    async def has_due(self) -> bool:
        """Return whether anything is due, or was left behind by a dead holder."""
        return await self._has(select(refunds.c.id).where(is_due(refunds, self._real())).limit(1))

    async def claim(self, limit: int, lease: int) -> list[Refund]:
        """Claim due refunds, and those whose holder has died, under a lease of so many milliseconds."""
        now = self._real()
        due = (
            select(refunds.c.id)
            .where(is_due(refunds, now))
            .order_by(refunds.c.due_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("due")
        )
        claimed = await self._run(
            update(refunds)
            .where(refunds.c.id.in_(select(due.c.id)))
            .values(state=RefundState.SENDING, lease_until=now + lease, attempts=refunds.c.attempts + 1)
            .returning(refunds.c.id)
        )
        ids = list(claimed.scalars())
        return await self._list(ids) if ids else []

    async def for_person(self, limit: int) -> list[Refund]:
        """Refunds that only a person can finish, oldest first."""
        waiting = (
            select(refunds.c.id)
            .where(in_states(refunds.c.state, RefundState.PERSON))
            .order_by(refunds.c.asked_at, refunds.c.id)
            .limit(limit)
        )
        ids = await self._values(waiting)
        return sorted(await self._list(ids), key=lambda refund: ids.index(refund.id)) if ids else []

    async def count_for_person(self, limit: int) -> int:
        """Return how many refunds wait for a person, counted no further than `limit`."""
        some = select(refunds.c.id).where(in_states(refunds.c.state, RefundState.PERSON)).limit(limit)
        return await self._count(some)

    async def seize(self, refund_id: int, lease: int) -> Refund | None:
        """Take a refund that waits for a person under a lease of so many milliseconds; None if it does not wait."""
        seized = await self._run(
            update(refunds)
            .where(refunds.c.id == refund_id, refunds.c.state == RefundState.PERSON)
            .values(state=RefundState.SENDING, lease_until=self._real() + lease)
        )
        return (await self._list([refund_id]))[0] if seized.rowcount == 1 else None

    async def get(self, refund_id: int) -> Refund | None:
        """A refund by its id."""
        found = await self._list([refund_id])
        return found[0] if found else None

    async def of_payment(self, payment_id: int) -> Refund | None:
        """The refund of a payment, if one was asked for."""
        ids = await self._values(select(refunds.c.id).where(refunds.c.payment_id == payment_id))
        return (await self._list(ids))[0] if ids else None

    async def _list(self, ids: list[int]) -> list[Refund]:
        return await self._all(
            _refund,
            select(
                refunds,
                payments.c.provider,
                payments.c.charge_id,
                payments.c.customer_id,
                payments.c.amount,
                payments.c.currency,
            )
            .join(payments, payments.c.id == refunds.c.payment_id)
            .where(refunds.c.id.in_(ids)),
        )

    async def done(self, refund_id: int, now: int) -> None:
        """The money is back."""
        await self._run(
            update(refunds)
            .where(refunds.c.id == refund_id)
            .values(state=RefundState.DONE, done_at=now, lease_until=None)
        )

    async def mark_done_for(self, payment_id: int, now: int) -> None:
        """The provider says that a payment went back, whoever asked for it."""
        await self._run(
            update(refunds)
            .where(refunds.c.payment_id == payment_id)
            .values(state=RefundState.DONE, done_at=now, lease_until=None)
        )

    async def later(self, refund_id: int, after: int, error: str) -> None:
        """Try again after so many milliseconds."""
        await self._run(
            update(refunds)
            .where(refunds.c.id == refund_id)
            .values(state=RefundState.DUE, due_at=self._real() + after, lease_until=None, error=error)
        )

    async def to_person(self, refund_id: int, error: str) -> None:
        """No interface can do it: a person must."""
        await self._run(
            update(refunds)
            .where(refunds.c.id == refund_id)
            .values(state=RefundState.PERSON, lease_until=None, error=error)
        )


def _refund(row: Row[Any]) -> Refund:
    return Refund(
        money=Money(row.amount, Currency(row.currency)),
        state=RefundState(row.state),
        **picked(row, ("id", "payment_id", "provider", "charge_id", "customer_id", "reason", "attempts")),
    )

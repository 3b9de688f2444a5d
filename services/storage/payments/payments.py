"""Rows of the money book."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Row, and_, bindparam, or_, select, update

from services.domain.payments.payment import PAYMENT_MOVES, Charge, Payment, PaymentState
from services.domain.state_machine import sources
from services.domain.values.money import Currency, Money
from services.domain.values.secret import Secret
from services.storage.connection.connection import batches
from services.storage.repository import Repository, picked
from services.storage.tables import payments
from services.storage.tables.columns import in_states

BATCH = 1_000
PLAIN = (
    "id", "order_id", "customer_id", "provider", "charge_id", "opened_at", "confirmed_at", "reviewed_by", "reason",
    "submitted_at",
)  # fmt: skip
OPEN = payments.insert()
MOVE = {
    to: update(payments).where(
        payments.c.id == bindparam("which"), in_states(payments.c.state, *sources(PAYMENT_MOVES, to))
    )
    for to in PaymentState
}
OLDEST_FIRST = select(payments).order_by(payments.c.id).limit(100)
BY_ID = OLDEST_FIRST.where(payments.c.id == bindparam("id"))
BY_CHARGE = OLDEST_FIRST.where(
    payments.c.provider == bindparam("provider"), payments.c.charge_id == bindparam("charge")
)
OF_ORDER = OLDEST_FIRST.where(payments.c.order_id == bindparam("order"))
MAIN = OF_ORDER.where(payments.c.state != PaymentState.SURPLUS).limit(1)
CONFIRMED = (
    select(payments.c.provider, payments.c.amount, payments.c.currency, payments.c.state, payments.c.confirmed_at)
    .where(payments.c.confirmed_at.is_not(None))
    .order_by(payments.c.id)
)
FOR_CHARGE = OLDEST_FIRST.where(
    or_(
        and_(payments.c.provider == bindparam("provider"), payments.c.charge_id == bindparam("charge")),
        and_(payments.c.order_id == bindparam("order"), payments.c.state != PaymentState.SURPLUS),
    )
)


class Payments(Repository):
    """Money asked for and money received; a charge of a provider appears once."""

    def _payment(self, row: Row[Any]) -> Payment:
        return Payment(
            money=Money(row.amount, Currency(row.currency)),
            state=PaymentState(row.state),
            evidence=None if row.evidence is None else self._vault.decrypt(row.evidence),
            **picked(row, PLAIN),
        )

    async def open(self, order_id: str, customer_id: int, provider: str, money: Money, now: int) -> None:
        """Ask for money."""
        await self._run(
            OPEN,
            {
                "order_id": order_id,
                "customer_id": customer_id,
                "provider": provider,
                "amount": money.amount,
                "currency": money.currency,
                "state": PaymentState.OPENED,
                "opened_at": now,
            },
        )

    async def get(self, payment_id: int) -> Payment | None:
        """A payment by its id."""
        return await self._first(self._payment, BY_ID, id=payment_id)

    async def by_charge(self, provider: str, charge_id: str) -> Payment | None:
        """The payment that a charge of a provider became."""
        return await self._first(self._payment, BY_CHARGE, provider=provider, charge=charge_id)

    async def for_charge(self, charge: Charge) -> tuple[Payment | None, Payment | None]:
        """The payment that a charge has become already, and the one that was opened with the order that it names."""
        provider, charge_id, order_id = charge.provider, charge.charge_id, charge.order_id
        found = await self._all(self._payment, FOR_CHARGE, provider=provider, charge=charge_id, order=order_id)
        known = next((one for one in found if (one.provider, one.charge_id) == (provider, charge_id)), None)
        of_order = (one for one in found if one.order_id == order_id and one.state is not PaymentState.SURPLUS)
        return known, next(of_order, None) if order_id is not None else None

    async def any(self) -> bool:
        """Return whether money ever came in."""
        return bool(
            await self._connection.scalar(select(payments.c.id).where(payments.c.charge_id.is_not(None)).limit(1))
        )

    async def confirmed(self) -> AsyncIterator[list[tuple[str, Money, PaymentState, int]]]:
        """Yield batches of provider, money, state and time (UTC ms) of all payments that were ever confirmed."""
        async for rows in batches(self._connection, CONFIRMED, BATCH):
            yield [
                (row.provider, Money(row.amount, Currency(row.currency)), PaymentState(row.state), row.confirmed_at)
                for row in rows
            ]

    async def of_order(self, order_id: str) -> list[Payment]:
        """All payments of an order, oldest first."""
        return await self._all(self._payment, OF_ORDER, order=order_id)

    async def primary(self, order_id: str) -> Payment | None:
        """The payment that was opened with the order."""
        return await self._first(self._payment, MAIN, order=order_id)

    async def confirm(self, payment_id: int, charge_id: str, now: int, *, reviewed_by: int | None = None) -> bool:
        """The money is there; False if this payment may not be confirmed (any more)."""
        return await self.move(
            payment_id, PaymentState.CONFIRMED, charge_id=charge_id, confirmed_at=now, reviewed_by=reviewed_by
        )

    async def move(self, payment_id: int, to: PaymentState, **columns: Any) -> bool:  # noqa: ANN401 - column values
        """Move a payment on if its state permits; False if it does not (any more)."""
        return await self._change(MOVE[to], {"which": payment_id, "state": to, **columns}) == 1

    async def close_open(self, order_id: str) -> None:
        """The order ran out of time: so does what was asked for it."""
        await self._run(
            update(payments)
            .where(payments.c.order_id == order_id, payments.c.state == PaymentState.OPENED)
            .values(state=PaymentState.EXPIRED)
        )

    async def surplus(self, charge: Charge, order_id: str | None, reason: str, now: int) -> int | None:
        """Write down money beyond what was asked; None if this charge is known already."""
        return await self._insert_once(
            payments,
            order_id=order_id,
            customer_id=charge.payer_id,
            provider=charge.provider,
            charge_id=charge.charge_id,
            amount=charge.money.amount,
            currency=charge.money.currency,
            state=PaymentState.SURPLUS,
            opened_at=now,
            confirmed_at=now,
            reason=reason,
        )

    async def submit_receipt(self, payment_id: int, evidence: Secret, mark: str, now: int) -> bool:
        """Keep what a customer shows as proof of a transfer; False if the payment cannot take it (any more)."""
        return await self.move(
            payment_id,
            PaymentState.REVIEW,
            evidence=self._vault.encrypt(evidence),
            evidence_mark=self._vault.fingerprint(mark),
            submitted_at=now,
            reviewed_by=None,
            reason=None,
        )

    async def with_same_receipt(self, payment_id: int) -> list[Payment]:
        """Other payments for which the same proof was handed in."""
        mark = select(payments.c.evidence_mark).where(payments.c.id == payment_id).scalar_subquery()
        return await self._all(
            self._payment, OLDEST_FIRST.where(payments.c.evidence_mark == mark, payments.c.id != payment_id).limit(5)
        )

    async def in_review(self, offset: int, limit: int) -> list[Payment]:
        """Receipts that wait for a decision, oldest first."""
        waiting = (
            select(payments)
            .where(in_states(payments.c.state, PaymentState.REVIEW))
            .order_by(payments.c.submitted_at, payments.c.id)
        )
        return await self._all(self._payment, waiting.offset(offset).limit(limit))

    async def count_in_review(self, limit: int) -> int:
        """Return how many receipts wait for a decision, counted no further than `limit`."""
        some = select(payments.c.id).where(in_states(payments.c.state, PaymentState.REVIEW)).limit(limit)
        return await self._count(some)

    async def reviewed(self, order_ids: Sequence[str]) -> frozenset[str]:
        """Return those of these orders that have a receipt that waits for a decision."""
        rows = await self._run(
            select(payments.c.order_id).where(
                payments.c.order_id.in_(order_ids), payments.c.state == PaymentState.REVIEW
            )
        )
        return frozenset(rows.scalars())

    async def undecided_since(self, before: int, after: int, limit: int) -> list[Payment]:
        """Receipts handed in before a moment and still undecided, by their ids, from behind the id `after` on."""
        undecided = OLDEST_FIRST.where(
            in_states(payments.c.state, PaymentState.REVIEW), payments.c.submitted_at <= before, payments.c.id > after
        )
        return await self._all(self._payment, undecided.limit(limit))

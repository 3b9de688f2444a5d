"""Rows of what people ask for about their data, and of who was erased."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from services.domain.customers.personal_data import LAST_TELEGRAM_ID, ErasureRequest
from services.domain.subscriptions.subscription import SubscriptionState
from services.storage import tables
from services.storage.dialect import insert
from services.storage.repository import Repository, picked

COPIES, REQUESTS, ERASED = tables.copy_requests, tables.erasure_requests, tables.erasures
ASKED = ("customer_id", "number", "asked_at", "due_at")


class Privacy(Repository):
    """Copies that were asked for, erasures that are asked for, and those that were done."""

    async def copied_at(self, customer_id: int) -> int | None:
        """Return when a customer had a copy last; None for never."""
        return await self._int_or_none(select(COPIES.c.asked_at).where(COPIES.c.customer_id == customer_id))

    async def put_copy(self, customer_id: int, now: int) -> None:
        """Remember that a customer has a copy."""
        row = insert(self._connection, COPIES).values(customer_id=customer_id, asked_at=now)
        await self._run(row.on_conflict_do_update(index_elements=["customer_id"], set_={"asked_at": now}))

    async def erasure_of(self, customer_id: int) -> ErasureRequest | None:
        """Return the erasure that a customer has asked for."""
        return await self._first(_request, select(REQUESTS).where(REQUESTS.c.customer_id == customer_id))

    async def ask_erasure(self, request: ErasureRequest) -> None:
        """Write a request down; one that is there already stays as it is."""
        row = insert(self._connection, REQUESTS).values(**picked(request, ASKED))
        await self._run(row.on_conflict_do_nothing())

    async def withdraw_erasure(self, customer_id: int) -> bool:
        """Take a request back; False if there was none."""
        return await self._change(delete(REQUESTS).where(REQUESTS.c.customer_id == customer_id)) == 1

    async def due_erasures(self, now: int, limit: int) -> list[ErasureRequest]:
        """The requests whose time has come, the earliest first."""
        return await self._all(
            _request, select(REQUESTS).where(REQUESTS.c.due_at <= now).order_by(REQUESTS.c.due_at).limit(limit)
        )

    async def put_off(self, customer_id: int, due_at: int) -> None:
        """Let a request wait for longer."""
        await self._run(update(REQUESTS).where(REQUESTS.c.customer_id == customer_id).values(due_at=due_at))

    async def orders_of(self, customer_id: int) -> int:
        """Return how many orders a customer has."""
        return await self._count(select(tables.orders.c.id).where(tables.orders.c.customer_id == customer_id))

    async def running_of(self, customer_id: int, now: int) -> int:
        """Return how many subscriptions of a customer are not over."""
        running = tables.subscriptions.c
        return await self._count(
            select(running.id).where(
                running.customer_id == customer_id, running.ends_at > now, running.state != SubscriptionState.REVOKED
            )
        )

    async def erased(self) -> list[tuple[str, str, int]]:
        """Everybody who was erased: pseudonym, number of the request, moment; the oldest first."""
        rows = await self._run(select(ERASED).order_by(ERASED.c.at, ERASED.c.pseudonym))
        return [(row.pseudonym, row.number, row.at) for row in rows]

    async def remember_erased(self, erased: Sequence[tuple[str, str, int]]) -> None:
        """Write down who was erased according to another place; who is known stays as it is."""
        rows = [{"pseudonym": pseudonym, "number": number, "at": at} for pseudonym, number, at in erased]
        if rows:
            await self._run(insert(self._connection, ERASED).on_conflict_do_nothing(), rows)

    async def brought_back(self) -> list[int]:
        """Everybody who was erased and is a customer nevertheless, since an older backup was restored."""
        customers = tables.customers
        back = select(customers.c.id).join_from(ERASED, customers, customers.c.pseudonym == ERASED.c.pseudonym)
        return await self._values(back.where(customers.c.id > -LAST_TELEGRAM_ID))


def _request(row: object) -> ErasureRequest:
    return ErasureRequest(**picked(row, ASKED))

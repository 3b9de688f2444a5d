"""Rows of cases: goods that were reported as faulty."""

from typing import Any

from sqlalchemy import Row, func, select, update

from services.domain.state_machine import sources
from services.domain.stock.stock import StockState
from services.domain.support.case import CASE_MOVES, Case, CaseHistory, CaseState
from services.domain.values.secret import Secret
from services.storage.repository import Repository, picked
from services.storage.tables import cases, orders, stock
from services.storage.tables.columns import in_states

PLAIN = (
    "id", "number", "customer_id", "order_id", "item_id", "opened_at", "decided_at", "decided_by", "reason",
    "replacement_id", "delivery_id",
)  # fmt: skip


class Cases(Repository):
    """Cases, one for each code or link that was ever reported."""

    async def add(self, case: Case) -> bool:
        """Open a case; False if there is one about the same code."""
        return await self._insert_once(cases, state=case.state, **picked(case, PLAIN)) is not None

    async def get(self, case_id: str) -> Case | None:
        """A case by its id; for admins."""
        return await self._first(_case, select(cases).where(cases.c.id == case_id))

    async def of_item(self, item_id: int) -> Case | None:
        """The case about a code or link."""
        return await self._first(_case, select(cases).where(cases.c.item_id == item_id))

    async def of_order(self, order_id: str) -> list[Case]:
        """The cases about the goods of an order, oldest first."""
        return await self._all(
            _case, select(cases).where(cases.c.order_id == order_id).order_by(cases.c.opened_at, cases.c.id)
        )

    async def page(self, offset: int, limit: int) -> list[Case]:
        """Open cases, those that wait longest first."""
        waiting = select(cases).where(in_states(cases.c.state, CaseState.OPEN)).order_by(cases.c.opened_at, cases.c.id)
        return await self._all(_case, waiting.offset(offset).limit(limit))

    async def count_open(self, limit: int) -> int:
        """Return how many cases wait for a decision, counted no further than `limit`."""
        return await self._count(select(cases.c.id).where(in_states(cases.c.state, CaseState.OPEN)).limit(limit))

    async def history(self, customer_id: int, since: int, limit: int) -> CaseHistory:
        """Orders (paid ones, counted no further than `limit`) and cases of a customer; recent is since a moment."""
        paid = (
            select(orders.c.id).where(orders.c.customer_id == customer_id, orders.c.paid_at.is_not(None)).limit(limit)
        )
        theirs = cases.c.customer_id == customer_id
        states = await self._run(
            select(cases.c.state, func.count().label("many")).where(theirs).group_by(cases.c.state)
        )
        counts = {row.state.lower(): row.many for row in states}
        replaced = select(cases.c.id).where(
            theirs, in_states(cases.c.state, CaseState.REPLACED), cases.c.decided_at > since
        )
        return CaseHistory(orders=await self._count(paid), recent=await self._count(replaced), **counts)

    async def move(self, case_id: str, to: CaseState, **columns: Any) -> bool:  # noqa: ANN401 - column values
        """Decide a case; False if that was done before."""
        this = update(cases).where(cases.c.id == case_id, in_states(cases.c.state, *sources(CASE_MOVES, to)))
        return await self._change(this.values(state=to, **columns)) == 1

    async def close_refunded(self, order_id: str, now: int, admin_id: int | None) -> None:
        """Close the open cases of an order whose money goes back."""
        theirs = update(cases).where(cases.c.order_id == order_id, in_states(cases.c.state, CaseState.OPEN))
        await self._run(theirs.values(state=CaseState.REFUNDED, decided_at=now, decided_by=admin_id))

    async def replacement(self, delivery_id: int) -> tuple[Secret, ...]:
        """Return what a delivery brings in place of something else; nothing if that was replaced as well meanwhile."""
        given = (
            select(stock.c.secret)
            .join(cases, cases.c.replacement_id == stock.c.id)
            .where(cases.c.delivery_id == delivery_id, stock.c.state == StockState.GIVEN)
        )
        return tuple(self._vault.decrypt(secret) for secret in await self._values(given))


def _case(row: Row[Any]) -> Case:
    return Case(state=CaseState(row.state), **picked(row, PLAIN))

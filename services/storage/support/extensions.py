"""Rows of extensions, and the subscriptions that an incident has touched."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, case, distinct, func, select, update

from services.domain.orders.order import OrderState
from services.domain.subscriptions.subscription import SubscriptionState
from services.domain.support.extension import Extension, ExtensionState, Touched, TouchedCounts
from services.domain.support.incident import Incident
from services.domain.values.language import LocalizedText
from services.storage.dialect import insert
from services.storage.repository import Repository, picked
from services.storage.tables import extended, extensions, orders, periods, subscriptions
from services.storage.tables.columns import in_states

PLAIN = ("incident_id", "days", "author_id", "asked_at", "expected", "done", "position", "finished_at")
EXTENDABLE = (SubscriptionState.ACTIVE, SubscriptionState.GRACE, SubscriptionState.ENDED)
"""A subscription that is suspended or revoked gets no time."""


def _touched(incident: Incident) -> list[ColumnElement[bool]]:
    """Return the conditions of having run while a closed incident went on; money that went back pays for no time."""
    ran = (
        select(periods.c.order_id)
        .join(orders, orders.c.id == periods.c.order_id)
        .where(periods.c.subscription_id == subscriptions.c.id, orders.c.state != OrderState.REFUNDED)
        .where(periods.c.starts_at < incident.closed_at, periods.c.ends_at > incident.started_at)
    )
    of_product = [subscriptions.c.product_id.in_(sorted(incident.products))] if incident.products else []
    return [
        subscriptions.c.ends_at > incident.started_at,
        in_states(subscriptions.c.state, *EXTENDABLE),
        ran.exists(),
        *of_product,
    ]


class Extensions(Repository):
    """The repository of extensions: one for an incident, and once for a subscription."""

    async def count(self, incident: Incident, now: int) -> TouchedCounts:
        """Count the subscriptions that a closed incident has touched."""
        over = func.sum(case((subscriptions.c.ends_at <= now, 1), else_=0))
        row = await self._one(
            select(
                func.count().label("all"),
                func.count(distinct(subscriptions.c.customer_id)).label("customers"),
                over.label("over"),
            )
            .select_from(subscriptions)
            .where(*_touched(incident))
        )
        assert row is not None, "a count has a row"
        return TouchedCounts(row.all, row.customers, row.over or 0)

    async def page(self, incident: Incident, offset: int, limit: int) -> list[Touched]:
        """Return the touched subscriptions, a page of them, the next to end first."""
        return await self._all(
            _read_touched,
            select(subscriptions)
            .where(*_touched(incident))
            .order_by(subscriptions.c.ends_at, subscriptions.c.id)
            .offset(offset)
            .limit(limit),
        )

    async def walk(self, incident: Incident, after: str, limit: int) -> tuple[str | None, list[str]]:
        """Look at the next subscriptions by their ids: the last one of them (None: there are none), and the touched."""
        ids: Sequence[str] = await self._values(
            select(subscriptions.c.id).where(subscriptions.c.id > after).order_by(subscriptions.c.id).limit(limit)
        )
        if not ids:
            return None, []
        touched = select(subscriptions.c.id).where(subscriptions.c.id.in_(ids), *_touched(incident))
        return ids[-1], await self._values(touched.order_by(subscriptions.c.id))

    async def add(self, extension: Extension) -> bool:
        """Begin one; False if the incident has one already."""
        row = insert(self._connection, extensions).values(picked(extension, (*PLAIN, "state")))
        return await self._has(row.on_conflict_do_nothing().returning(extensions.c.incident_id))

    async def get(self, incident_id: str) -> Extension | None:
        """The extension of an incident."""
        return await self._first(_extension, select(extensions).where(extensions.c.incident_id == incident_id))

    async def has_running(self) -> bool:
        """Return whether any is being done."""
        return await self._has(
            select(extensions.c.incident_id).where(in_states(extensions.c.state, ExtensionState.RUNNING)).limit(1)
        )

    async def lock_running(self) -> Extension | None:
        """The oldest that is being done, locked; one that a rival works on is left to it."""
        return await self._first(
            _extension,
            select(extensions)
            .where(in_states(extensions.c.state, ExtensionState.RUNNING))
            .order_by(extensions.c.asked_at)
            .limit(1)
            .with_for_update(skip_locked=True),
        )

    async def note(self, incident_id: str, subscription_id: str, ended_at: int, now: int) -> bool:
        """Write down that a subscription is extended that would have ended then; False if it is already."""
        row = insert(self._connection, extended).values(
            incident_id=incident_id, subscription_id=subscription_id, at=now, ended_at=ended_at
        )
        return await self._has(row.on_conflict_do_nothing().returning(extended.c.subscription_id))

    async def advance(self, incident_id: str, position: str, done: int) -> None:
        """So many more are done, up to a subscription."""
        await self._run(
            update(extensions)
            .where(extensions.c.incident_id == incident_id)
            .values(position=position, done=extensions.c.done + done)
        )

    async def finish(self, incident_id: str, now: int) -> None:
        """It is done for all."""
        await self._run(
            update(extensions)
            .where(extensions.c.incident_id == incident_id)
            .values(state=ExtensionState.DONE, finished_at=now)
        )


def _read_touched(row: Row[Any]) -> Touched:
    return Touched(row.id, row.customer_id, LocalizedText(row.title_en, row.title_zh), row.ends_at)


def _extension(row: Row[Any]) -> Extension:
    return Extension(state=ExtensionState(row.state), **picked(row, PLAIN))

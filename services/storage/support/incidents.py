"""Rows of incidents that staff have announced."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CursorResult, Row, Select, bindparam, func, select, update

from services.domain.support.incident import Incident, IncidentKind, IncidentState, IncidentUpdate
from services.domain.values.language import LocalizedText
from services.storage.repository import Repository, picked
from services.storage.tables import incident_products, incident_updates, incidents, products
from services.storage.tables.columns import in_states

PLAIN = ("id", "number", "started_at", "closed_at")

WITH_PRODUCTS = select(incidents, incident_products.c.product_id).outerjoin(
    incident_products, incident_products.c.incident_id == incidents.c.id
)
NEWEST_FIRST = (incidents.c.started_at.desc(), incidents.c.id)
OPEN = WITH_PRODUCTS.where(in_states(incidents.c.state, IncidentState.OPEN)).order_by(*NEWEST_FIRST)
BY_ID = WITH_PRODUCTS.where(incidents.c.id == bindparam("id"))


class Incidents(Repository):
    """The repository of incidents, the products they touch, and the updates about them."""

    async def add(self, incident: Incident, author_id: int) -> None:
        """Write an incident down."""
        words = {"title_en": incident.title.en, "title_zh": incident.title.zh, "author_id": author_id}
        await self._run(incidents.insert(), picked(incident, (*PLAIN, "kind", "state")) | words)
        if incident.products:
            rows = [{"incident_id": incident.id, "product_id": one} for one in sorted(incident.products)]
            await self._run(incident_products.insert(), rows)

    async def add_update(self, incident_id: str, author_id: int, update: IncidentUpdate) -> None:
        """Write an update down."""
        words = {"text_en": update.text.en, "text_zh": update.text.zh}
        await self._run(
            incident_updates.insert(), {"incident_id": incident_id, "author_id": author_id, "at": update.at} | words
        )

    async def close(self, incident_id: str, at: int) -> bool:
        """Close an open incident; False if it is closed already, or not there."""
        return (
            await self._change(
                update(incidents)
                .where(incidents.c.id == incident_id, in_states(incidents.c.state, IncidentState.OPEN))
                .values(state=IncidentState.CLOSED, closed_at=at)
            )
            == 1
        )

    async def get(self, incident_id: str) -> Incident | None:
        """An incident by its id."""
        found = _incidents(await self._run(BY_ID, {"id": incident_id}))
        return found[0] if found else None

    async def open(self) -> list[Incident]:
        """Return the incidents that go on, the newest first."""
        return _incidents(await self._run(OPEN))

    async def page(self, offset: int, limit: int) -> list[Incident]:
        """A page of all incidents: those that go on come first, then the newest."""
        return await self._some(
            select(incidents.c.id).order_by(incidents.c.state.desc(), *NEWEST_FIRST).offset(offset).limit(limit)
        )

    async def closed_since(self, moment: int, limit: int) -> list[Incident]:
        """Return the incidents that were closed after a moment, the newest first."""
        return await self._some(
            select(incidents.c.id).where(incidents.c.closed_at > moment).order_by(*NEWEST_FIRST).limit(limit)
        )

    async def maintenance_since(self, moment: int) -> list[Incident]:
        """Return the announced maintenance that went on after a moment."""
        ends = incidents.c.closed_at.is_(None) | (incidents.c.closed_at > moment)
        return await self._some(select(incidents.c.id).where(incidents.c.kind == IncidentKind.MAINTENANCE, ends))

    async def _some(self, ids: Select[tuple[str]]) -> list[Incident]:
        rows = await self._run(
            WITH_PRODUCTS.where(incidents.c.id.in_(ids.subquery().select())).order_by(
                incidents.c.state.desc(), *NEWEST_FIRST
            )
        )
        return _incidents(rows)

    async def titles(self, incident_id: str, limit: int) -> list[LocalizedText]:
        """Return the titles of the products that an incident touches, no more than `limit`."""
        rows = await self._run(
            select(products.c.title_en, products.c.title_zh)
            .join(incident_products, incident_products.c.product_id == products.c.id)
            .where(incident_products.c.incident_id == incident_id)
            .order_by(products.c.position, products.c.id)
            .limit(limit)
        )
        return [LocalizedText(row.title_en, row.title_zh) for row in rows]

    async def updates(self, incident_id: str, offset: int, limit: int) -> list[IncidentUpdate]:
        """Updates about an incident, a page of them, the newest first."""
        newest_first = (
            select(incident_updates)
            .where(incident_updates.c.incident_id == incident_id)
            .order_by(incident_updates.c.id.desc())
        )
        return await self._all(_update, newest_first.offset(offset).limit(limit))

    async def newest(self, incident_ids: Sequence[str]) -> dict[str, IncidentUpdate]:
        """The newest update about each of some incidents."""
        last = (
            select(func.max(incident_updates.c.id))
            .where(incident_updates.c.incident_id.in_(incident_ids))
            .group_by(incident_updates.c.incident_id)
        )
        rows = await self._run(select(incident_updates).where(incident_updates.c.id.in_(last)))
        return {row.incident_id: _update(row) for row in rows}


def _update(row: Row[Any]) -> IncidentUpdate:
    return IncidentUpdate(row.at, LocalizedText(row.text_en, row.text_zh))


def _incidents(rows: CursorResult[Any]) -> list[Incident]:
    """Read rows of WITH_PRODUCTS."""
    found: dict[str, Row[Any]] = {}
    products: dict[str, set[int]] = {}
    for row in rows:
        found.setdefault(row.id, row)
        products.setdefault(row.id, set()).update([] if row.product_id is None else [row.product_id])
    return [
        Incident(
            kind=IncidentKind(row.kind),
            state=IncidentState(row.state),
            title=LocalizedText(row.title_en, row.title_zh),
            products=frozenset(products[row.id]),
            **picked(row, PLAIN),
        )
        for row in found.values()
    ]

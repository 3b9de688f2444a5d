"""Incidents: staff announce them, write how it goes, and close them; customers read of them on every page."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.domain.catalog.product import Product
from services.domain.errors import AlreadyDecided, present
from services.domain.staff.audit import AuditAction, AuditEntry
from services.domain.support.incident import Announcement, Incident, IncidentState, IncidentUpdate
from services.domain.values.clock import Clock
from services.domain.values.ids import new_id, new_number
from services.domain.values.language import LocalizedText
from services.staff.audit import record
from services.storage.database import Database
from services.storage.transaction import Transaction
from services.support.incident_board import IncidentBoard

PAGE = 8
UPDATES = 5
"""Updates on a page: five of the longest fit into a message."""
NAMED = 10
"""So many touched products are named."""


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident with a page of its updates, and the titles of the first products that it touches."""

    incident: Incident
    updates: Sequence[IncidentUpdate]
    titles: Sequence[LocalizedText]
    page: int
    more: bool


@dataclass(frozen=True)
class IncidentDesk:
    """Announces incidents and tells of them."""

    db: Database
    now: Clock
    board: IncidentBoard

    async def announce(self, announcement: Announcement, admin_id: int, key: str) -> Incident:
        """Announce an incident; the same key gives the same incident again."""
        async with self.db.begin() as tx:
            if (done := await tx.outcomes.find(key)) is not None:
                return present(await tx.incidents.get(done["incident"]))
            incident = self._new(announcement)
            await tx.incidents.add(incident, admin_id)
            if announcement.text:
                update = IncidentUpdate(incident.started_at, announcement.text)
                await tx.incidents.add_update(incident.id, admin_id, update)
            await tx.outcomes.put(key, {"incident": incident.id})
            await self._record(tx, AuditAction.INCIDENT_ANNOUNCED, incident, admin_id, key)
        self.board.forget()
        return incident

    def _new(self, announcement: Announcement) -> Incident:
        return Incident(
            id=new_id(),
            number=new_number(),
            kind=announcement.kind,
            state=IncidentState.OPEN,
            title=announcement.title,
            started_at=self.now(),
            products=announcement.products,
        )

    async def update(self, incident_id: str, text: LocalizedText, admin_id: int, key: str) -> Incident:
        """Write how it goes, once per key. Raises NotFound, AlreadyDecided if the incident is closed."""
        async with self.db.begin() as tx:
            incident = present(await tx.incidents.get(incident_id))
            if await tx.outcomes.find(key) is not None:
                return incident
            if not incident.is_open:
                raise AlreadyDecided
            await tx.incidents.add_update(incident_id, admin_id, IncidentUpdate(self.now(), text))
            await tx.outcomes.put(key, {"incident": incident_id})
            await self._record(tx, AuditAction.INCIDENT_UPDATED, incident, admin_id, key)
        return incident

    async def close(self, incident_id: str, admin_id: int, key: str) -> Incident:
        """Say that it is over. Raises NotFound, AlreadyDecided if it is closed already (by another act than `key`)."""
        async with self.db.begin() as tx:
            incident = present(await tx.incidents.get(incident_id))
            if await tx.outcomes.find(key) is not None:
                return incident
            if not await tx.incidents.close(incident_id, max(self.now(), incident.started_at)):
                raise AlreadyDecided
            await tx.outcomes.put(key, {"incident": incident_id})
            closed = present(await tx.incidents.get(incident_id))
            await self._record(tx, AuditAction.INCIDENT_CLOSED, closed, admin_id, key)
        self.board.forget()
        return closed

    async def _record(self, tx: Transaction, action: AuditAction, incident: Incident, by: int, key: str) -> None:
        facts = {"kind": incident.kind, "state": incident.state}
        await record(tx, AuditEntry(action, f"incident:{incident.number}", after=facts), by, key, self.now())

    async def done(self, key: str) -> Incident | None:
        """Return the incident that an act was about; None if the act was not done."""
        async with self.db.read() as reading:
            found = await reading.outcomes.find(key)
            return None if found is None else await reading.incidents.get(found["incident"])

    async def view(self, incident_id: str, page: int = 0) -> IncidentView:
        """An incident with a page of its updates, the newest first. Raises NotFound."""
        first = max(page, 0) * UPDATES
        async with self.db.read() as reading:
            incident = present(await reading.incidents.get(incident_id))
            updates = await reading.incidents.updates(incident_id, first, UPDATES + 1)
            titles = await reading.incidents.titles(incident_id, NAMED)
        return IncidentView(incident, updates[:UPDATES], titles, max(page, 0), len(updates) > UPDATES)

    async def page(self, number: int = 0) -> tuple[list[Incident], bool]:
        """Incidents, a page of them, those that go on first; and whether there is a next page."""
        async with self.db.read() as reading:
            found = await reading.incidents.page(max(number, 0) * PAGE, PAGE + 1)
        return found[:PAGE], len(found) > PAGE

    async def products(self) -> list[Product]:
        """Return the products that an incident may touch, hidden ones too: somebody may have bought them."""
        async with self.db.read() as reading:
            return await reading.products.all()

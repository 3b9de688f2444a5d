"""After an incident: the subscriptions that it has touched run some days longer, and their customers are told.

One act of staff begins it, after a look at whom. It is done by the leader in small transactions, each of which extends
some subscriptions, tells their customers and says how far it has come: a process that dies in between has done whole
ones, and the next goes on behind them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.domain.delivery.dispatch import OutboxPort
from services.domain.errors import AlreadyDecided, present
from services.domain.messaging.notice import Notice
from services.domain.policy import Policy
from services.domain.staff.audit import AuditAction, AuditEntry
from services.domain.subscriptions.subscription import Subscription
from services.domain.support.extension import Extension, ExtensionState, Touched, TouchedCounts
from services.domain.support.incident import Incident
from services.domain.values.clock import DAY, Clock
from services.staff.alerts import alert_admins
from services.staff.audit import record
from services.storage.database import Database
from services.storage.support.extensions import EXTENDABLE
from services.storage.transaction import Transaction
from services.subscriptions.periods import extend_period

PAGE = 10
LOOKED_AT = 200
"""So many subscriptions are looked at in one transaction."""


@dataclass(frozen=True, slots=True)
class ExtensionPreview:
    """The subscriptions that would be extended: how many, and a page of them with the names of their customers."""

    incident: Incident
    counts: TouchedCounts
    shown: Sequence[tuple[Touched, str]]
    page: int
    more: bool


@dataclass(frozen=True)
class Extensions:
    """Extends the subscriptions that an incident has touched."""

    db: Database
    now: Clock
    policy: Policy
    dispatch: OutboxPort

    async def preview(self, incident_id: str, page: int = 0) -> ExtensionPreview:
        """Return whom it would be about. Raises NotFound, AlreadyDecided (it goes on, or was extended before)."""
        first = max(page, 0) * PAGE
        async with self.db.read() as reading:
            incident = present(await reading.incidents.get(incident_id))
            if incident.is_open or await reading.extensions.get(incident_id) is not None:
                raise AlreadyDecided
            counts = await reading.extensions.count(incident, self.now())
            found = await reading.extensions.page(incident, first, PAGE + 1)
            people = {one.customer_id: await reading.customers.find(one.customer_id) for one in found[:PAGE]}
        names = {customer_id: one.name if one else "" for customer_id, one in people.items()}
        shown = [(one, names[one.customer_id]) for one in found[:PAGE]]
        return ExtensionPreview(incident, counts, shown, max(page, 0), len(found) > PAGE)

    async def of(self, incident_id: str) -> Extension | None:
        """Return the extension of an incident, and how far it has come."""
        async with self.db.read() as reading:
            return await reading.extensions.get(incident_id)

    async def begin(self, incident_id: str, days: int, expected: int, admin_id: int, key: str) -> Extension | None:
        """Begin to extend as many as were told before; None if there are others by now. The same key begins it once.

        Raises NotFound, AlreadyDecided if the incident goes on, or has an extension of another act.
        """
        async with self.db.begin() as tx:
            incident = present(await tx.incidents.get(incident_id))
            if await tx.outcomes.find(key) is not None:
                return await tx.extensions.get(incident_id)
            now = self.now()
            if incident.is_open or await tx.extensions.get(incident_id) is not None:
                raise AlreadyDecided
            if (await tx.extensions.count(incident, now)).subscriptions != expected:
                return None
            extension = Extension(incident_id, days, ExtensionState.RUNNING, admin_id, now, expected)
            if not await tx.extensions.add(extension):
                raise AlreadyDecided
            await tx.outcomes.put(key, {"incident": incident_id})
            told = AuditEntry(
                AuditAction.SUBSCRIPTIONS_EXTENDED,
                f"incident:{incident.number}",
                after={"days": days, "subscriptions": expected},
            )
            await record(tx, told, admin_id, key, now)
        return extension

    async def go_on(self) -> int:
        """Do what is left of those that were begun; returns how many subscriptions were extended."""
        async with self.db.read() as reading:
            if not await reading.extensions.has_running():
                return 0
        total = 0
        while (done := await self._some()) is not None:
            total += done
        return total

    async def _some(self) -> int | None:
        """Extend some subscriptions in one transaction; None if nothing is left to do."""
        async with self.db.begin() as tx:
            extension = await tx.extensions.lock_running()
            if extension is None:
                return None
            incident = present(await tx.incidents.get(extension.incident_id))
            last, touched = await tx.extensions.walk(incident, extension.position, LOOKED_AT)
            if last is None:
                await self._finish(tx, extension, incident)
                return 0
            done = sum([await self._extend(tx, extension, incident, one) for one in touched])
            await tx.extensions.advance(incident.id, last, done)
        if done:
            self.dispatch.wake()
        return done

    async def _extend(self, tx: Transaction, extension: Extension, incident: Incident, subscription_id: str) -> bool:
        subscription, now = await tx.subscriptions.lock(subscription_id), self.now()
        if subscription is None or subscription.state not in EXTENDABLE:
            return False
        if not await tx.extensions.note(incident.id, subscription_id, subscription.ends_at, now):
            return False
        ends_at = await extend_period(tx, subscription, extension.days * DAY, now, self.policy)
        quantity = await tx.subscriptions.quantity(subscription_id)
        await tx.notices.add(_notice(subscription, incident, extension.days, ends_at, quantity))
        return True

    async def _finish(self, tx: Transaction, extension: Extension, incident: Incident) -> None:
        await tx.extensions.finish(incident.id, self.now())
        told = {"incident": incident.id, "title_en": incident.title.en, "title_zh": incident.title.zh}
        await alert_admins(
            tx,
            self.policy,
            "admin-incident-extended",
            f"incident-extended:{incident.id}",
            count=extension.done,
            days=extension.days,
            **told,
        )
        self.dispatch.wake()


def _notice(subscription: Subscription, incident: Incident, days: int, ends_at: int, quantity: int) -> Notice:
    return Notice(
        recipient_id=subscription.customer_id,
        kind="subscription-extended",
        params={
            "title_en": subscription.title.en,
            "title_zh": subscription.title.zh,
            "count": quantity,
            "days": days,
            "ends_at": ends_at,
            "incident_en": incident.title.en,
            "incident_zh": incident.title.zh,
        },
        dedup_key=f"incident-extended:{incident.id}:{subscription.id}",
    )

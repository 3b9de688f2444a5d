"""The audit log: every act of staff and every look at a secret, as a chain that nobody can change unnoticed.

An act records itself in its own transaction, after everything else that it locks. A look is recorded before the page
is shown.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace

from services.domain.errors import present
from services.domain.staff.audit import COMMAND_LINE, GENESIS, KINDS, AuditEntry, AuditFilter, AuditLink
from services.domain.values.clock import Clock
from services.storage.database import Database
from services.storage.transaction import ReadTransaction, Transaction

PAGE = 10


async def record(tx: Transaction, entry: AuditEntry, actor: int | None, act: str | None, at: int) -> None:
    """Add an entry in the transaction of what it tells; nothing if the `act` (a key) has one already.

    `actor` is a Telegram id, None for the command line. The head that it locks is the last lock of a transaction.
    """
    count, newest = await tx.audit.head(GENESIS)
    if act is not None and await tx.audit.is_recorded(act):
        return
    link = AuditLink(
        id=count + 1,
        at=at,
        actor=actor,
        action=entry.action,
        subject=entry.subject,
        before=entry.before,
        after=entry.after,
        act=act,
        prev_hash=newest,
    )
    await tx.audit.append(replace(link, hash=link.computed_hash()))


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Entries, newest first, with the names of those who acted by their ids; `more` if there are older ones."""

    links: Sequence[AuditLink]
    names: Mapping[int, str]
    more: bool = False


@dataclass(frozen=True, slots=True)
class AuditProof:
    """The proof that the log holds: so many entries, the newest of which has this hash."""

    entries: int
    newest: str


@dataclass(frozen=True)
class AuditLog:
    """Records looks at secrets, shows the log, and proves that nobody has changed it."""

    db: Database
    now: Clock

    async def look(self, entry: AuditEntry, actor: int, act: str) -> None:
        """Record that somebody looks at a secret, once an update (`act` is its key) however often it is handled."""
        async with self.db.begin() as tx:
            await record(tx, entry, actor, f"{act}:{entry.action}:{entry.subject}", self.now())

    async def page(self, chosen: AuditFilter, before: int | None = None) -> AuditPage:
        """Entries before an id, as many as a page holds."""
        async with self.db.read() as reading:
            found = await _page(reading, chosen, before)
            return AuditPage(found[:PAGE], await _names(reading, found[:PAGE]), len(found) > PAGE)

    async def get(self, entry_id: int) -> AuditPage:
        """One entry. Raises NotFound."""
        async with self.db.read() as reading:
            link = present(await reading.audit.get(entry_id))
            return AuditPage([link], await _names(reading, [link]))

    async def newest_about(self, subjects: Sequence[str]) -> AuditLink:
        """Return the newest entry about one of some subjects. Raises NotFound."""
        async with self.db.read() as reading:
            return present(await reading.audit.about(subjects))

    async def verify(self, known: str | None = None) -> AuditProof:
        """Walk the chain to its head. Raises AuditBroken at the first entry that does not hold.

        So does a newest hash that was `known` outside and is not met on the way: all was written anew.
        """
        proof, missed = AuditProof(0, GENESIS), {known} - {None, GENESIS}
        async with self.db.read(frozen=True) as reading:
            async for link in _checked(reading):
                proof = AuditProof(link.id, link.hash)
                missed.discard(link.hash)
            end = AuditProof(*(await reading.audit.end() or (0, GENESIS)))
        if end != proof:
            raise AuditBroken(_end_problem(proof, end))
        if missed:
            raise AuditBroken(f"the hash {known} is not in the audit log: entries are gone, or all was written anew")
        return proof

    async def export(self) -> AsyncIterator[dict[str, object]]:
        """All entries in their order, as lines of an export, at one moment. Raises AuditBroken as `verify` does."""
        async with self.db.read(frozen=True) as reading:
            async for link in _checked(reading):
                yield link.exported()


async def _page(reading: ReadTransaction, chosen: AuditFilter, before: int | None) -> list[AuditLink]:
    match chosen:
        case AuditFilter(subject=str(subject)):
            return await reading.audit.page_about(subject, before, PAGE + 1)
        case AuditFilter(kind=kind) if kind is not None:
            return await reading.audit.page_of_actions(KINDS[kind], before, PAGE + 1)
        case AuditFilter(actor=int(actor)):
            return await reading.audit.page_of_actor(None if actor == COMMAND_LINE else actor, before, PAGE + 1)
    return await reading.audit.page(before, PAGE + 1)


async def _names(reading: ReadTransaction, links: Sequence[AuditLink]) -> dict[int, str]:
    actors = {link.actor for link in links if link.actor is not None}
    return {one.id: one.name for actor in actors if (one := await reading.customers.find(actor))}


async def _checked(reading: ReadTransaction) -> AsyncIterator[AuditLink]:
    """All entries in their order, each as it was recorded. Raises AuditBroken at the first that is not."""
    last = AuditLink(0, 0, None, "", "", None, None, None, "", GENESIS)
    async for link in reading.audit.chain():
        if isinstance(link, int):
            raise AuditBroken(f"entry {link} of the audit log was changed: its facts are not as the shop writes them")
        if problem := _problem(last, link):
            raise AuditBroken(problem)
        yield link
        last = link


def _problem(last: AuditLink, link: AuditLink) -> str | None:
    """Return why an entry cannot be the one after the last; None if it can."""
    expected = last.id + 1
    if link.id != expected:
        gone = f"entry {expected} is" if link.id == expected + 1 else f"entries {expected} to {link.id - 1} are"
        return f"{gone} missing in the audit log"
    if link.computed_hash() != link.hash:
        return f"entry {link.id} of the audit log was changed: its hash is not that of what it says"
    if link.prev_hash != last.hash:
        return f"entry {link.id} of the audit log does not follow entry {last.id}: one of them was exchanged"
    return None


def _end_problem(found: AuditProof, end: AuditProof) -> str:
    if end.entries > found.entries:
        return f"the newest entries of the audit log are missing: {found.entries} are left of {end.entries}"
    return f"the head of the audit log was changed: it names {end.entries} entries, there are {found.entries}"


class AuditBroken(Exception):
    """The audit log does not hold. Its text is for a person."""

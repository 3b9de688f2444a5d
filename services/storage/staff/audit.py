"""Rows of the audit log: a chain to which entries are only ever added."""

import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, select, union_all, update

from services.domain.staff.audit import AuditAction, AuditLink, Facts, canonical
from services.storage.connection.connection import batches
from services.storage.dialect import insert
from services.storage.repository import Repository, picked
from services.storage.tables import audit_head, audit_log

BATCH = 500
PLAIN = ("id", "at", "actor", "action", "subject", "act", "prev_hash", "hash")
BY_ACT = select(audit_log.c.id).where(audit_log.c.act == bindparam("act"))


class AuditTrail(Repository):
    """The entries of the audit log and their head."""

    async def head(self, genesis: str) -> tuple[int, str]:
        """Return how many entries there are and the newest hash, locked so that none follows the same one twice.

        It is the last lock of a transaction: everybody who records waits here.
        """
        first = insert(self._connection, audit_head).values(id=1, entries=0, hash=genesis)
        await self._run(first.on_conflict_do_nothing())
        return await self._end(select(audit_head).where(audit_head.c.id == 1).with_for_update()) or (0, genesis)

    async def end(self) -> tuple[int, str] | None:
        """Return the same without a lock; None before the first entry."""
        return await self._end(select(audit_head).where(audit_head.c.id == 1))

    async def _end(self, statement: Select[Any]) -> tuple[int, str] | None:
        return await self._first(lambda row: (row.entries, row.hash), statement)

    async def is_recorded(self, act: str) -> bool:
        """Return whether an act has its entry already."""
        return await self._has(BY_ACT, act=act)

    async def append(self, link: AuditLink) -> None:
        """Add an entry and move the head to it."""
        facts = {"before": _written(link.before), "after": _written(link.after)}
        await self._run(audit_log.insert().values(picked(link, PLAIN) | facts))
        await self._run(update(audit_head).where(audit_head.c.id == 1).values(entries=link.id, hash=link.hash))

    async def get(self, entry_id: int) -> AuditLink | None:
        """Return an entry."""
        return await self._first(_link, select(audit_log).where(audit_log.c.id == entry_id))

    async def about(self, subjects: Sequence[str]) -> AuditLink | None:
        """Return the newest entry about one of some subjects."""
        found = [await self._first(_link, _newest(audit_log.c.subject == subject, None, 1)) for subject in subjects]
        return max(filter(None, found), key=lambda link: link.id, default=None)

    async def page(self, before: int | None, limit: int) -> list[AuditLink]:
        """Return entries, newest first, from the one before an id on."""
        return await self._all(_link, _newest(audit_log.c.id > 0, before, limit))

    async def page_of_actor(self, actor: int | None, before: int | None, limit: int) -> list[AuditLink]:
        """Return those of a person; of the command line for None."""
        by_index = (audit_log.c.actor.desc(), audit_log.c.id.desc())  # PostgreSQL does not see it for NULL otherwise
        found = _newest(audit_log.c.actor == actor, before, limit).order_by(None).order_by(*by_index)
        return await self._all(_link, found)

    async def page_of_actions(self, actions: Sequence[AuditAction], before: int | None, limit: int) -> list[AuditLink]:
        """Return those of some acts. Each is asked for by itself, so that none is looked for among all the others."""
        parts = [select(_newest(audit_log.c.action == action, before, limit).subquery()) for action in actions]
        found = union_all(*parts).subquery()
        return await self._all(_link, select(found).order_by(found.c.id.desc()).limit(limit))

    async def page_about(self, subject: str, before: int | None, limit: int) -> list[AuditLink]:
        """Return those about a subject."""
        return await self._all(_link, _newest(audit_log.c.subject == subject, before, limit))

    async def chain(self) -> AsyncIterator[AuditLink | int]:
        """All entries in their order, streamed; of one that cannot be read, its id."""
        async for batch in batches(self._connection, select(audit_log).order_by(audit_log.c.id), BATCH):
            for row in batch:
                yield _link(row) if _is_canonical(row.before) and _is_canonical(row.after) else row.id


def _newest(condition: ColumnElement[bool], before: int | None, limit: int) -> Select[Any]:
    older = [] if before is None else [audit_log.c.id < before]
    return select(audit_log).where(condition, *older).order_by(audit_log.c.id.desc()).limit(limit)


def _written(facts: Facts | None) -> str | None:
    return None if facts is None else canonical(facts)


def _is_canonical(written: str | None) -> bool:
    try:
        return written is None or canonical(json.loads(written)) == written
    except ValueError:
        return False


def _link(row: Row[Any]) -> AuditLink:
    return AuditLink(**picked(row, PLAIN), before=_read(row.before), after=_read(row.after))


def _read(written: str | None) -> Facts | None:
    facts: Facts | None = None if written is None else json.loads(written)
    return facts

"""Rows of consent: a chain to which links are only ever added."""

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from services.domain.legal.consent import Consent, DocumentKind, Evidence
from services.domain.values.language import Language
from services.storage.connection.connection import batches
from services.storage.dialect import insert
from services.storage.legal.documents import VERSION_IN_FORCE
from services.storage.repository import Repository, picked
from services.storage.tables import consent_head, consents

BATCH = 500
PLAIN = ("pseudonym", "version", "sha256", "at", "hash")
IN_FORCE = (
    select(consents.c.id)
    .where(
        consents.c.pseudonym == bindparam("pseudonym"),
        consents.c.kind == bindparam("kind"),
        consents.c.version == VERSION_IN_FORCE.scalar_subquery(),
    )
    .order_by(consents.c.id.desc())
    .limit(1)
)


class Consents(Repository):
    """The consent chain and its head."""

    async def head(self, genesis: str) -> str:
        """The hash of the newest link, locked so that two links can never follow the same one."""
        await self._run(insert(self._connection, consent_head).values(id=1, hash=genesis).on_conflict_do_nothing())
        found = await self._connection.scalar(
            select(consent_head.c.hash).where(consent_head.c.id == 1).with_for_update()
        )
        return str(found)

    async def end(self) -> str | None:
        """The hash of the newest link as the head remembers it, without a lock; None before the first."""
        found: str | None = await self._connection.scalar(select(consent_head.c.hash).where(consent_head.c.id == 1))
        return found

    async def append(self, consent: Consent) -> int:
        """Add a link and move the head to it; returns the id of the link."""
        added = await self._connection.scalar(
            consents.insert()
            .values(
                prev_hash=consent.previous,
                **picked(consent, ("kind", "language", *PLAIN)),
                **picked(consent.evidence, ("mechanism", "message_id", "update_id")),
            )
            .returning(consents.c.id)
        )
        await self._run(update(consent_head).where(consent_head.c.id == 1).values(hash=consent.hash))
        return int(added or 0)

    async def in_force(self, pseudonym: str, kind: DocumentKind) -> int | None:
        """The id of the consent of somebody to the version that is in force at this moment, if it was given."""
        return await self._int_or_none(IN_FORCE, pseudonym=pseudonym, kind=kind)

    async def last(self, pseudonym: str, kind: DocumentKind) -> Consent | None:
        """The newest consent of somebody, to whatever version."""
        return await self._first(
            _consent,
            select(consents)
            .where(consents.c.pseudonym == pseudonym, consents.c.kind == kind)
            .order_by(consents.c.id.desc())
            .limit(1),
        )

    async def chain(self) -> AsyncIterator[Consent]:
        """All links in their order, streamed."""
        async for batch in batches(self._connection, select(consents).order_by(consents.c.id), BATCH):
            for row in batch:
                yield _consent(row)


def _consent(row: Row[Any]) -> Consent:
    return Consent(
        id=row.id,
        kind=DocumentKind(row.kind),
        language=Language(row.language),
        evidence=Evidence(row.mechanism, row.message_id, row.update_id),
        previous=row.prev_hash,
        **picked(row, PLAIN),
    )

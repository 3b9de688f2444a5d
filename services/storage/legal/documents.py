"""Rows of published documents: immutable, every version."""

from typing import Any

from sqlalchemy import Row, bindparam, func, select

from services.domain.legal.consent import Document, DocumentKind
from services.domain.values.language import Language
from services.storage import tables
from services.storage.connection import Connection

T = tables.documents

VERSION_IN_FORCE = select(func.max(T.c.version)).where(T.c.kind == bindparam("kind"))


class Documents:
    """Terms and privacy policies."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def version(self, kind: DocumentKind) -> int:
        """The version in force; 0 while nothing is published."""
        return int(await self._connection.scalar(VERSION_IN_FORCE, {"kind": kind}) or 0)

    async def get(self, kind: DocumentKind, version: int, language: Language) -> Document | None:
        """One version in one language."""
        found = await self._connection.execute(
            select(T).where(T.c.kind == kind, T.c.version == version, T.c.language == language)
        )
        row = found.one_or_none()
        return None if row is None else _document(row)

    async def every(self) -> list[Document]:
        """All documents that were ever published."""
        return [_document(row) for row in await self._connection.execute(select(T).order_by(T.c.id))]

    async def publish(self, document: Document) -> None:
        """Add a version."""
        await self._connection.execute(
            T.insert().values(
                kind=document.kind,
                version=document.version,
                language=document.language,
                sha256=document.sha256,
                body=document.body,
                published_at=document.published_at,
            )
        )


def _document(row: Row[Any]) -> Document:
    return Document(
        kind=DocumentKind(row.kind),
        version=row.version,
        language=Language(row.language),
        sha256=row.sha256,
        body=row.body,
        published_at=row.published_at,
    )

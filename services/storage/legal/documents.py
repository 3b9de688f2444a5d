"""Rows of published documents: immutable, every version."""

from typing import Any

from sqlalchemy import Row, bindparam, func, select

from services.domain.legal.consent import Document, DocumentKind
from services.domain.values.language import Language
from services.storage import tables
from services.storage.repository import Repository, picked

T = tables.documents

COLUMNS = ("kind", "version", "language", "sha256", "body", "published_at")
VERSION_IN_FORCE = select(func.max(T.c.version)).where(T.c.kind == bindparam("kind"))


class Documents(Repository):
    """Terms and privacy policies."""

    async def version(self, kind: DocumentKind) -> int:
        """The version in force; 0 while nothing is published."""
        return await self._number(VERSION_IN_FORCE, kind=kind)

    async def get(self, kind: DocumentKind, version: int, language: Language) -> Document | None:
        """One version in one language."""
        return await self._first(
            _document, select(T).where(T.c.kind == kind, T.c.version == version, T.c.language == language)
        )

    async def every(self) -> list[Document]:
        """All documents that were ever published."""
        return [_document(row) for row in await self._run(select(T).order_by(T.c.id))]

    async def publish(self, document: Document) -> None:
        """Add a version."""
        await self._run(T.insert().values(picked(document, COLUMNS)))


def _document(row: Row[Any]) -> Document:
    read = {"kind": DocumentKind(row.kind), "language": Language(row.language)}
    return Document(**picked(row, COLUMNS) | read)

"""Rows of published documents: immutable, every version."""

from typing import Any

from sqlalchemy import Row, bindparam, func, select

from services.domain.legal.consent import Document, DocumentKind
from services.domain.values.language import Language
from services.storage.repository import Repository, picked
from services.storage.tables import documents

COLUMNS = ("kind", "version", "language", "sha256", "body", "published_at")
VERSION_IN_FORCE = select(func.max(documents.c.version)).where(documents.c.kind == bindparam("kind"))


class Documents(Repository):
    """Terms and privacy policies."""

    async def version(self, kind: DocumentKind) -> int:
        """The version in force; 0 while nothing is published."""
        return await self._number(VERSION_IN_FORCE, kind=kind)

    async def get(self, kind: DocumentKind, version: int, language: Language) -> Document | None:
        """One version in one language."""
        return await self._first(
            _document,
            select(documents).where(
                documents.c.kind == kind, documents.c.version == version, documents.c.language == language
            ),
        )

    async def every(self) -> list[Document]:
        """All documents that were ever published."""
        return [_document(row) for row in await self._run(select(documents).order_by(documents.c.id))]

    async def publish(self, document: Document) -> None:
        """Add a version."""
        await self._run(documents.insert().values(picked(document, COLUMNS)))


def _document(row: Row[Any]) -> Document:
    read = {"kind": DocumentKind(row.kind), "language": Language(row.language)}
    return Document(**picked(row, COLUMNS) | read)

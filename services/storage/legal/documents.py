"""Rows of published documents: immutable, every version."""

from typing import Any

from sqlalchemy import Row, bindparam, func, select

from services.domain.legal.consent import Document, DocumentKind
from services.domain.values.language import Language
from services.storage import tables
from services.storage.repository import Repository

T = tables.documents

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
        await self._run(
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

"""Documents that bind, and the evidence that somebody accepted them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from services.domain.values.language import Language

_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


class DocumentKind(StrEnum):
    """The subject of a document; only TERMS must be accepted."""

    TERMS = "terms"
    PRIVACY = "privacy"


@dataclass(frozen=True, slots=True)
class Document:
    """One published version in one language. `sha256` is of the exact UTF-8 bytes of the file shown (hex)."""

    kind: DocumentKind
    version: int
    language: Language
    sha256: str
    body: str
    published_at: int


@dataclass(frozen=True, slots=True)
class DocumentDiff:
    """A file beside what is in force: `version` is in force (0: none), `sha256` and `size` (bytes) are of the file.

    `dated` is the day that its version line names, as 2026-11-23; empty if it names none.
    """

    kind: DocumentKind
    language: Language
    version: int
    sha256: str
    size: int
    changed: bool
    dated: str = ""


def day_of(body: str) -> str:
    """The day that the version line of a document names (the second line, or one beside it); empty for none."""
    found = _DAY.search("\n".join(body.split("\n")[:3]))
    return found.group() if found else ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of a consent: its button, its message, its update."""

    mechanism: str
    message_id: int | None
    update_id: int | None


@dataclass(frozen=True, slots=True)
class Consent:
    """One link of the consent chain: its hash covers all its fields and the hash before it."""

    id: int
    pseudonym: str
    kind: DocumentKind
    version: int
    language: Language
    sha256: str
    at: int
    evidence: Evidence
    previous: str
    hash: str

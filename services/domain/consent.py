"""Documents that bind, and the evidence that somebody accepted them."""

from dataclasses import dataclass
from enum import StrEnum

from services.domain.language import Language


class DocumentKind(StrEnum):
    """What a document is about; only TERMS must be accepted."""

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
class Evidence:
    """How consent was given: by which button, in which message, by which update."""

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

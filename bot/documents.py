"""Reads the documents of the shop as they lie on disk: their exact bytes are the evidence."""

from pathlib import Path

from services.domain.consent import DocumentKind
from services.domain.language import Language


class DocumentMissing(Exception):
    """A file of the owner is not there, is not UTF-8 or cannot be used. Its text names the file and what to do."""


def read_documents(folder: Path) -> dict[tuple[DocumentKind, Language], str]:
    """Terms and privacy policy in both languages. Raises DocumentMissing."""
    return {(kind, language): _read(folder, kind, language) for kind in DocumentKind for language in Language}


def _read(folder: Path, kind: DocumentKind, language: Language) -> str:
    file = folder / f"{kind}.{language}.html"
    try:
        return file.read_bytes().decode()
    except OSError as error:
        msg = f"{file} cannot be read ({error.strerror}): put the document there, or set TERMS_DIR"
        raise DocumentMissing(msg) from None
    except UnicodeDecodeError:
        msg = f"{file} is not UTF-8: save it as UTF-8"
        raise DocumentMissing(msg) from None

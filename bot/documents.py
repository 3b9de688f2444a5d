"""Reads what the owner has written: documents with their exact bytes, which are the evidence, or what is amiss."""

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


def unreadable_catalog(file: Path, error: OSError) -> str:
    """A catalog that is not there or cannot be opened, and what to do."""
    if isinstance(error, FileNotFoundError):
        return f"CATALOG: {file} is not there: write down what you sell (docs/catalog.md), or name another file"
    return f"{file} cannot be read ({error.strerror}): put a catalog there, or set CATALOG"

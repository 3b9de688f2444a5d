"""Reads what the owner has written: documents with their exact bytes, which are the evidence, or what is amiss."""

from pathlib import Path

from services.domain.errors import FileProblem, FileRefused
from services.domain.legal.consent import DocumentKind
from services.domain.values.language import Language


class CatalogMissing(Exception):
    """The catalog of the first start is not there or cannot be used. Its text names the file and what to do."""


def read_documents(folder: Path) -> dict[tuple[DocumentKind, Language], str]:
    """Terms and privacy policy in both languages. Raises FileRefused that names every file that is amiss."""
    problems: list[FileProblem] = []
    every = ((kind, language) for kind in DocumentKind for language in Language)
    read = {of: _read(folder / f"{of[0]}.{of[1]}.html", problems) for of in every}
    if problems:
        raise FileRefused(*problems)
    return read


def _read(file: Path, problems: list[FileProblem]) -> str:
    try:
        return file.read_bytes().decode()
    except OSError as error:
        problems.append(FileProblem(0, file.name, "document-missing", error.strerror or type(error).__name__))
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        problems.append(FileProblem(line, file.name, "document-encoding"))
    return ""


def unreadable_catalog(file: Path, error: OSError) -> str:
    """A catalog that is not there or cannot be opened, and what to do."""
    if isinstance(error, FileNotFoundError):
        return f"CATALOG: {file} is not there: write down what you sell (docs/catalog.md), or name another file"
    return f"{file} cannot be read ({error.strerror}): put a catalog there, or set CATALOG"

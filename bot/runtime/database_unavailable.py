"""A database that cannot be opened, told in one line and without its password: a start need not end in a traceback."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.settings.sections import Settings
from services.storage.connection.database_url import DatabaseUrl

_OF_SQLITE = {
    "SQLITE_NOTADB": "is not a SQLite database: put the right file there, or set DATABASE_URL",
    "SQLITE_CORRUPT": "is damaged: put a backup in its place (python -m bot restore FILE)",
    "SQLITE_BUSY": "is held by another program: end that, and try again",
    "SQLITE_FULL": "cannot grow: the disk is full",
    "SQLITE_READONLY": "cannot be written to: it and its folder must belong to the user that runs the shop",
}
_OF_POSTGRES = {
    "InvalidPasswordError": "does not take this user and password: set DATABASE_URL",
    "InvalidAuthorizationSpecificationError": "does not take this user and password: set DATABASE_URL",
    "InvalidCatalogNameError": "is not there: make the database (createdb), or set DATABASE_URL",
    "InsufficientPrivilegeError": "does not let this user make tables: make it the owner of the database",
}


class DatabaseUnavailable(Exception):
    """The database cannot be opened. Its text is for a person: what is wrong, and what to do."""

    def __init__(self, settings: Settings, error: Exception) -> None:
        super().__init__(why(settings.storage.address, error))


def why(url: DatabaseUrl, error: Exception) -> str:
    """The fault of a database, and what to do; its address is told without password and parameters."""
    causes = list(_causes(error))
    if url.file:
        return _of_file(url.file, causes)
    told = (_OF_POSTGRES[type(one).__name__] for one in causes if type(one).__name__ in _OF_POSTGRES)
    usual = f"cannot be opened ({type(causes[-1]).__name__}): is it running, and is DATABASE_URL right?"
    return f"{url.shown} {next(told, usual)}"


def _of_file(file: Path, causes: list[BaseException]) -> str:
    names = [str(getattr(one, "sqlite_errorname", "")) for one in causes]
    told = next((words for name in names for key, words in _OF_SQLITE.items() if name.startswith(key)), "")
    folder = nearest_folder(file)
    if told:
        return f"{file} {told}"
    if not is_writable(folder):
        return f"{folder} is not a folder that can be written to: make it so, or set DATABASE_URL"
    if file.is_dir():
        return f"{file} is a folder: name a file in it by DATABASE_URL"
    return f"{file} cannot be opened ({type(causes[-1]).__name__}): may the user that runs the shop read and write it?"


def nearest_folder(file: Path) -> Path:
    """The folder of a file, or what is there in its place: the rest is made when it is needed."""
    return next(one for one in file.resolve().parents if one.exists())


def is_writable(folder: Path) -> bool:
    """Return whether a file can be made in a folder; permissions alone do not tell (a read-only disk, /proc)."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what it came from, the first cause last."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = getattr(seen, "orig", None) or seen.__cause__

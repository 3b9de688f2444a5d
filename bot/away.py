"""A database that cannot be opened, told in one line and without its password: a start need not end in a traceback."""

import sqlite3

from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings


class DatabaseAway(Exception):
    """The database cannot be opened. Its text is for a person; `reason` is the name of the error."""

    def __init__(self, place: str, error: Exception) -> None:
        self.reason = type(error).__name__
        super().__init__(f"{place} cannot be opened ({self.reason}): is it running, and is DATABASE_URL right?")


def failures(settings: Settings) -> tuple[type[Exception], ...]:
    """What is raised by a database that cannot be opened, and by the way to it."""
    if settings.storage.is_sqlite:
        return OSError, SQLAlchemyError, sqlite3.Error
    from asyncpg import InterfaceError, PostgresError  # noqa: PLC0415 - a shop on SQLite pays no memory for it

    return OSError, SQLAlchemyError, PostgresError, InterfaceError

"""The errors of a database that is away or cannot be opened, as the modules above the storage catch them."""

from sqlalchemy.exc import SQLAlchemyError

from services.storage.connection.database_url import DatabaseUrl

DATABASE_ERRORS: tuple[type[Exception], ...] = (SQLAlchemyError, OSError)
"""The errors of a statement or a transaction."""


def connection_errors(url: DatabaseUrl) -> tuple[type[Exception], ...]:
    """Return the errors of a database that cannot be opened, its driver's own among them."""
    if url.is_sqlite:
        import aiosqlite  # noqa: PLC0415 - each driver is loaded where it is used

        return *DATABASE_ERRORS, aiosqlite.Error
    from asyncpg import InterfaceError, PostgresError  # noqa: PLC0415 - a shop on SQLite pays no memory for it

    return *DATABASE_ERRORS, PostgresError, InterfaceError

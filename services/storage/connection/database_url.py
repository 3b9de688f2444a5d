"""The address of a database: taken apart here and nowhere else."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

DRIVERS = ("sqlite", "sqlite+aiosqlite", "postgresql+asyncpg")
"""Spellings of the two databases; the second is what `.env` files say since 0.1.0, when a driver had to be named."""


class InvalidDatabaseUrl(ValueError):
    """A text is no address of a database."""


class DatabaseUrl(str):
    """An address as it is written, with its password, and its parts. Those raise InvalidDatabaseUrl if it is none."""

    __slots__ = ()

    @property
    def parsed(self) -> URL:
        """The parts as SQLAlchemy names them."""
        try:
            return make_url(str(self))
        except ArgumentError as error:
            raise InvalidDatabaseUrl from error

    @property
    def is_supported(self) -> bool:
        """True for a database that the shop can use."""
        return self.parsed.drivername in DRIVERS and bool(self.parsed.database)

    @property
    def is_sqlite(self) -> bool:
        """True for the file database, which one process has for itself."""
        return self.parsed.get_backend_name() == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; None for PostgreSQL."""
        return Path(self.parsed.database or "") if self.is_sqlite else None

    @property
    def shown(self) -> str:
        """The address without password and parameters, fit to be shown."""
        return self.parsed.set(query={}).render_as_string(hide_password=True)

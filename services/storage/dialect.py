"""The few places where SQLite and PostgreSQL spell one thing in two ways."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from services.storage.connection.connection import Connection


def insert(connection: Connection | SyncConnection, table: Table) -> Any:  # noqa: ANN401 - two classes with one interface
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update` in the dialect at hand."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def locks_rows(connection: Connection) -> bool:
    """Return whether a transaction locks the rows that it changes, rather than the whole database."""
    return connection.dialect.name != "sqlite"


class InsertIgnoringConflicts:
    """An INSERT that leaves out what is there already, put together once for each dialect; returns some columns."""

    def __init__(self, table: Table, *returned: Any) -> None:  # noqa: ANN401 - columns, or the whole table
        def built(insert: Callable[[Table], Any]) -> Any:  # noqa: ANN401 - two classes with one interface
            return insert(table).on_conflict_do_nothing().returning(*returned)

        self._spoken = {"sqlite": built(sqlite.insert), "postgresql": built(postgresql.insert)}

    def on(self, connection: Connection) -> Any:  # noqa: ANN401 - two classes with one interface
        """It, in the dialect at hand."""
        return self._spoken[connection.dialect.name]

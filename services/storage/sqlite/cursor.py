"""A cursor of aiosqlite that goes to the connection's thread once for a statement, where there are four ways.

aiosqlite makes a cursor, executes, fetches and closes, each on the thread. Most statements of the shop take less time
than one such way, and a purchase makes fifty (docs/performance.md). Source: aiosqlite 0.22, sqlalchemy/connectors.
"""

import sqlite3
from collections.abc import Iterable
from functools import partial
from typing import Any

import aiosqlite

FIRST_ROWS = 100
"""So many rows come with the execution; what is longer is fetched as it is asked for."""


def shorten(driver: Any) -> None:  # noqa: ANN401 - a connection of aiosqlite, which becomes more than its class says
    """Give a connection such cursors, and a list `due`: words that its next statement takes along, before itself."""
    driver.due = []
    driver.cursor = partial(ShortCursor, driver)


class ShortCursor(aiosqlite.Cursor):
    """The cursor of one statement."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(connection, connection._conn.cursor())  # noqa: SLF001 - the driver itself does so
        self._rows: list[Any] = []
        self._is_over = False

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "ShortCursor":
        """Execute a statement and fetch its first rows."""
        self._rows = await self._execute(self._run, self._due(), sql, parameters or ())  # type: ignore[no-untyped-call]
        self._is_over = len(self._rows) < FIRST_ROWS
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> "ShortCursor":
        """Execute a statement for each of many rows."""
        await self._execute(self._run_many, self._due(), sql, parameters)  # type: ignore[no-untyped-call]
        return self

    def _due(self) -> list[str]:
        """Return the words that this statement takes along; the next one finds none."""
        connection: Any = self._conn
        due: list[str] = connection.due
        connection.due = []
        return due

    def _run(self, due: list[str], sql: str, parameters: Any) -> list[Any]:  # noqa: ANN401 - as sqlite3 has it
        self._catch_up(due)
        return self._cursor.execute(sql, parameters).fetchmany(FIRST_ROWS)

    def _run_many(self, due: list[str], sql: str, parameters: Any) -> None:  # noqa: ANN401 - as sqlite3 has it
        self._catch_up(due)
        self._cursor.executemany(sql, parameters)

    def _catch_up(self, due: list[str]) -> None:
        """Execute what is due, on the thread; what fails stays due, and the statement is not executed."""
        try:
            while due:
                self._cursor.execute(due[0])
                del due[0]
        finally:
            if due:
                self._conn.due = due  # type: ignore[attr-defined]

    async def fetchall(self) -> Iterable[sqlite3.Row]:
        """All rows that are left."""
        rows, self._rows = self._rows, []
        return rows if self._is_over else [*rows, *await super().fetchall()]

    async def fetchmany(self, size: int | None = None) -> Iterable[sqlite3.Row]:
        """The next rows, so many at most."""
        size = size or self.arraysize
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows if self._is_over or len(rows) == size else [*rows, *await super().fetchmany(size - len(rows))]

    async def fetchone(self) -> sqlite3.Row | None:
        """The next row."""
        return next(iter(await self.fetchmany(1)), None)

    async def close(self) -> None:
        """Let go of the statement: on the thread if that may be at it still."""
        if self._is_over:
            self._cursor.close()
        else:
            await super().close()

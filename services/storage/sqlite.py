"""How this project uses SQLite: durable, never "database is locked", and without a thread hop for each statement.

WAL and `synchronous=FULL` (NORMAL loses acknowledged purchases when the power fails), and `BEGIN IMMEDIATE` for writes
(a deferred transaction that turns into a writer fails with "database is locked" instead of waiting).

aiosqlite sends every call to a thread, four for one statement through SQLAlchemy, and a hop costs far more than an
indexed statement does. Only what may wait for a lock or for the disk is worth one: see docs/adr/0020.
"""

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_TIMEOUT_MS = 10_000
READERS = 2
DURABILITY = ("journal_mode=WAL", "synchronous=FULL")
"""What a power cut makes of an acknowledged purchase hangs on these two (tests/chaos/test_power_loss.py)."""
WRITE = "BEGIN IMMEDIATE"
WAITS = frozenset({"commit", "executemany", "executescript", "backup"})
"""Calls of a connection or cursor that may wait for the disk, or have much to do."""

T = TypeVar("T")


class Near(aiosqlite.Connection):
    """A connection that sends to its thread only what may wait, and does the rest at once.

    Nothing is done here while the thread has work, also when nobody waits for that any more (a cancelled task): two
    threads inside one connection end the process.
    """

    _sent = 0
    _done = 0

    async def _execute(self, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:  # noqa: ANN401 - any call
        if fn.__name__ in WAITS or (args and args[0] == WRITE) or self._sent != self._done:
            self._sent += 1
            return await super()._execute(self._there, fn, *args, **kwargs)  # type: ignore[no-any-return, no-untyped-call]
        if not self._running:
            raise ValueError("Connection closed")
        return fn(*args, **kwargs)

    def _there(self, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:  # noqa: ANN401 - any call
        """Work in the thread, the only one that counts up `_done`."""
        try:
            return fn(*args, **kwargs)
        finally:
            self._done += 1


async def open_near(path: str) -> aiosqlite.Connection:
    """Open a connection to a file."""
    connection = Near(lambda: sqlite3.connect(path, check_same_thread=False), iter_chunk_size=64)
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy's own opener does
    return await connection


def sqlite_engine(url: str, *, writer: bool) -> AsyncEngine:
    """An engine on a SQLite file: one connection that writes, or a few that cannot."""
    path = make_url(url).database or ":memory:"
    opener = partial(open_near, path)
    engine = create_async_engine(url, async_creator=opener, pool_size=1 if writer else READERS, max_overflow=0)
    _teach(engine.sync_engine, writer=writer)
    return engine


def _teach(engine: Engine, *, writer: bool) -> None:
    def connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - the DBAPI connection of aiosqlite
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            *DURABILITY,
            "foreign_keys=ON",
            "secure_delete=ON",
            f"query_only={'OFF' if writer else 'ON'}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: Any) -> None:  # noqa: ANN401 - a Connection of SQLAlchemy
        connection.exec_driver_sql(WRITE if writer else "BEGIN")

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin)

"""The engine of SQLite: through aiosqlite, durable, and never "database is locked".

WAL and `synchronous=FULL` (NORMAL loses acknowledged purchases when the power fails), and `BEGIN IMMEDIATE` for writes
(a deferred transaction that turns into a writer fails with "database is locked" instead of waiting). Writers of this
process share their commits: see docs/adr/0023.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import URL, AdaptedConnection, ExceptionContext, event
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from services.domain.values.clock import uptime
from services.storage.sqlite.commit_group import CommitGroup, driver_of, mark_retrieved
from services.storage.sqlite.cursor import shorten
from services.storage.sqlite.lock import is_locked

DRIVER = "sqlite+aiosqlite"
BUSY_TIMEOUT_MS = 10_000
SWITCH_PAUSE = 0.02
"""The seconds between two tries to switch a new file to WAL."""
DURABILITY = ("journal_mode=WAL", "synchronous=FULL")
"""The settings that keep an acknowledged purchase through a power cut (tests/chaos/test_power_loss.py)."""
PRAGMAS = ("foreign_keys=ON", "secure_delete=ON")
READERS = 10
"""Connections for reading that stay open once they are: to open one costs a thread, and more than many reads."""

T = TypeVar("T")


class SqliteEngine:
    """One connection that writes, and some that cannot.

    Writers of this process queue on a fair lock rather than on SQLite's polling. A writer that is done while others
    wait leaves the commit to them: all that stood in line by then come before it and share it. See docs/adr/0023.
    """

    def __init__(self, url: URL) -> None:
        self.writer = _engine(url, pool_size=1, max_overflow=0)
        self.readers = _engine(url, "query_only=ON", pool_size=READERS, max_overflow=0)
        self._writer_lock = asyncio.Lock()
        self._in_line = 0
        self._group: CommitGroup | None = None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """Write: on the disk when the block has ended, or none of it."""
        async with self._writer_slot():
            first = self._group is None
            group = await self._join_group()
            try:
                yield group.connection
                group.refuse_undone()
            except BaseException as error:
                await _whole(self._rollback_member(group, error, alone=first))
                raise
            if group.closing is None and not self._in_line:
                await _whole(self._commit_group())
            elif group.closing is None or group.closing.done():
                group.closing = asyncio.create_task(self._commit_in_turn())
                group.closing.add_done_callback(mark_retrieved)
        await asyncio.shield(group.ended)

    @asynccontextmanager
    async def _writer_slot(self) -> AsyncIterator[None]:
        self._in_line += 1
        try:
            await self._writer_lock.acquire()
        finally:
            self._in_line -= 1
        try:
            yield
        finally:
            self._writer_lock.release()

    async def _join_group(self) -> CommitGroup:
        if self._group is not None:
            self._group.save()
            return self._group
        self._group = CommitGroup(await self.writer.connect())
        return self._group

    async def _rollback_member(self, group: CommitGroup, error: BaseException, *, alone: bool) -> None:
        """Undo the writes of one; what SQLite has undone altogether (a full disk) is undone for all."""
        if not alone:
            with suppress(sqlite3.Error, ValueError, InvalidRequestError):
                await group.rollback_member()
                group.refuse_undone()
                return
        self._group = None
        group.fail(error)
        await _roll_back(group.connection)

    async def _commit_in_turn(self) -> None:
        async with self._writer_lock:
            await _whole(self._commit_group())

    async def _commit_group(self) -> None:
        """Have all of the group on the disk, or nothing of it."""
        group, self._group = self._group, None
        if group is None:
            return
        try:
            await group.connection.commit()
        except BaseException as error:
            group.fail(error)
            await group.connection.invalidate()  # SQLAlchemy takes it for ended, and SQLite may not
            raise
        else:
            group.ended.set_result(None)
        finally:
            await group.connection.close()

    @asynccontextmanager
    async def read(self, *, frozen: bool = False) -> AsyncIterator[AsyncConnection]:
        """Look without waiting for a writer, and if `frozen` at one moment."""
        async with self.readers.connect() as connection:
            if not frozen:
                yield connection
                return
            try:
                await connection.exec_driver_sql("BEGIN")
                yield connection
            finally:
                await _whole(_roll_back(connection))

    async def listen(self, channel: str, on_notify: Callable[[str], object]) -> None:
        """Return at once: a file sends no notifications."""

    async def close(self) -> None:
        """Close the file after the write under way; an open read ends by itself."""
        async with self._writer_lock:
            await _whole(self._commit_group())
            await self.writer.dispose()
        await self.readers.dispose()

    def abandon(self) -> None:
        """Do nothing: there is no server to wait for."""


def _engine(url: URL, *pragmas: str, **pool: int) -> AsyncEngine:
    engine = create_async_engine(
        url.set(drivername=DRIVER),
        hide_parameters=True,
        connect_args={"isolation_level": None},
        pool_use_lifo=True,
        skip_autocommit_rollback=True,
        **pool,
    )
    words = [f"busy_timeout={BUSY_TIMEOUT_MS}", *DURABILITY, *PRAGMAS, *pragmas]
    script = ";".join(f"PRAGMA {word}" for word in words)

    def prepare(line: AdaptedConnection, _record: object) -> None:
        line.run_async(partial(_set_up, script=script))
        shorten(line.driver_connection)

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "handle_error", _keep)
    return engine


async def _set_up(driver: aiosqlite.Connection, script: str) -> None:
    """Run the PRAGMAs of a connection. While another one writes, SQLite refuses the switch to WAL at once."""
    deadline = uptime() + BUSY_TIMEOUT_MS
    while True:
        try:
            await driver.executescript(script)
        except aiosqlite.OperationalError as error:
            if not is_locked(error) or uptime() > deadline:
                raise
            await asyncio.sleep(SWITCH_PAUSE)
        else:
            return


def _keep(context: ExceptionContext) -> None:
    """A caller that is cancelled spoils no connection: its thread ends the statement before it begins another."""
    if isinstance(context.original_exception, asyncio.CancelledError):
        context.is_disconnect = False


async def _roll_back(connection: AsyncConnection) -> None:
    """Undo what is not committed. SQLAlchemy does not: it would go to the thread for it after every look."""
    try:
        await driver_of(connection).rollback()
    except BaseException:
        await connection.invalidate()
        raise
    finally:
        await connection.close()


async def _whole(work: Coroutine[Any, Any, T]) -> T:
    """Do it to its end, also for a caller that is cancelled meanwhile and is told afterwards."""
    working = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not working.done():
        try:
            await asyncio.wait([working])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        mark_retrieved(working)
        raise cancelled
    return working.result()

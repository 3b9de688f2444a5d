"""The engine of SQLite: through aiosqlite, durable, and never "database is locked".

WAL and `synchronous=FULL` (NORMAL loses acknowledged purchases when the power fails), and `BEGIN IMMEDIATE` for writes
(a deferred transaction that turns into a writer fails with "database is locked" instead of waiting). Writers of this
process share their commits: see docs/adr/0023.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, TypeVar

import aiosqlite
from sqlalchemy import URL, AdaptedConnection, Connection, ExceptionContext, event
from sqlalchemy.exc import InvalidRequestError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncTransaction, create_async_engine

from services.domain.values.clock import uptime
from services.storage.sqlite.cursor import ShortCursor
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
UNDONE = "SQLite has undone the whole transaction, as after a full disk"

T = TypeVar("T")


class CommitGroup:
    """Transactions that become true in one commit; `ended` is how it went."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.ended.add_done_callback(_mark_retrieved)
        self.closing: asyncio.Task[None] | None = None

    def fail(self, error: BaseException) -> None:
        """None of them has happened."""
        if isinstance(error, asyncio.CancelledError):
            self.ended.cancel()
        elif not self.ended.done():
            self.ended.set_exception(error)


class SqliteEngine:
    """One connection that writes, and some that cannot.

    Writers of this process queue on a fair lock rather than on SQLite's polling. A writer that is done while others
    wait leaves the commit to them: all that stood in line by then come before it and share it. See docs/adr/0023.
    """

    def __init__(self, url: URL) -> None:
        self.writer = _engine(url, pool_size=1, max_overflow=0)
        self.readers = _engine(url, "query_only=ON", pool_size=READERS, max_overflow=0)
        event.listen(self.writer.sync_engine, "begin", _lock)
        self._writer_lock = asyncio.Lock()
        self._in_line = 0
        self._group: CommitGroup | None = None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """Write: on the disk when the block has ended, or none of it."""
        async with self._writer_slot():
            group, saved = await self._join_group()
            try:
                yield group.connection
                if saved is not None:
                    await _whole(saved.commit())
            except BaseException as error:
                await _whole(self._rollback_member(group, saved, error))
                raise
            if group.closing is None and not self._in_line:
                await _whole(self._commit_group())
            elif group.closing is None or group.closing.done():
                group.closing = asyncio.create_task(self._commit_in_turn())
                group.closing.add_done_callback(_mark_retrieved)
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

    async def _join_group(self) -> tuple[CommitGroup, AsyncTransaction | None]:
        """The first locks the file; each that joins can take back its own writes, and no more."""
        if self._group is not None:
            return self._group, await self._group.connection.begin_nested()
        connection = await self.writer.connect()
        try:
            await connection.begin()
        except BaseException:
            await _whole(connection.close())
            raise
        self._group = CommitGroup(connection)
        return self._group, None

    async def _rollback_member(self, group: CommitGroup, saved: AsyncTransaction | None, error: BaseException) -> None:
        """Undo the writes of one; what SQLite has undone altogether (a full disk) is undone for all."""
        if saved is not None:
            with suppress(SQLAlchemyError):
                await saved.rollback()
                if await _is_open(group.connection):
                    return
        self._group = None
        group.fail(error)
        await group.connection.close()

    async def _commit_in_turn(self) -> None:
        async with self._writer_lock:
            await _whole(self._commit_group())

    async def _commit_group(self) -> None:
        """Have all of the group on the disk, or nothing of it."""
        group, self._group = self._group, None
        if group is None:
            return
        try:
            await _commit(group.connection)
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
            if frozen:
                await connection.exec_driver_sql("BEGIN")
            yield connection

    async def listen(self, channel: str, on_notify: Callable[[str], object]) -> None:
        """Return at once: a file sends no notifications."""

    async def close(self) -> None:
        """Let go of the file, after the write that is under way; a look that is open ends by itself."""
        async with self._writer_lock:
            await _whole(self._commit_group())
            await self.writer.dispose()
        await self.readers.dispose()

    def abandon(self) -> None:
        """Do nothing: nobody waits for a server here."""


def _engine(url: URL, *pragmas: str, **pool: int) -> AsyncEngine:
    engine = create_async_engine(
        url.set(drivername=DRIVER),
        hide_parameters=True,
        connect_args={"isolation_level": None},
        pool_use_lifo=True,
        **pool,
    )
    words = [f"busy_timeout={BUSY_TIMEOUT_MS}", *DURABILITY, *PRAGMAS, *pragmas]
    script = ";".join(f"PRAGMA {word}" for word in words)

    def prepare(line: AdaptedConnection, _record: object) -> None:
        line.run_async(partial(_set_up, script=script))
        driver: Any = line.driver_connection
        driver.cursor = partial(ShortCursor, driver)

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


def _lock(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _keep(context: ExceptionContext) -> None:
    """A caller that is cancelled spoils no connection: its thread ends the statement before it begins another."""
    if isinstance(context.original_exception, asyncio.CancelledError):
        context.is_disconnect = False


async def _is_open(connection: AsyncConnection) -> bool:
    """Return whether there still is a transaction in SQLite's own eyes."""
    line = (await connection.get_raw_connection()).driver_connection
    return line is not None and bool(line.in_transaction)


async def _commit(connection: AsyncConnection) -> None:
    """Have it on the disk. SQLite's driver keeps silent if there is nothing to be committed any more."""
    if not await _is_open(connection):
        raise InvalidRequestError(UNDONE)
    await connection.commit()


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
        _mark_retrieved(working)
        raise cancelled
    return working.result()


def _mark_retrieved(ended: asyncio.Future[Any]) -> None:
    """Take note of how it ended: if all that waited for it were cancelled, there is nobody to tell."""
    if not ended.cancelled():
        ended.exception()

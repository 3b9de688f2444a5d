"""How this project uses SQLite: durable, never "database is locked", and without a thread for what takes microseconds.

WAL and `synchronous=FULL` (NORMAL loses acknowledged purchases when the power fails), and `BEGIN IMMEDIATE` for writes
(a deferred transaction that turns into a writer fails with "database is locked" instead of waiting).

An indexed statement takes less time than the way to a thread and back. So statements run where they are awaited, in the
event loop, and only what waits for a lock or for the disk, or has much to do, goes to a thread: see docs/adr/0020.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, CursorResult, Dialect, Executable, NullPool, Row, create_engine

from services.storage.prepared import PreparedStatements, Rows

BUSY_TIMEOUT_MS = 10_000
DURABILITY = ("journal_mode=WAL", "synchronous=FULL")
"""What a power cut makes of an acknowledged purchase hangs on these two (tests/chaos/test_power_loss.py)."""
WRITE = "BEGIN IMMEDIATE"

T = TypeVar("T")


class Aside:
    """The one thread of a file, for what would hold up the loop."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "sqlite")

    async def do(self, work: Callable[[], T]) -> T:
        """Do this there. Who is cancelled waits for its end too: two threads inside a connection end the process."""
        working = self.send(work)
        cancelled: asyncio.CancelledError | None = None
        while not working.done():
            try:
                await asyncio.wait([working])
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled is not None:
            working.exception()
            raise cancelled
        return working.result()

    def send(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Give the thread something to do."""
        return asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown()


class Near:
    """A connection to a file, with as much of the face of SQLAlchemy's AsyncConnection as this project knows."""

    def __init__(self, connection: Connection, aside: Aside, prepared: PreparedStatements) -> None:
        self._connection = connection
        self._prepared = prepared
        self._raw: sqlite3.Connection = connection.connection.dbapi_connection  # type: ignore[assignment]
        self._aside = aside

    @property
    def dialect(self) -> Dialect:
        """What SQL is spoken here."""
        return self._connection.dialect

    def now(self, work: Callable[..., T], *words: Any) -> T:  # noqa: ANN401 - any call
        """Do what takes microseconds."""
        return work(*words)

    async def execute(
        self, statement: Executable, parameters: Mapping[str, Any] | list[dict[str, Any]] | None = None
    ) -> Rows | CursorResult[Any]:
        """One statement; with a list of parameters once for each, aside."""
        if isinstance(parameters, list):
            return await self.run_sync(lambda connection: connection.execute(statement, parameters))
        return self.now(self._execute, statement, parameters or {})

    def _execute(self, statement: Executable, parameters: Mapping[str, Any]) -> Rows | CursorResult[Any]:
        prepared = self._prepared.find(statement, parameters)
        if prepared is None:
            return self._connection.execute(statement, parameters)
        return prepared.rows(self._raw, parameters)

    async def scalar(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - as SQLAlchemy has it
        """The first column of the first row, or None."""
        return next(iter((await self.execute(statement, parameters)).scalars()), None)

    async def exec_driver_sql(self, statement: str, parameters: Any = None) -> CursorResult[Any]:  # noqa: ANN401 - as SQLAlchemy has it
        """A statement in SQLite's own words."""
        return self.now(self._connection.exec_driver_sql, statement, parameters)

    async def run_sync(self, work: Callable[[Connection], T]) -> T:
        """What has much to do, aside."""
        return await self._aside.do(partial(work, self._connection))

    async def batches(self, statement: Executable, size: int) -> AsyncIterator[Sequence[Row[Any]]]:
        """The rows of a long answer, so many at a time, with room for others between them."""
        for batch in self.now(self._connection.execute, statement).partitions(size):
            yield batch
            await asyncio.sleep(0)

    async def lock(self) -> None:
        """Begin to write: at once if nobody else does, else aside as soon as nobody does."""
        self.now(self._connection.begin)
        if not self.now(self._locks_at_once):
            await self.run_sync(lambda connection: connection.exec_driver_sql(WRITE))

    def _locks_at_once(self) -> bool:
        self._raw.execute("PRAGMA busy_timeout=0")
        try:
            self._raw.execute(WRITE)
        except sqlite3.OperationalError:
            return False
        finally:
            self._raw.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        return True

    async def commit(self) -> None:
        """Have it on the disk, or raise."""
        await self.run_sync(Connection.commit)

    def look(self) -> None:
        """Begin to read: all of it is of one moment."""
        self.now(self._raw.execute, "BEGIN")

    def roll_back(self) -> None:
        """Undo what was not committed."""
        self.now(self._connection.rollback)
        self.now(self._raw.rollback)

    def close(self) -> None:
        """Let go of the file."""
        self.now(self._connection.close)


class SqliteFile:
    """One connection that writes, and as many that cannot as there are looks at the same time."""

    def __init__(self, url: URL) -> None:
        path = url.database or ":memory:"
        self.engine = create_engine("sqlite://", poolclass=NullPool, creator=partial(_connect, path))
        self.prepared = PreparedStatements(self.engine.dialect)
        self._aside = Aside()
        self._turn = asyncio.Lock()
        self._writer: Near | None = None
        self._readers: list[Near] = []
        self._is_closed = False

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Near]:
        """Write: writers of this process queue on a fair lock rather than on SQLite's polling."""
        async with self._turn:
            self._writer = near = self._writer or Near(self.engine.connect(), self._aside, self.prepared)
            try:
                await near.lock()
                yield near
                await near.commit()
            except BaseException:
                near.roll_back()
                raise

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Near]:
        """Look at one moment, without waiting for a writer."""
        near = self._readers.pop() if self._readers else self._reader()
        near.look()
        try:
            yield near
        finally:
            near.roll_back()
            self._readers.append(near)
            if self._is_closed:
                self._let_go()

    def _reader(self) -> Near:
        connection = self.engine.connect()
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.rollback()
        return Near(connection, self._aside, self.prepared)

    async def close(self) -> None:
        """Let go of the file, after the write that is under way; a look that is open ends by itself."""
        async with self._turn:
            self._is_closed = True
            self._let_go()
        self._aside.close()

    def _let_go(self) -> None:
        for near in (*self._readers, *filter(None, [self._writer])):
            near.close()
        self._readers, self._writer = [], None


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", *DURABILITY, "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection

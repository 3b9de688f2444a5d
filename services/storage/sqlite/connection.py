"""A connection to a SQLite file that works where it is awaited, and a thread beside it for what waits.

An indexed statement takes less time than the way to a thread and back. So statements run in the event loop, and only
what waits for a lock or for the disk, or has much to do, goes to the thread: see docs/adr/0020.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Dialect, Executable, Row

from services.storage.sqlite.compiled_statements import PreparedStatements, Rows

BUSY_TIMEOUT_MS = 10_000
WRITE = "BEGIN IMMEDIATE"
SAVED = "before_this_one"
FEW = 32
"""So many rows are written on the spot; more, as an import has them, aside."""

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
        """One statement; with a list of parameters once for each, and aside if it is long."""
        if not isinstance(parameters, list):
            return self.now(self._execute, statement, parameters or {})
        if len(parameters) <= FEW:
            return self.now(self._execute_each, statement, parameters)
        return await self.run_sync(lambda connection: connection.execute(statement, parameters))

    def _execute_each(self, statement: Executable, parameters: list[dict[str, Any]]) -> Rows:
        results = [self._execute(statement, one) for one in parameters]
        telling = [result for result in results if isinstance(result, Rows) or result.returns_rows]
        return Rows([row for result in telling for row in result], sum(result.rowcount for result in results))

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

    def save(self) -> None:
        """Remember this state of the transaction."""
        self.now(self._raw.execute, f"SAVEPOINT {SAVED}")

    def back_to_save(self) -> bool:
        """Undo what was done since; False if there is no transaction any more, since SQLite has undone all of it."""
        if self._raw.in_transaction:
            self.now(self._raw.execute, f"ROLLBACK TO {SAVED}")
        return self._raw.in_transaction

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

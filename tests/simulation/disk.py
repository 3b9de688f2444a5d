"""SQLite without a thread: the shop's own file, only that what it would send to its thread is done on the spot.

The order in which threads finish cannot be repeated, so there must be none. What is lost is nothing that the shop could
see: what waits for a lock or for the disk may still take its time (`pace`), and others run meanwhile.
"""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar

from sqlalchemy import URL, Connection

from services.storage.sqlite.compiled_statements import PreparedStatements
from services.storage.sqlite.connection import Aside, Near
from services.storage.sqlite.engine import SqliteFile

T = TypeVar("T")


class Disk:
    """The open connections of one life. `pace` is how many seconds a wait takes; `touched` hears of each call."""

    def __init__(self) -> None:
        self.pace: Callable[[], float] = lambda: 0.0
        self.touched: Callable[[], object] = lambda: None
        self.open: list[InlineNear] = []
        self.severed = False

    def sever(self) -> None:
        """What the kernel does when a process dies: its transactions never were, its locks are free."""
        self.severed = True
        while self.open:
            self.open.pop().sever()


DISK: ContextVar[Disk] = ContextVar("DISK")


class InlineAside(Aside):
    """Stands where the thread stands: does what is sent there, at its own pace."""

    def __init__(self) -> None:
        self._disk = DISK.get()

    def send(self, work: Callable[[], T]) -> asyncio.Future[T]:
        self._disk.touched()
        told: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        before, after = self._disk.pace(), self._disk.pace()
        if before:
            told.get_loop().call_later(before, self._do, told, work, after)
        else:
            self._do(told, work, after)
        return told

    def _do(self, told: asyncio.Future[Any], work: Callable[[], Any], after: float) -> None:
        if self._disk.severed:
            told.cancel()
            return
        result, error = _outcome(work)
        if after:
            told.get_loop().call_later(after, _tell, told, result, error)
        else:
            _tell(told, result, error)

    def close(self) -> None:
        """There is no thread to end."""


def _outcome(work: Callable[[], Any]) -> tuple[Any, Exception | None]:
    try:
        return work(), None
    except Exception as error:  # noqa: BLE001 - it belongs to who asked
        return None, error


def _tell(told: asyncio.Future[Any], result: object, error: Exception | None) -> None:
    if error is None:
        told.set_result(result)
    else:
        told.set_exception(error)


class InlineNear(Near):
    """The shop's connection; it belongs to the disk of the life that opens it."""

    def __init__(self, connection: Connection, aside: Aside, prepared: PreparedStatements) -> None:
        super().__init__(connection, aside, prepared)
        self._disk = DISK.get()
        self._disk.open.append(self)

    def now(self, work: Callable[..., T], *words: Any) -> T:
        self._disk.touched()
        if self._disk.severed:
            raise asyncio.CancelledError
        return super().now(work, *words)

    def close(self) -> None:
        super().close()
        self._disk.open.remove(self)

    def sever(self) -> None:
        """Roll back and close, whatever is under way."""
        self._raw.rollback()
        self._connection.invalidate()


FIRST: list[SqliteFile] = []
"""The first file of all: the statements that it remembers are not forgotten."""


class InlineFile(SqliteFile):
    """The shop's file, for which each statement is made into SQL once in a campaign and not once in each life."""

    def __init__(self, url: URL) -> None:
        super().__init__(url)
        FIRST.append(self)
        del FIRST[1:]
        first = FIRST[0].engine
        self.engine.dialect, self.engine._compiled_cache = first.dialect, first._compiled_cache
        self.prepared = FIRST[0].prepared

"""SQLite without a thread: the shop's own driver, only that what it would send to its thread is done on the spot.

The order in which threads finish cannot be repeated, so there must be none. What is lost is nothing that the shop could
see: what waits for the disk may still take its time (`write_seconds`), and others run meanwhile.
"""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

Order = tuple[asyncio.Future[Any] | None, Callable[[], Any]]


class Disk:
    """The open connections of one life. `write_seconds` is how long a write takes; `touched` is told of each call."""

    def __init__(self) -> None:
        self.write_seconds: Callable[[], float] = lambda: 0.0
        self.touched: Callable[[], object] = lambda: None
        self.open: list[InlineConnection] = []
        self.severed = False

    def sever(self) -> None:
        """Do as the kernel does when a process dies: its transactions never were, its locks are free."""
        self.severed = True
        while self.open:
            self.open.pop().sever()


DISK: ContextVar[Disk] = ContextVar("DISK")


class _InlineThread:
    """Stands where the thread of a connection stands: does what is sent there, and a commit at its own pace."""

    daemon = True

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    def start(self) -> None:
        """There is no thread to start."""

    def put_nowait(self, order: Order) -> None:
        """Take what the thread would take."""
        told, work = order
        self._disk.touched()
        before, after = (
            (self._disk.write_seconds(), self._disk.write_seconds())
            if told is not None and _waits(work)
            else (0.0, 0.0)
        )
        if before and told is not None:
            told.get_loop().call_later(before, self._do, told, work, after)
        else:
            self._do(told, work, after)

    def _do(self, told: asyncio.Future[Any] | None, work: Callable[[], Any], after: float) -> None:
        if self._disk.severed:
            if told is not None:
                told.cancel()
            return
        result, error = _outcome(work)
        if told is not None and after:
            told.get_loop().call_later(after, _tell, told, result, error)
        elif told is not None:
            _tell(told, result, error)


def _waits(work: Callable[[], Any]) -> bool:
    """Return whether it waits for the disk: all but a commit takes microseconds."""
    return isinstance(work, partial) and getattr(work.func, "__name__", "") == "commit"


def _outcome(work: Callable[[], Any]) -> tuple[Any, Exception | None]:
    try:
        return work(), None
    except Exception as error:  # noqa: BLE001 - it belongs to who asked
        return None, error


def _tell(told: asyncio.Future[Any], result: object, error: Exception | None) -> None:
    if told.done():
        return
    if error is None:
        told.set_result(result)
    else:
        told.set_exception(error)


class InlineConnection(aiosqlite.Connection):
    """The driver's connection; it belongs to the disk of the life that opens it."""

    def __init__(self, *words: Any) -> None:
        super().__init__(*words)
        self._disk = DISK.get()
        self._thread = self._tx = _InlineThread(self._disk)  # type: ignore[assignment]
        self._disk.open.append(self)

    def __del__(self) -> None:
        """A life that was killed has closed nothing, and the driver would complain."""

    def stop(self) -> asyncio.Future[Any] | None:
        if self in self._disk.open:
            self._disk.open.remove(self)
        return super().stop()

    def sever(self) -> None:
        """Roll back and close, whatever is under way."""
        if self._connection is not None:
            self._connection.rollback()
            self._connection.close()


FIRST: list[AsyncEngine] = []
"""The first engine of all: the statements that it remembers are not forgotten."""


def create_engine(*words: Any, **more: Any) -> AsyncEngine:
    """An engine of the shop, for which each statement is made into SQL once in a campaign and not once in each life."""
    made = create_async_engine(*words, **more)
    FIRST.append(made)
    del FIRST[1:]
    first = FIRST[0].sync_engine
    made.sync_engine.dialect, made.sync_engine._compiled_cache = first.dialect, first._compiled_cache
    return made

"""SQLite without a thread: the shop's own connection, only that it does on the spot what it would send to its thread.

The order in which threads finish cannot be repeated, so there must be none. What is lost is nothing that the shop could
see: what waits for a lock or for the disk may still take its time (`pace`), and others run meanwhile.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from services.storage.sqlite import Near

Asked = tuple[asyncio.Future[Any] | None, Callable[[], Any]]


class Disk:
    """The open connections of one life. `pace` is how many seconds a wait takes; `touched` hears of each call."""

    def __init__(self) -> None:
        self.pace: Callable[[], float] = lambda: 0.0
        self.touched: Callable[[], object] = lambda: None
        self.open: list[InlineConnection] = []
        self.severed = False

    def sever(self) -> None:
        """What the kernel does when a process dies: its transactions never were, its locks are free."""
        self.severed = True
        for connection in self.open:
            connection.sever()


DISK: ContextVar[Disk] = ContextVar("DISK")


class _NoThread:
    daemon = True

    def start(self) -> None:
        """There is none to start."""


class _Inline:
    """Stands where the queue to the thread stands: does what is put into it."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    def put_nowait(self, asked: Asked) -> None:
        before, after = self._disk.pace(), self._disk.pace()
        if before:
            asyncio.get_running_loop().call_later(before, self._do, asked, after)
        else:
            self._do(asked, after)

    def _do(self, asked: Asked, after: float) -> None:
        future, work = asked
        if self._disk.severed:
            if future is not None:
                future.cancel()
            return
        result, error = _outcome(work)
        if future is None:
            return
        if after:
            future.get_loop().call_later(after, _tell, future, result, error)
        else:
            _tell(future, result, error)


def _outcome(work: Callable[[], Any]) -> tuple[Any, Exception | None]:
    try:
        return work(), None
    except Exception as error:  # noqa: BLE001 - it belongs to who asked
        return None, error


def _tell(future: asyncio.Future[Any], result: object, error: Exception | None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)


class InlineConnection(Near):
    """The shop's connection without its thread; it belongs to the disk of the life that opens it."""

    def __init__(self, connector: Callable[[], sqlite3.Connection], iter_chunk_size: int) -> None:
        super().__init__(connector, iter_chunk_size)
        self._disk = DISK.get()
        self._disk.open.append(self)
        self._tx = _Inline(self._disk)
        self._thread = _NoThread()

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self._disk.touched()
        if self._disk.severed:
            raise asyncio.CancelledError
        return await super()._execute(fn, *args, **kwargs)

    def sever(self) -> None:
        """Roll back and close, whatever is under way."""
        raw, self._connection = self._connection, None
        if raw is not None:
            raw.rollback()
            raw.close()

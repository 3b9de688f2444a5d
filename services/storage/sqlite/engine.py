"""How this project uses SQLite: durable, and never "database is locked".

WAL and `synchronous=FULL` (NORMAL loses acknowledged purchases when the power fails), and `BEGIN IMMEDIATE` for writes
(a deferred transaction that turns into a writer fails with "database is locked" instead of waiting). Writers of this
process share their commits: see docs/adr/0023.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from sqlalchemy import URL, NullPool, create_engine

from services.storage.sqlite.compiled_statements import PreparedStatements
from services.storage.sqlite.connection import BUSY_TIMEOUT_MS, Aside, Near

DURABILITY = ("journal_mode=WAL", "synchronous=FULL")
"""What a power cut makes of an acknowledged purchase hangs on these two (tests/chaos/test_power_loss.py)."""


class Group:
    """Transactions that become true in one commit; `ended` is how it went."""

    def __init__(self) -> None:
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.ended.add_done_callback(_seen)
        self.closing: asyncio.Task[None] | None = None

    def fail(self, error: BaseException) -> None:
        """None of them has happened."""
        if isinstance(error, asyncio.CancelledError):
            self.ended.cancel()
        elif not self.ended.done():
            self.ended.set_exception(error)


class SqliteFile:
    """One connection that writes, and as many that cannot as there are looks at the same time.

    Writers of this process queue on a fair lock rather than on SQLite's polling. Who is done while others wait leaves
    the commit to them: whoever stood in line by then comes before it, and all of them share it. See docs/adr/0023.
    """

    def __init__(self, url: URL) -> None:
        path = url.database or ":memory:"
        self.engine = create_engine(
            "sqlite://", poolclass=NullPool, creator=partial(_connect, path), hide_parameters=True
        )
        self.prepared = PreparedStatements(self.engine.dialect)
        self._aside = Aside()
        self._turn = asyncio.Lock()
        self._in_line = 0
        self._group: Group | None = None
        self._writer: Near | None = None
        self._readers: list[Near] = []
        self._is_closed = False

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Near]:
        """Write: on the disk when the block has ended, or none of it."""
        async with self._place():
            self._writer = near = self._writer or Near(self.engine.connect(), self._aside, self.prepared)
            group = await self._join(near)
            try:
                yield near
            except BaseException as error:
                self._take_back(near, group, error)
                raise
            if group.closing is None and not self._in_line:
                await self._end()
            elif group.closing is None or group.closing.done():
                group.closing = asyncio.create_task(self._end_in_turn())
                group.closing.add_done_callback(_seen)
        await asyncio.shield(group.ended)

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        self._in_line += 1
        try:
            await self._turn.acquire()
        finally:
            self._in_line -= 1
        try:
            yield
        finally:
            self._turn.release()

    async def _join(self, near: Near) -> Group:
        """The first locks the file; whoever joins can take back what he does himself, and no more."""
        if self._group is not None:
            near.save()
            return self._group
        try:
            await near.lock()
        except BaseException:
            near.roll_back()
            raise
        self._group = Group()
        return self._group

    def _take_back(self, near: Near, group: Group, error: BaseException) -> None:
        """Undo what one has done; what SQLite has undone altogether (a full disk) is undone for all."""
        is_first = group.closing is None
        if is_first or not near.back_to_save():
            self._group = None
            near.roll_back()
            group.fail(error)

    async def _end_in_turn(self) -> None:
        async with self._turn:
            await self._end()

    async def _end(self) -> None:
        """Have all of the group on the disk, or nothing of it."""
        group, self._group, near = self._group, None, self._writer
        if group is None or near is None:
            return
        try:
            await near.commit()
        except BaseException as error:
            group.fail(error)
            near.roll_back()
            raise
        group.ended.set_result(None)

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
            await self._end()
            self._is_closed = True
            self._let_go()
        self._aside.close()

    def _let_go(self) -> None:
        for near in (*self._readers, *filter(None, [self._writer])):
            near.close()
        self._readers, self._writer = [], None


def _seen(ended: asyncio.Future[None]) -> None:
    """Whoever waited for it was told; if all of them were cancelled, there is nobody to tell."""
    if not ended.cancelled():
        ended.exception()


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", *DURABILITY, "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection

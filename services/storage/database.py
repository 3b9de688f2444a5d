"""The one door to the database: `begin` writes, `read` reads, and nothing else commits.

Reads of SQLite use an engine of their own, so that they never wait for a writer. In one process its writers queue on a
fair lock rather than on SQLite's polling. PostgreSQL needs neither.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from services.domain.clock import Clock, real_time
from services.storage.freight import Freight
from services.storage.sqlite import sqlite_engine
from services.storage.transaction import Reading, Transaction
from services.storage.vault import Vault

POOL = 5


def _engine(url: str, *, writer: bool) -> AsyncEngine:
    if make_url(url).get_backend_name() == "sqlite":
        return sqlite_engine(url, writer=writer)
    return create_async_engine(url, pool_size=POOL, max_overflow=POOL, pool_pre_ping=writer)


class _Enough(Exception):
    """The probe has seen what it wanted."""


class Database:
    """A SQLite file or a PostgreSQL database, and the vault that reads its secrets."""

    def __init__(self, url: str, vault: Vault, real: Clock = real_time) -> None:
        self.url = url
        self.vault = vault
        self.real = real
        self.freight = Freight()
        self.writer = _engine(url, writer=True)
        self.reader = _engine(url, writer=False) if self.is_sqlite else self.writer
        self._turn = asyncio.Lock()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the file database."""
        return make_url(self.url).get_backend_name() == "sqlite"

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """One whole write transaction: committed at the end of the block, rolled back by any exception."""
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._turn)
            aboard = self.freight.embark()
            try:
                async with self.writer.begin() as connection:
                    tx = Transaction(connection, self.vault, self.real)
                    for load, _ in aboard:
                        await load(tx)
                    yield tx
            except BaseException:
                self.freight.put_back(aboard)
                raise
        self.freight.arrive(aboard)

    async def flush(self) -> None:
        """Give what waits on the pier a transaction of its own, if anything waits."""
        if len(self.freight):
            async with self.begin():
                pass

    async def flush_overlooked(self) -> None:
        """Flush, called from time to time: but not what came since the last call, which may still find a ride."""
        if self.freight.overlooked():
            await self.flush()

    @asynccontextmanager
    async def read(self, *, frozen: bool = False) -> AsyncIterator[Reading]:
        """One look; writing inside it is refused by SQLite. All of it is of one moment there, elsewhere if `frozen`."""
        async with self.reader.connect() as connection:
            if frozen and not self.is_sqlite:
                await connection.execution_options(isolation_level="REPEATABLE READ")
            yield Reading(connection, self.vault, self.real)

    async def can_write(self) -> bool:
        """Whether the database takes a write: one that is rolled back."""
        try:
            async with self.begin() as tx:
                await tx.meta.put("probe", b"")
                raise _Enough  # noqa: TRY301 - leaving the block is what rolls back
        except _Enough:
            return True

    async def close(self) -> None:
        """Let go of all connections."""
        await self.writer.dispose()
        if self.reader is not self.writer:
            await self.reader.dispose()

"""The only way to the database: `begin` writes, `read` reads, and nothing else commits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from services.domain.values.clock import Clock, real_time
from services.storage.connection.database_url import DatabaseUrl
from services.storage.connection.steady_clock import KEY, SteadyClock
from services.storage.postgres.engine import PostgresPool
from services.storage.sqlite.engine import SqliteEngine
from services.storage.transaction import ReadTransaction, Transaction
from services.storage.vault import Vault


class _Enough(Exception):
    """The probe has seen what it wanted."""


class Database:
    """A SQLite file or a PostgreSQL database, and the vault that reads its secrets.

    `folder` is where it grows, or the working folder if it does so on a machine of its own. `patient`: one statement
    may take long, since no customer waits for it.
    """

    def __init__(self, url: str, vault: Vault, real: Clock = real_time, *, patient: bool = False) -> None:
        self.url = DatabaseUrl(url)
        self.vault = vault
        self.is_sqlite = self.url.is_sqlite
        self.folder = self.url.file.parent if self.url.file else Path()
        self.real = SteadyClock() if real is real_time else real
        self.engine = (
            SqliteEngine(self.url.parsed) if self.is_sqlite else PostgresPool(self.url.parsed, patient=patient)
        )

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """One whole write transaction: committed at the end of the block, rolled back by any exception."""
        async with self.engine.begin() as connection:
            yield Transaction(connection, self.vault, self.real)

    @asynccontextmanager
    async def read(self, *, frozen: bool = False) -> AsyncIterator[ReadTransaction]:
        """One look, if `frozen` at one moment; writing inside it is refused by SQLite."""
        async with self.engine.read(frozen=frozen) as connection:
            yield ReadTransaction(connection, self.vault, self.real)

    async def set_clock(self) -> None:
        """Set the clock of leases by what the processes agree on. To be repeated: machines drift apart."""
        if not isinstance(self.real, SteadyClock):
            return
        async with self.read() as reading:
            look = await self.real.look(reading.connection, await reading.key_values.get(KEY))
        if look.is_news:
            async with self.begin() as tx:
                look = await self.real.look(tx.connection, await tx.key_values.get(KEY, lock=True))
                await tx.key_values.put(KEY, look.agreed.written())
        self.real.adopt(look)

    async def can_write(self) -> bool:
        """Return whether the database takes a write: one that is rolled back."""
        try:
            async with self.begin() as tx:
                await tx.key_values.put("probe", b"")
                raise _Enough  # noqa: TRY301 - leaving the block is what rolls back
        except _Enough:
            return True

    async def shrink_log(self) -> None:
        """Write the log of SQLite back into its file and empty it, so that nothing deleted lies in it any more."""
        if self.is_sqlite:
            async with self.engine.read() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.close()

    def abandon(self) -> None:
        """Wait for the server no longer: waiting calls fail, as after a power cut. A file needs none of it."""
        self.engine.abandon()

"""How this project uses PostgreSQL: a pool of connections, whose rows are locked by those who change them.

A statement that is asked for the sixth time may get one plan for all values, and that cannot know how few rows are
open, due or of one product: PostgreSQL then walks through what it has an index for. Plans are made for the values at
hand.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from sqlalchemy import URL, event
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

POOL = 5


class PostgresPool:
    """Connections that write and read."""

    def __init__(self, url: URL) -> None:
        self.pool = create_async_engine(url, pool_size=POOL, max_overflow=POOL, pool_pre_ping=True)
        event.listen(self.pool.sync_engine, "connect", _prepare)

    def begin(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Write."""
        return self.pool.begin()

    @asynccontextmanager
    async def read(self, *, frozen: bool = False) -> AsyncIterator[AsyncConnection]:
        """Look, and if `frozen` at one moment."""
        async with self.pool.connect() as connection:
            if frozen:
                await connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    async def close(self) -> None:
        """Let go of all connections."""
        await self.pool.dispose()


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - a connection of the driver
    """Outside of any transaction, whose end could take it back."""
    connection.run_async(lambda driver: driver.execute("SET plan_cache_mode = force_custom_plan"))

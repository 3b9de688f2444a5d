"""How this project uses PostgreSQL: a pool of connections, whose rows are locked by those who change them."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

POOL = 5


class PostgresPool:
    """Connections that write and read."""

    def __init__(self, url: URL) -> None:
        self.pool = create_async_engine(url, pool_size=POOL, max_overflow=POOL, pool_pre_ping=True)

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

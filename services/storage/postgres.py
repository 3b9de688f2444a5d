"""How this project uses PostgreSQL: a pool of connections, whose rows are locked by those who change them.

A statement that is asked for the sixth time may get one plan for all values, and that cannot know how few rows are
open, due or of one product: PostgreSQL then walks through what it has an index for. Plans are made for the values at
hand.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from sqlalchemy import URL, ExceptionContext, event
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

POOL = 5
DETAIL = "\nDETAIL:"
"""Where the driver, having told what is wrong, begins to quote."""


class PostgresPool:
    """Connections that write and read."""

    def __init__(self, url: URL) -> None:
        self.pool = create_async_engine(
            url, pool_size=POOL, max_overflow=POOL, pool_pre_ping=True, hide_parameters=True
        )
        event.listen(self.pool.sync_engine, "connect", _prepare)
        event.listen(self.pool.sync_engine, "handle_error", _be_discreet)

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


def _be_discreet(context: ExceptionContext) -> None:
    """The values of a refused row come back with the refusal: who reads a log needs the constraint's name alone."""
    told: BaseException | None = context.original_exception
    if context.sqlalchemy_exception is not None:
        _cut(context.sqlalchemy_exception)
    while told is not None:
        _cut(told)
        vars(told)["detail"] = None
        told = told.__cause__


def _cut(told: BaseException) -> None:
    told.args = tuple(word.partition(DETAIL)[0] if isinstance(word, str) else word for word in told.args)

"""A connection of either database: SQLite's works on the spot, PostgreSQL's over the network."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.storage.sqlite.connection import Near

Connection = Near | AsyncConnection


async def batches(connection: Connection, statement: Select[Any], size: int) -> AsyncIterator[Sequence[Row[Any]]]:
    """The rows of a long answer, so many at a time: never all of them in memory."""
    if isinstance(connection, Near):
        async for batch in connection.batches(statement, size):
            yield batch
        return
    async with connection.stream(statement.execution_options(yield_per=size)) as result:
        async for batch in result.partitions():
            yield batch

"""A connection of either database, and how it gives a long answer."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.ext.asyncio import AsyncConnection

Connection = AsyncConnection


async def batches(connection: Connection, statement: Select[Any], size: int) -> AsyncIterator[Sequence[Row[Any]]]:
    """The rows of a long answer, so many at a time: never all of them in memory."""
    async with connection.stream(statement.execution_options(yield_per=size)) as result:
        async for batch in result.partitions():
            yield batch

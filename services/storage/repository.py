"""The base of all repositories: how a question is asked and its answer read."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Executable, Row, Select, Table, func, select

from services.domain.values.clock import Clock
from services.storage.connection.connection import Connection
from services.storage.dialect import insert
from services.storage.vault import Vault

T = TypeVar("T")


def picked(source: object, names: Iterable[str]) -> dict[str, Any]:
    """Return some attributes of a row, or of what becomes one, by name."""
    return {name: getattr(source, name) for name in names}


class Repository:
    """Rows of some tables, inside a transaction of the caller; `real` is the clock of leases and due times."""

    def __init__(self, connection: Connection, vault: Vault, real: Clock) -> None:
        self._connection = connection
        self._vault = vault
        self._real = real

    async def _run(self, statement: Executable, values: Any = None) -> CursorResult[Any]:  # noqa: ANN401 - one row or a list of rows
        return await self._connection.execute(statement, values)

    async def _change(self, statement: Executable, values: Any = None) -> int:  # noqa: ANN401 - one row or a list of rows
        """Return how many rows it changed."""
        return (await self._connection.execute(statement, values)).rowcount

    async def _all(self, read: Callable[[Row[Any]], T], statement: Executable, **chosen: object) -> list[T]:
        return [read(row) for row in await self._connection.execute(statement, chosen)]

    async def _first(self, read: Callable[[Row[Any]], T], statement: Executable, **chosen: object) -> T | None:
        """Return the only row of an answer, if there is one."""
        row = await self._one(statement, **chosen)
        return None if row is None else read(row)

    async def _one(self, statement: Executable, **chosen: object) -> Row[Any] | None:
        return (await self._connection.execute(statement, chosen)).one_or_none()

    async def _values(self, statement: Executable, **chosen: object) -> list[Any]:
        """Return the first column."""
        return list((await self._connection.execute(statement, chosen)).scalars())

    async def _has(self, statement: Executable, **chosen: object) -> bool:
        return await self._connection.scalar(statement, chosen) is not None

    async def _int_or_none(self, statement: Executable, **chosen: object) -> int | None:
        found: int | None = await self._connection.scalar(statement, chosen)
        return found

    async def _number(self, statement: Executable, **chosen: object) -> int:
        return await self._int_or_none(statement, **chosen) or 0

    async def _count(self, rows: Select[Any]) -> int:
        return await self._number(select(func.count()).select_from(rows.subquery()))

    async def _insert_once(self, table: Table, **values: object) -> int | None:
        """Return the id of a new row; None if it is there already."""
        row = insert(self._connection, table).values(values)
        return await self._int_or_none(row.on_conflict_do_nothing().returning(table.c.id))

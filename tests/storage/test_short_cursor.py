"""The cursor that needs one way to SQLite's thread: whatever is asked for, and however, comes whole and in order."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from services.storage.connection.connection import Connection
from services.storage.sqlite.cursor import FIRST_ROWS
from services.storage.sqlite.engine import SqliteEngine

COUNT = """WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :last)
SELECT n FROM numbers"""
LENGTHS = (0, 1, FIRST_ROWS - 1, FIRST_ROWS, FIRST_ROWS + 1, 3 * FIRST_ROWS)


@pytest.fixture
async def file(tmp_path: Path) -> AsyncIterator[SqliteEngine]:
    opened = SqliteEngine(make_url(f"sqlite+aiosqlite:///{tmp_path}/shop.sqlite3"))
    yield opened
    await opened.close()


def up_to(last: int) -> list[int]:
    return list(range(1, last + 1))


async def count(connection: Connection, last: int) -> list[int]:
    return [row.n for row in await connection.execute(text(COUNT), {"last": last})]


@pytest.mark.parametrize("last", LENGTHS[1:])
async def test_an_answer_comes_whole(file: SqliteEngine, last: int) -> None:
    async with file.read() as connection:
        assert await count(connection, last) == up_to(last)


async def test_an_empty_answer_is_one(file: SqliteEngine) -> None:
    async with file.read() as connection:
        assert (await connection.execute(text("SELECT 1 WHERE 0"))).all() == []


@pytest.mark.parametrize("size", [1, 7, FIRST_ROWS, FIRST_ROWS + 7, 5 * FIRST_ROWS])
@pytest.mark.parametrize("last", LENGTHS[1:])
async def test_a_long_answer_comes_in_portions_of_the_size_asked_for(file: SqliteEngine, last: int, size: int) -> None:
    async with file.read() as connection:
        asked = text(COUNT).execution_options(yield_per=size)
        async with connection.stream(asked, {"last": last}) as found:
            portions = [[row.n for row in portion] async for portion in found.partitions()]

    assert [number for portion in portions for number in portion] == up_to(last)
    assert {len(portion) for portion in portions[:-1]} <= {size}


async def test_one_row_after_the_other_is_read(file: SqliteEngine) -> None:
    async with file.read() as connection, connection.stream(text(COUNT), {"last": FIRST_ROWS + 2}) as found:
        read = [row.n async for row in found]

    assert read == up_to(FIRST_ROWS + 2)


async def test_who_is_cancelled_in_the_middle_of_a_statement_spoils_nothing(file: SqliteEngine) -> None:
    async with file.begin() as connection:
        asking = asyncio.create_task(count(connection, 300_000))
        await asyncio.sleep(0.01)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking

        assert await count(connection, 3) == up_to(3)


async def test_what_a_statement_has_changed_is_counted(file: SqliteEngine) -> None:
    async with file.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE notes (id INTEGER PRIMARY KEY, n INTEGER)")
        added = await connection.execute(text(f"INSERT INTO notes (n) {COUNT}"), {"last": 5})
        changed = await connection.execute(text("UPDATE notes SET n = 0 WHERE id > 2"))
        told = (await connection.execute(text("UPDATE notes SET n = 1 RETURNING id"))).scalars().all()

    assert (added.rowcount, changed.rowcount, sorted(told)) == (5, 3, up_to(5))

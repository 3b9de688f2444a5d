import asyncio
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text

from services.storage.database import Database
from services.storage.schema.bootstrap import open_database
from services.storage.sqlite.engine import SqliteEngine
from tests.support.databases import KEY, copy_of, sqlite_url

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 10_000}
"""2 is FULL: what is committed is on the disk. With secure_delete, what is deleted is overwritten."""


@pytest.mark.parametrize("door", ["begin", "read"])
async def test_sqlite_is_used_with_care(sqlite_template: Path, tmp_path: Path, door: str) -> None:
    db: Database = await open_database(copy_of(sqlite_template, tmp_path / "shop.sqlite3"), [KEY])

    async with getattr(db, door)() as tx:
        found = {name: (await tx.connection.execute(text(f"PRAGMA {name}"))).scalar() for name in PRAGMAS}
        locked = (await tx.connection.execute(text("PRAGMA query_only"))).scalar()
    await db.close()

    assert found == PRAGMAS
    assert locked == (1 if door == "read" else 0)


async def test_nothing_is_done_beside_a_thread_that_still_has_work(tmp_path: Path) -> None:
    file = SqliteEngine(make_url(sqlite_url(tmp_path / "shop.sqlite3")))
    begun, gate, done = threading.Event(), threading.Event(), []

    def long_work() -> None:
        begun.set()
        gate.wait()
        done.append("first")

    async def write() -> None:
        async with file.begin() as connection:
            line: Any = (await connection.get_raw_connection()).driver_connection
            await line.create_function("long_work", 0, long_work)
            await connection.exec_driver_sql("SELECT long_work()")

    async def write_next() -> None:
        async with file.begin():
            done.append("next")

    first = asyncio.create_task(write())
    assert await asyncio.to_thread(begun.wait, 5)
    first.cancel()
    following = asyncio.create_task(write_next())
    await asyncio.wait([following, first], timeout=0.05)
    before = list(done)

    gate.set()
    await following
    await file.close()

    assert first.cancelled()
    assert (before, done) == ([], ["first", "next"])


async def test_a_writer_waits_for_another_process_without_holding_up_the_loop(tmp_path: Path) -> None:
    path = tmp_path / "shop.sqlite3"
    file, rival = SqliteEngine(make_url(sqlite_url(path))), sqlite3.connect(path, isolation_level=None)

    async def write() -> None:
        async with file.begin() as connection:
            await connection.exec_driver_sql("PRAGMA user_version=1")

    await write()
    rival.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(write())
    for _ in range(10):
        await asyncio.sleep(0.01)
    waited = not writing.done()
    rival.commit()
    rival.close()
    await writing
    await file.close()

    assert waited

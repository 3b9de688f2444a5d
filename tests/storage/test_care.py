import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from services.storage.database import Database
from services.storage.opening import open_database
from services.storage.sqlite import open_near
from tests.databases import KEY, copy_of

CARE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 10_000}
"""2 is FULL: what is committed is on the disk. With secure_delete, what is deleted is overwritten."""


@pytest.mark.parametrize("door", ["begin", "read"])
async def test_sqlite_is_used_with_care(sqlite_template: Path, tmp_path: Path, door: str) -> None:
    db: Database = await open_database(copy_of(sqlite_template, tmp_path / "shop.sqlite3"), [KEY])

    async with getattr(db, door)() as tx:
        found = {name: (await tx.connection.execute(text(f"PRAGMA {name}"))).scalar() for name in CARE}
        locked = (await tx.connection.execute(text("PRAGMA query_only"))).scalar()
    await db.close()

    assert found == CARE
    assert locked == (1 if door == "read" else 0)


async def test_nothing_is_done_beside_a_thread_that_still_has_work(tmp_path: Path) -> None:
    connection = await open_near(str(tmp_path / "shop.sqlite3"))
    begun, gate, done = threading.Event(), threading.Event(), []

    def commit() -> None:
        begun.set()
        gate.wait()
        done.append("commit")

    committing = asyncio.create_task(connection._execute(commit))
    assert await asyncio.to_thread(begun.wait, 5)
    committing.cancel()
    looking = asyncio.create_task(connection._execute(lambda: done.append("look")))
    await asyncio.wait([looking], timeout=0.05)
    before = list(done)

    gate.set()
    await looking
    await connection.close()

    assert (before, done) == ([], ["commit", "look"])

from pathlib import Path

import pytest
from sqlalchemy import text

from services.storage.database import Database
from services.storage.opening import open_database
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

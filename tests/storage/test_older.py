"""Databases of earlier versions, as those versions left them (shop_*.sql), opened by this one.

Only SQLite's own words can be kept as a file. What migrations do to PostgreSQL is in test_schema.py.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from services.domain.stock.stock import StockState
from services.domain.values.secret import Secret
from services.storage.database import Database
from services.storage.schema.bootstrap import open_database
from tests.storage.test_schema import SQLITE_WORDS
from tests.support.databases import KEY, sqlite_url

DUMPS = ("shop_0_1_0.sql", "shop_schema_0013.sql")
NOT_ROWS = ("alembic_version", "meta")


@pytest.fixture(params=DUMPS)
def old_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file = tmp_path / "shop.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(Path(__file__).with_name(request.param).read_text(encoding="utf-8"))
    return file


def rows(file: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, by its names of columns."""
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        names = [row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2')]
            for name in names
            if name not in NOT_ROWS
        }


async def words(db: Database) -> list[tuple[str, ...]]:
    """Return the statements of a file about its tables, but for the order and the place of line ends."""
    async with db.read() as reading:
        found = await reading.connection.execute(text(SQLITE_WORDS))
        return [tuple(" ".join(word.split()) if isinstance(word, str) else word for word in row) for row in found]


async def test_an_old_shop_gets_the_schema_of_a_new_one(old_file: Path, sqlite_template: Path) -> None:
    upgraded = await open_database(sqlite_url(old_file), [KEY])
    new = await open_database(sqlite_url(sqlite_template), [KEY])
    told = await words(upgraded), await words(new)
    for db in (upgraded, new):
        await db.close()

    assert told[0] == told[1]


async def test_an_old_shop_keeps_every_row(old_file: Path) -> None:
    before = rows(old_file)

    await (await open_database(sqlite_url(old_file), [KEY])).close()
    after = rows(old_file)

    assert {name: len(after[name]) for name in before} == {name: len(found) for name, found in before.items()}
    for name, found in before.items():
        kept = [{column: row[column] for column in found[0]} for row in after[name]] if found else []
        assert kept == found, name


async def test_the_goods_of_an_old_shop_can_be_read(old_file: Path) -> None:
    db = await open_database(sqlite_url(old_file), [KEY])
    async with db.read() as reading:
        known = await reading.stock.known([Secret("DEMO-EMBY30-ACT4-W83F"), Secret("NOT-THERE")])
    await db.close()

    assert known == {"DEMO-EMBY30-ACT4-W83F": StockState.GIVEN}

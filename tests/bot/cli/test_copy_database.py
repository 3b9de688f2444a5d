"""A shop moves into another database: from each kind into each, whole or not at all."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiosqlite
import pytest
from sqlalchemy import make_url, text

from bot.cli.database.copy_database import copy_database
from bot.settings.load import load_settings
from bot.settings.sections import Settings
from services.domain.values.language import Language
from services.storage.database import Database
from services.storage.schema.bootstrap import open_database, open_without_keys
from services.storage.schema.copy import CopyRefused, copy_all, is_open_elsewhere, table_digests
from services.storage.vault import KeyMissing
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.databases import KEY
from tests.support.service_harness import ShopHarness

MANY = 1_200
"""More than one batch."""
from_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
to_sqlite = pytest.mark.parametrize("bare_url", ["sqlite"], indirect=True)
pytestmark = pytest.mark.usefixtures("is_alone")


@pytest.fixture
def settings() -> Settings:
    return load_settings(None, secret_keys=KEY.decode())


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[ShopHarness]:
    db = await open_database(url, [KEY])
    try:
        yield ShopHarness(db)
    finally:
        await db.close()


async def rows_in(url: str) -> int:
    async with opened(url) as shop, shop.db.read() as reading:
        found = await table_digests(reading)
    return sum(tally.rows for table, tally in found.items() if table != "meta")


async def test_a_shop_that_moves_goes_on_where_it_was(
    shop: ShopHarness,
    ann: CustomerDriver,
    bob: CustomerDriver,
    bare_url: str,
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await shop.stocks("windows", *(f"CANARY-{number}" for number in range(MANY)))
    bought, begun = await ann.buys("windows", 2), await bob.opens("windows")
    goods, links = await shop.goods(bought), await shop.consents.verify()
    async with shop.db.read() as reading:
        before = await table_digests(reading)
    await shop.db.close()

    code = await copy_database(settings, shop.db.url, bare_url)

    copy = open_without_keys(bare_url)
    async with copy.read() as reading:
        assert (code, await table_digests(reading)) == (0, before)
    await copy.close()
    async with opened(bare_url) as moved:
        assert (await moved.goods(bought), await moved.consents.verify()) == (goods, links)
        await CustomerDriver(moved, bob.customer).may_pay(begun)
        await CustomerDriver(moved, bob.customer).pays(begun, "charge-of-bob")
        assert await moved.goods(begun) == ["CANARY-2"]
    printed = capsys.readouterr().out
    assert f"stock_items: {MANY:,}, hash" in printed
    assert "CANARY" not in printed


@from_sqlite
async def test_ids_go_on_after_the_greatest_that_came_along(
    shop: ShopHarness, ann: CustomerDriver, bare_url: str, settings: Settings
) -> None:
    await shop.stocks("windows", "FIRST")
    await ann.buys("windows")
    await shop.db.close()

    await copy_database(settings, shop.db.url, bare_url)

    async with opened(bare_url) as moved:
        cleo = await arrives(moved, 2001, "Cleo", Language.EN)
        await cleo.accepts(version=1)
        await moved.stocks("windows", "SECOND")
        order = await cleo.opens("windows")
        await cleo.pays(order, "charge-of-cleo")
        assert await moved.goods(order) == ["SECOND"]


@to_sqlite
async def test_a_shop_that_is_open_is_not_copied(
    shop: ShopHarness, bare_url: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    async with shop.db.read() as reading:
        await reading.connection.execute(text("SELECT 1"))

    code = await copy_database(settings, shop.db.url, bare_url)

    assert code == 1
    assert "stop the shop" in capsys.readouterr().err
    assert await rows_in(bare_url) == 0


@to_sqlite
async def test_a_database_with_a_shop_in_it_is_not_written_over(
    shop: ShopHarness, bare_url: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    async with opened(bare_url) as other:
        await arrives(other, 9001, "Somebody", Language.EN)
    await shop.db.close()

    code = await copy_database(settings, shop.db.url, bare_url)

    assert code == 1
    assert "TO is not empty" in capsys.readouterr().err
    assert await rows_in(bare_url) == 1


@to_sqlite
@pytest.mark.parametrize("version", ["0000", "9999"])
async def test_databases_of_different_versions_are_left_alone(
    shop: ShopHarness, bare_url: str, version: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    async with opened(bare_url) as other, other.db.begin() as tx:
        await tx.connection.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))
    await shop.db.close()

    there = await copy_database(settings, shop.db.url, bare_url)
    back = await copy_database(settings, bare_url, shop.db.url)

    assert (there, back) == (1, 1)
    told = capsys.readouterr().err
    assert f"TO has schema {version}" in told
    assert f"FROM has schema {version}" in told


@from_sqlite
async def test_a_bare_database_is_no_shop_to_copy(
    url: str, bare_url: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    if bare_url.startswith("sqlite"):
        Path(make_url(bare_url).database or "").touch()

    code = await copy_database(settings, bare_url, url)

    assert code == 1
    assert "FROM holds no shop" in capsys.readouterr().err


@to_sqlite
async def test_another_key_is_noticed_before_anything_is_copied(shop: ShopHarness, bare_url: str) -> None:
    await shop.stocks("windows", "CODE")
    await shop.db.close()
    strangers = load_settings(None, secret_keys="A" * 43 + "=")

    with pytest.raises(KeyMissing):
        await copy_database(strangers, shop.db.url, bare_url)

    assert await rows_in(bare_url) == 0


@from_sqlite
@to_sqlite
async def test_what_is_sold_while_the_copy_is_made_undoes_the_copy(shop: ShopHarness, bare_url: str) -> None:
    file = make_url(shop.db.url).database or ""

    def sell(table: str, _rows: int) -> None:
        if table == "products":
            with closing(sqlite3.connect(file)) as connection, connection:
                connection.execute("INSERT INTO meta VALUES ('sold', x'00')")

    async with opened(bare_url) as target:
        with pytest.raises(CopyRefused, match="not the same in meta"):
            await copy_all(shop.db, target.db, sell)

    assert await rows_in(bare_url) == 0


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("nowhere.sqlite3", "new.sqlite3", "there is no database at nowhere.sqlite3"),
        ("here.sqlite3", "sqlite:///here.sqlite3", "the same database"),
        ("mysql://shop:CANARY@host/shop", "new.sqlite3", "is no address"),
        ("new.sqlite3", "postgresql+asyncpg://shop:CANARY@127.0.0.1:1/shop", "there is no database"),
    ],
)
async def test_addresses_that_lead_nowhere_are_told_without_their_passwords(
    source: str, target: str, told: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    code = await copy_database(settings, source, target)

    printed = capsys.readouterr().err
    assert (code, told in printed, "CANARY" in printed) == (1, True, False)


@pytest.mark.parametrize("end", ["FROM", "TO"])
async def test_a_file_that_is_no_database_is_told_as_what_it_is(
    end: str, tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    noise, good = tmp_path / "noise.sqlite3", tmp_path / "good.sqlite3"
    noise.write_bytes(b"noise" * 1000)
    async with opened(f"sqlite:///{good}"):
        pass

    places = (noise, good) if end == "FROM" else (good, noise)
    code = await copy_database(settings, *map(str, places))

    assert (code, capsys.readouterr().err) == (1, "!!  nothing was copied: file is not a database\n")


@from_sqlite
async def test_only_a_locked_database_is_one_in_use(shop: ShopHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_READ"

    async def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(aiosqlite.Connection, "execute", fail)

    with pytest.raises(sqlite3.OperationalError, match="disk I/O error"):
        await is_open_elsewhere(shop.db)
    error.sqlite_errorname = "SQLITE_BUSY_SNAPSHOT"

    assert await is_open_elsewhere(shop.db)


@from_sqlite
async def test_a_server_that_does_not_answer_is_told(
    db: Database, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    await db.close()

    code = await copy_database(settings, db.url, "postgresql+asyncpg://shop:CANARY@127.0.0.1:1/shop")

    printed = capsys.readouterr().err
    assert (code, "nothing was copied" in printed, "CANARY" in printed) == (1, True, False)

"""Catalog, stock and backups from the command line: reports for people, exit codes for scripts."""

import sqlite3
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli.catalog import export_catalog, import_catalog
from bot.cli.database.backup import backup, newest
from handlers.ui.text.translations import Translations
from services.catalog.catalog import Catalog
from services.stock.stock_import import StockImporter
from services.storage.connection.database_url import DatabaseUrl
from tests.support import service_harness as testing

LIBRARY = Translations()
CANARY = "CANARY-CODE-0001"


@dataclass(frozen=True)
class CliFixture:
    """The parts of a shop that the command line needs."""

    catalog: Catalog
    stock_importer: StockImporter
    translations: Translations = LIBRARY


@pytest.fixture
def cli(shop: testing.ShopHarness) -> CliFixture:
    return CliFixture(shop.catalog, shop.stock_importer)


async def test_the_catalog_goes_out_and_comes_in_again(
    cli: CliFixture, shop: testing.ShopHarness, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "catalog.yaml"
    assert await export_catalog(cli, file) == 0
    assert await import_catalog(cli, file) == 0
    assert "nothing changed" in capsys.readouterr().out

    file.write_text(file.read_text().replace("XTR: 80", "XTR: 95"))

    assert await import_catalog(cli, file) == 0
    assert "windows, prices.XTR: 80 XTR -> 95 XTR" in capsys.readouterr().out
    assert await shop.catalog.card_of("windows")


async def test_a_catalog_with_mistakes_names_their_lines_and_changes_nothing(
    cli: CliFixture, shop: testing.ShopHarness, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "catalog.yaml"
    await export_catalog(cli, file)
    before = file.read_text()
    file.write_text(before.replace("XTR: 80", "XTR: cheap"))

    assert await import_catalog(cli, file) == 1

    told = capsys.readouterr().err
    assert f"Line {before[: before.index('XTR: 80')].count(chr(10)) + 1}, products[windows].prices.XTR" in told
    assert (await shop.product("windows")).prices == {testing.XTR: 80}


async def test_files_that_are_not_there(cli: CliFixture, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = tmp_path / "no" / "file.txt"

    assert await import_catalog(cli, nowhere) == 1
    assert await export_catalog(cli, nowhere) == 1
    assert capsys.readouterr().err.count("!!") == 2


async def test_a_backup_is_whole_for_its_owner_alone_and_holds_no_code_in_the_clear(
    shop: testing.ShopHarness, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await shop.stocks("windows", CANARY, "SECOND")
    target = tmp_path / "copy.sqlite3"

    code = await backup(shop.db.url, target)

    if not shop.db.is_sqlite:
        assert code == 1
        assert "pg_dump" in capsys.readouterr().err
        return
    assert code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert CANARY.encode() not in target.read_bytes()
    assert "stock_items: 2" in capsys.readouterr().out
    with sqlite3.connect(f"{target.as_uri()}?mode=ro", uri=True) as copy:
        assert copy.execute("SELECT count(*) FROM stock_items").fetchone() == (2,)
    copy.close()
    assert [one.name for one in tmp_path.glob(".*")] == []


async def test_a_backup_makes_its_folder_and_leaves_word_for_the_doctor(
    shop: testing.ShopHarness, tmp_path: Path
) -> None:
    if not shop.db.is_sqlite:
        return
    target = tmp_path / "new" / "backups" / "copy.sqlite3"

    assert await backup(shop.db.url, target) == 0

    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700
    async with shop.db.read() as reading:
        found = await newest(reading)
    assert found is not None
    assert found.file == target


async def test_a_backup_into_a_place_that_is_no_folder_names_it(
    shop: testing.ShopHarness, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not shop.db.is_sqlite:
        return
    (tmp_path / "file").touch()

    assert await backup(shop.db.url, tmp_path / "file" / "copy.sqlite3") == 1

    assert f"no backup was made: {tmp_path}/file cannot be written to" in capsys.readouterr().err


async def test_a_backup_never_replaces_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "shop.sqlite3", tmp_path / "copy.sqlite3"
    sqlite3.connect(source).close()
    source.touch()
    target.write_text("precious")

    assert await backup(DatabaseUrl(f"sqlite:///{source}"), target) == 1

    assert target.read_text() == "precious"
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize("content", [None, b"this is no database, it only lies where one is expected" * 50])
async def test_what_cannot_be_backed_up_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    source, target = tmp_path / "shop.sqlite3", tmp_path / "copy.sqlite3"
    if content is not None:
        source.write_bytes(content)

    assert await backup(DatabaseUrl(f"sqlite:///{source}"), target) == 1

    assert "no backup was made" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ([source.name] if content else [])

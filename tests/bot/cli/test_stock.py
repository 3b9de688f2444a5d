"""Stock from the command line: the same report, and nothing that is open is imported."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli.stock import import_stock
from handlers.ui.text.translations import Translations
from services.domain.stock.stock import Choices
from services.stock.stock_import import StockImporter
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

LIBRARY = Translations()
CANARY = "CANARY-CODE-0001"


@dataclass(frozen=True)
class CliFixture:
    """The parts of a shop that the command line needs."""

    stock_importer: StockImporter
    translations: Translations = LIBRARY


@pytest.fixture
def cli(shop: ShopHarness) -> CliFixture:
    return CliFixture(shop.stock_importer)


async def test_stock_is_counted_line_by_line_and_never_printed(
    cli: CliFixture, shop: ShopHarness, ann: CustomerDriver, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await shop.stocks("windows", "SOLD-0001")
    await ann.buys("windows")
    await shop.stocks("windows", "LYING-0001")
    file = tmp_path / "codes.txt"
    file.write_text(f"{CANARY}\n{CANARY}\nSOLD-0001\nLYING-0001\n\u200bbad {CANARY}\n", encoding="utf-8")

    assert await import_stock(cli, "windows", file) == 0

    told = capsys.readouterr()
    for line in (
        "New: 1",
        "Repeated in what you sent: 1",
        "In stock already: 1",
        "Sold or withdrawn before: 1",
        "Line 5:",
    ):
        assert line in told.out
    assert CANARY not in told.out + told.err
    assert await shop.free("windows") == 2
    assert await import_stock(cli, "windows", file) == 1


async def test_importing_the_same_stock_again_is_no_mistake(
    cli: CliFixture, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "codes.txt"
    file.write_text("A\nB\n")
    assert await import_stock(cli, "windows", file) == 0

    assert await import_stock(cli, "windows", file) == 0
    assert "nothing new" in capsys.readouterr().out


async def test_stock_that_cannot_be_imported(
    cli: CliFixture, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "codes.pdf"
    file.write_bytes(b"A")

    assert await import_stock(cli, "windows", file) == 1
    assert await import_stock(cli, "nowhere", file) == 1
    assert "there is no product nowhere" in capsys.readouterr().err


async def test_many_bad_lines_are_counted(cli: CliFixture, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "codes.txt"
    file.write_text("\u200bx\n" * 15, encoding="utf-8")

    assert await import_stock(cli, "windows", file) == 1
    assert "and 5 more" in capsys.readouterr().out


async def test_a_file_that_is_not_there(cli: CliFixture, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert await import_stock(cli, "windows", tmp_path / "nothing.txt") == 1
    assert "cannot be read" in capsys.readouterr().err


async def test_the_report_shows_what_is_sold_and_what_is_in_stock_then(
    cli: CliFixture, shop: ShopHarness, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await shop.stocks("windows", "OLD-0001")
    file = tmp_path / "codes.csv"
    file.write_text("code,note\nA-123456 A-654321,x\nB-000001,y\n")

    assert await import_stock(cli, "windows", file) == 0

    out = capsys.readouterr().out
    for line in (
        "Line 3: •-•••001",
        "Line 2: •-•••••• •-••4321\n    A space inside.",
        "Heading, not sold: code, note",
        "Encoding: UTF-8",
        "Separator: Comma",
        "Column that is sold: 1 (code)",
        "2 imported for windows; in stock now: 3",
    ):
        assert line in out
    assert "&" not in out
    assert "<" not in out


@pytest.mark.parametrize(
    ("name", "text", "encoding", "option", "choices", "sold"),
    [
        ("a.txt", "Пароль: qwe-1", "cp1251", "--encoding cp1251", Choices(encoding="cp1251"), "Пароль: qwe-1"),
        ("a.csv", "A-1;30 days\nA-2;7 days", "utf-8", "--column 1 ", Choices(column=0), "A-1"),
        ("a.txt", "u1\tp1\nu2\tp2", "utf-8", "--separator line ", Choices(separator=""), "u1\tp1"),
        ("a.csv", "Ключ\nA-1\nA-2", "utf-8", "--heading yes ", Choices(heading=True), "A-1"),
    ],
)
async def test_what_is_open_is_asked_about_and_chosen_by_an_option(
    cli: CliFixture,
    shop: ShopHarness,
    ann: CustomerDriver,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    text: str,
    encoding: str,
    option: str,
    choices: Choices,
    sold: str,
) -> None:
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))

    refused = await import_stock(cli, "windows", file), await shop.free("windows")
    told = capsys.readouterr()
    done = await import_stock(cli, "windows", file, choices)

    assert (refused, done) == ((1, 0), 0)
    assert option in told.out
    assert "Nothing was imported" in told.err
    assert await shop.goods(await ann.buys("windows")) == [sold]

"""Lists as people have them, followed from the file to what a customer gets (tests/services/stock_files)."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from services.domain.catalog.product import Kind
from services.stock.file import Choices, read
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

FOLDER = Path(__file__).parent / "stock_files"
NOTHING = Choices()


@dataclass(frozen=True)
class Case:
    """A case of a file: the questions to the admin, the choices, and the goods that are sold then."""

    sold: tuple[str, ...]
    asked: tuple[str, ...] = ()
    chosen: Choices = NOTHING


RUSSIAN = ("Пароль: qwe-1", "Пароль: qwe-2")
CASES = {
    "header-license-code.csv": Case(("A6-0001", "A6-0002")),
    "header-kami.csv": Case(("A6c-0001", "A6c-0002")),
    "sep-line.csv": Case(("A7-0001", "A7-0002")),
    "semicolon-no-header.csv": Case(("A8-0001", "A8-0002"), ("column",), Choices(column=0)),
    "blank-first-line.csv": Case(("A9-0001", "A9-0002")),
    "cp1251.txt": Case(RUSSIAN, ("encoding",), Choices(encoding="cp1251")),
    "excel-guard.csv": Case(("0012345", "0012346")),
    "tabs.txt": Case(("user1@example.com\tpass1", "user2@example.com\tpass2"), ("separator",), Choices(separator="")),
}


@pytest.mark.parametrize("name", CASES)
async def test_a_list_is_sold_as_it_was_meant(name: str, shop: ShopHarness, ann: CustomerDriver) -> None:
    case, data = CASES[name], (FOLDER / name).read_bytes()

    first = read(data, name, Kind.LICENSE_CODE)
    chosen = read(data, name, Kind.LICENSE_CODE, case.chosen)
    await shop.stocks("windows", *(line.text for line in chosen.lines))
    sold = [code for _ in case.sold for code in await shop.goods(await ann.buys("windows"))]

    assert (first.must_ask, chosen.must_ask) == (case.asked, ())
    assert tuple(sold) == case.sold


def test_a_table_whose_whole_lines_are_chosen_is_sold_so() -> None:
    data = (FOLDER / "semicolon-no-header.csv").read_bytes()

    reading = read(data, "a.csv", Kind.LICENSE_CODE, Choices(separator=""))

    assert [line.text for line in reading.lines] == ["A8-0001;30 days", "A8-0002;30 days"]
    assert reading.must_ask == ()


def test_every_list_is_followed() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {*CASES, "README.md", "paste-second-part.json"}

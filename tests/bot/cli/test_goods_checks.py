"""*Ready to sell* is true: the goods, the words and the names are the shop's own."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import assemble
from bot.cli.doctor import example_texts
from bot.cli.doctor.finding import Finding
from bot.cli.doctor.goods_checks import check_prices_and_stock, look_at_catalog_file, look_at_documents
from bot.first_start import publish_files
from bot.settings.legal_documents import CatalogMissing
from bot.settings.load import load_settings
from bot.settings.sections import Settings
from services.catalog.file import parse
from services.domain.errors import NotFound
from services.domain.legal.consent import DocumentKind
from services.domain.values.language import Language
from services.domain.values.secret import Secret
from tests.support import databases

EXAMPLE = example_texts.CATALOG.read_text(encoding="utf-8")
TERMS = Path("data/terms")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in TERMS.glob("*.html"):
        (tmp_path / file.name).write_bytes(file.read_bytes() + b"\n")
    return tmp_path


def chosen(folder: Path, **params: object) -> Settings:
    return load_settings(None, **{"terms_dir": folder, "catalog": folder / "catalog.yaml"} | params)


def told(findings: Iterator[Finding]) -> list[str]:
    return [one.text for one in findings if not one.fine]


def test_the_known_examples_are_those_of_the_project() -> None:
    found = {hashlib.sha256(file.read_bytes()).hexdigest() for file in TERMS.glob("*.html")}

    assert len(found) == 4
    assert found <= example_texts.DOCUMENTS


def test_example_documents_are_named_one_by_one(folder: Path) -> None:
    assert told(look_at_documents(chosen(folder))) == []
    (folder / "privacy.zh.html").write_bytes((TERMS / "privacy.zh.html").read_bytes())

    assert [one.partition(" is the example")[0] for one in told(look_at_documents(chosen(folder)))] == [
        f"{folder}/privacy.zh.html"
    ]
    assert sum("is the example" in one for one in told(look_at_documents(chosen(TERMS)))) == 4


def test_documents_of_another_shop_are_named(folder: Path) -> None:
    found = told(look_at_documents(chosen(folder, shop_name="Tea House|茶馆")))

    assert f"{folder}/terms.en.html names OceanMart, and SHOP_NAME is Tea House: put your own name there" in found
    assert f"{folder}/terms.zh.html does not name your shop (茶馆): say who sells, or correct SHOP_NAME" in found
    assert f"{folder}/privacy.zh.html names 云海Mart, and SHOP_NAME is 茶馆: put your own name there" in found


def test_a_name_is_found_whatever_its_tags_space_and_capitals(folder: Path) -> None:
    (folder / "terms.en.html").write_text("<b>TEA</b>\nhouse &amp; Sons", encoding="utf-8")
    (folder / "terms.zh.html").write_text("茶 馆", encoding="utf-8")

    found = told(look_at_documents(chosen(folder, shop_name="Tea House & Sons|茶馆")))

    assert [one for one in found if "terms." in one] == []


def test_languages_of_different_versions_are_named(folder: Path) -> None:
    english = folder / "terms.en.html"
    english.write_text(english.read_text(encoding="utf-8").replace("2026-11-23", "2026-11-24"), encoding="utf-8")

    [found] = told(look_at_documents(chosen(folder)))
    assert found.startswith(f"{folder}/terms.*.html: the version lines say 2026-11-24 in English and 2026-11-23 in")


def test_a_catalog_that_is_not_there_is_a_wrong_setting_and_never_the_example(folder: Path) -> None:
    typo = folder / "typo.yaml"

    assert told(look_at_catalog_file(chosen(folder, catalog=typo), database_exists=False))[0].startswith(
        f"CATALOG: {typo} is not"
    )
    assert told(look_at_catalog_file(chosen(folder, catalog=typo), database_exists=True))[0].startswith(
        f"CATALOG: {typo} is not"
    )


def test_the_usual_catalog_file_may_be_gone_once_its_goods_are_on_sale(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = load_settings(None, terms_dir=folder)
    monkeypatch.chdir(folder)

    assert told(look_at_catalog_file(usual, database_exists=True)) == []
    assert len(told(look_at_catalog_file(usual, database_exists=False))) == 1


async def test_a_first_start_without_a_catalog_sells_nothing(folder: Path) -> None:
    url = databases.sqlite_url(folder / "shop.sqlite3")
    shop = await assemble(chosen(folder, database_url=url, secret_keys=databases.KEY.decode()))

    with pytest.raises(CatalogMissing, match=r"catalog\.yaml is not there: write down what you sell"):
        await publish_files(shop)

    assert await shop.catalog.is_empty()
    with pytest.raises(NotFound):
        await shop.consents.document(DocumentKind.TERMS, Language.EN)
    await shop.close()


async def test_the_example_catalog_on_sale_is_named(folder: Path) -> None:
    url = databases.sqlite_url(folder / "shop.sqlite3")
    settings = chosen(folder, catalog=example_texts.CATALOG, database_url=url, secret_keys=databases.KEY.decode())
    assert "is the example" in told(look_at_catalog_file(settings, database_exists=False))[0]
    shop = await assemble(settings)
    await publish_files(shop)
    await shop.stock_importer.store("emby-30", [Secret("CODE-0001")], 9001)

    assert "is the example" in told(check_prices_and_stock(await shop.catalog.snapshot()))[0]
    await shop.close()


def test_goods_that_send_buyers_to_an_example_address_are_named() -> None:
    dearer = parse(EXAMPLE.replace("XTR: 250", "XTR: 260"))
    own = parse(EXAMPLE.replace("example.com", "olivia.shop"))

    assert "emby-30 sends its buyers to example.com, an address of the example: put your own there" in told(
        check_prices_and_stock(dearer)
    )
    assert told(check_prices_and_stock(own)) == []

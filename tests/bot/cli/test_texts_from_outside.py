"""Every text that an owner writes and Telegram is to show: a broken one is named before a customer can meet it.

The lists are read from the code, so that a new text is on them by itself.
"""

from copy import deepcopy
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.app import assemble
from bot.cli.doctor import example_texts
from bot.cli.doctor.goods_checks import look_at_catalog_file, look_at_documents
from bot.first_start import publish_files
from bot.settings.errors import SettingsError
from bot.settings.legal_documents import CatalogMissing, read_documents
from bot.settings.load import load_settings
from bot.settings.sections import FIELDS, Settings
from handlers.admin.legal.publish_terms import show_publish
from services.catalog.file import parse
from services.domain.catalog.product import Category, Product
from services.domain.errors import FileRefused, NotFound
from services.domain.legal.consent import DocumentKind
from services.domain.values.language import Language, LocalizedText
from tests.handlers.admin.admin_fixture import AdminFixture
from tests.handlers.ui.builders import EN
from tests.support import databases

DOCUMENTS = [f"{kind}.{language}.html" for kind in DocumentKind for language in Language]
FLAWS = {"a tag": "<p>x</p>", "a bracket": "a < b", "a character": "\0", "nothing to be seen": "", "no UTF-8": "\udcff"}
NOT_SHOWN = {"webhook_url", "web_host", "bot_api_url", "log_format"}
SETTINGS = [
    name for name, field in FIELDS.items() if field.annotation in {str, LocalizedText} and name not in NOT_SHOWN
]
UNSEEN = {"direction": "Bank\u202e", "control": "Bank\x07", "nothing": "\u200b\u2800", "length": "x" * 1001}
WORDS = [
    (kind, one.name)
    for kind in (Category, Product)
    for one in fields(kind)
    if one.type in (LocalizedText, "LocalizedText")
]


@pytest.fixture
def folder(tmp_path: Path, sqlite_template: Path) -> Path:
    databases.copy_of(sqlite_template, tmp_path / "shop.sqlite3")
    for file in Path("data/terms").glob("*.html"):
        (tmp_path / file.name).write_bytes(file.read_bytes() + b"\n")
    (tmp_path / "catalog.yaml").write_bytes(example_texts.CATALOG.read_bytes())
    return tmp_path


def chosen(folder: Path) -> Settings:
    url = databases.sqlite_url(folder / "shop.sqlite3")
    params = {"terms_dir": folder, "catalog": folder / "catalog.yaml", "database_url": url}
    return load_settings(None, secret_keys=databases.KEY.decode(), **params)


@pytest.mark.parametrize("flaw", FLAWS.values(), ids=FLAWS)
@pytest.mark.parametrize("name", DOCUMENTS)
async def test_a_broken_document_is_named_by_the_doctor_the_start_and_publish_terms(
    folder: Path, name: str, flaw: str
) -> None:
    (folder / name).write_bytes(flaw.encode("utf-8", "surrogateescape"))
    settings = chosen(folder)

    assert name in next(one.text for one in look_at_documents(settings) if not one.fine)
    shop = await assemble(settings)
    with pytest.raises(FileRefused) as refused:
        await publish_files(shop)
    assert {problem.field for problem in refused.value.problems} == {name}
    for kind in DocumentKind:
        with pytest.raises(NotFound):
            await shop.consents.document(kind, Language.EN)
    admin = AdminFixture()
    admin.screen.shop_info = replace(admin.screen.shop_info, read_documents=lambda: read_documents(folder))
    await show_publish(None, shop.consents, admin.screen.shop_info, admin.screen, EN)
    assert name in admin.screen.shown[-1].text
    await shop.close()


def catalog(kind: type, name: str, language: Language, flaw: str) -> str:
    """The example with one text broken."""
    shelf = deepcopy(example())
    shelf["categories" if kind is Category else "products"][0][name][language.value] = flaw
    return yaml.dump(shelf, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper))


@cache
def example() -> dict[str, Any]:
    return dict(yaml.safe_load(example_texts.CATALOG.read_text(encoding="utf-8")))


@pytest.mark.parametrize("flaw", ["\u200b", "a\u202eb", "x" * 2000], ids=["nothing", "direction", "length"])
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("kind", "name"), WORDS)
async def test_a_broken_text_of_the_catalog_is_named_by_the_doctor_the_start_and_an_import(
    folder: Path, kind: type, name: str, language: Language, flaw: str
) -> None:
    text = catalog(kind, name, language, flaw)
    (folder / "catalog.yaml").write_text(text, encoding="utf-8")
    settings = chosen(folder)

    with pytest.raises(FileRefused) as refused:
        parse(text)
    [problem] = refused.value.problems
    assert problem.field.endswith(f"{name}.{language}")
    assert [problem.field in one.text for one in look_at_catalog_file(settings, database_exists=False)] == [True]
    shop = await assemble(settings)
    with pytest.raises(CatalogMissing) as missing:
        await publish_files(shop)
    assert f"catalog.yaml: Line {problem.line}" in str(missing.value)
    await shop.close()


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("flaw", UNSEEN.values(), ids=UNSEEN)
def test_a_broken_setting_is_named_by_every_command(name: str, flaw: str) -> None:
    given = {"payment_methods": "manual", "manual_payee_en": "Bank", "manual_payee_zh": "Bank"}

    with pytest.raises(SettingsError, match=f"^{name.upper()}: "):
        load_settings(None, **given | {name: flaw})


def test_the_texts_of_the_settings_are_these() -> None:
    assert set(SETTINGS) == {"shop_name", "shop_site", "support_contact", "manual_payee_en", "manual_payee_zh"}

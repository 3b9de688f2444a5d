"""The catalog by chat: out as a file, in again after a look at the changes."""

from dataclasses import replace

import pytest
from aiogram.filters import CommandObject

from handlers.admin.catalog import catalog, catalog_views
from handlers.admin.ui.callbacks import ApplyCatalog, ChooseProduct, SetHidden
from handlers.ui.text.translations import Texts
from services.catalog.catalog import ChangeCounts
from services.catalog.file import CatalogSnapshot, compare, dump, parse
from services.domain.catalog.product import Category
from services.domain.values.language import LocalizedText
from services.domain.values.money import Currency
from tests.handlers.admin.admin_fixture import AdminFixture
from tests.handlers.ui.builders import BOTH, EN, data, fits, labels, said
from tests.support.service_harness import ADMIN, PRODUCTS, ShopHarness, product

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
ALL = Category("all", LocalizedText("All", "全部"))


async def sends(admin: AdminFixture, shop: ShopHarness, content: str, size: int | None = None) -> None:
    message = admin.uploads("catalog.yaml", content.encode(), size)
    await catalog.catalog_file(message, admin.state, shop.catalog, admin.context)


async def asks(admin: AdminFixture, shop: ShopHarness) -> str:
    """Send /catalog; returns the file that comes."""
    await catalog.show_catalog_file(admin.writes(), admin.state, shop.catalog, admin.context)
    file = admin.screen.sent[-1].document
    assert file is not None
    assert not isinstance(file, str)
    return file.content.decode()


async def applies(admin: AdminFixture, shop: ShopHarness, digest: str) -> None:
    pressed = ApplyCatalog(digest=digest)
    await catalog.apply_catalog(None, pressed, admin.state, shop.catalog, admin.context)


def digest(admin: AdminFixture) -> str:
    return next(one.split(":")[1] for one in data(admin.screen.shown[-1]) if one.startswith("a-apply:"))


async def test_the_catalog_goes_out_changes_and_comes_back(shop: ShopHarness) -> None:
    admin = AdminFixture()
    file = await asks(admin, shop)

    await sends(admin, shop, file.replace("XTR: 80", "XTR: 95"))
    shown = said(admin.screen.shown[-1])
    assert (await shop.product("windows")).prices[Currency.XTR] == 80
    await applies(admin, shop, digest(admin))

    assert "windows prices.XTR" in shown
    assert (await shop.product("windows")).prices[Currency.XTR] == 95
    assert await admin.state.get_state() is None


async def test_only_the_file_id_is_remembered(shop: ShopHarness) -> None:
    admin = AdminFixture()
    file = await asks(admin, shop)

    await sends(admin, shop, file.replace("XTR: 80", "XTR: 95"))

    assert await admin.state.get_data() == {"file_id": "file-0", "name": "catalog.yaml"}


async def test_changes_that_were_not_shown_are_not_applied(shop: ShopHarness) -> None:
    admin = AdminFixture()
    file = await asks(admin, shop)
    await sends(admin, shop, file.replace("XTR: 80", "XTR: 95"))
    before = digest(admin)
    await shop.catalog.set_hidden("music", ADMIN, hidden=True)

    await applies(admin, shop, before)

    assert (await shop.product("windows")).prices[Currency.XTR] == 80
    assert admin.screen.toasts == [EN.plain("admin-catalog-moved")]
    assert "music hidden" in said(admin.screen.shown[-1])
    await applies(admin, shop, digest(admin))
    assert (await shop.product("windows")).prices[Currency.XTR] == 95


async def test_a_button_of_an_earlier_conversation_applies_nothing(shop: ShopHarness) -> None:
    admin = AdminFixture()

    await applies(admin, shop, "0" * 16)

    assert admin.screen.toasts == [EN.plain("admin-catalog-outdated")]


async def test_a_mistake_names_its_line_and_the_better_file_is_taken(shop: ShopHarness) -> None:
    admin = AdminFixture()
    file = await asks(admin, shop)

    await sends(admin, shop, file.replace("XTR: 80", "XTR: abc"))
    assert f"Line {file[: file.index('XTR: 80')].count(chr(10)) + 1}, products[windows].prices.XTR" in said(
        admin.screen.shown[-1]
    )
    assert await admin.state.get_data() == {}

    await sends(admin, shop, file.replace("XTR: 80", "XTR: 95"))
    await applies(admin, shop, digest(admin))
    assert (await shop.product("windows")).prices[Currency.XTR] == 95


async def test_a_file_too_large_is_not_downloaded(shop: ShopHarness) -> None:
    admin = AdminFixture()
    await asks(admin, shop)

    await sends(admin, shop, "categories: []", size=1_000_001)

    assert admin.files.fetched == []
    assert "1 MB" in said(admin.screen.shown[-1])


async def test_the_same_file_offers_nothing(shop: ShopHarness) -> None:
    admin = AdminFixture()

    await sends(admin, shop, await asks(admin, shop))

    assert data(admin.screen.shown[-1]) == ["close"]


async def test_words_instead_of_a_file(shop: ShopHarness) -> None:
    admin = AdminFixture()
    await asks(admin, shop)

    await catalog.catalog_file(admin.writes("hi"), admin.state, shop.catalog, admin.context)

    assert admin.screen.shown[-1] == catalog_views.render_expected(EN)


@pytest.mark.parametrize(("command", "hidden"), [("hide", True), ("show", False)])
async def test_hiding_and_showing_by_name_and_by_button(shop: ShopHarness, command: str, *, hidden: bool) -> None:
    admin = AdminFixture()
    await shop.catalog.set_hidden("windows", ADMIN, hidden=not hidden)

    asked = CommandObject(command=command, args="windows")
    await catalog.hide_or_show(admin.writes(), asked, shop.catalog, admin.context)
    assert (await shop.product("windows")).hidden is hidden

    await catalog.set_hidden(None, SetHidden(slug="windows", hidden=not hidden), shop.catalog, admin.context)
    assert (await shop.product("windows")).hidden is not hidden

    await catalog.hide_or_show(admin.writes(), CommandObject(command=command), shop.catalog, admin.context)
    assert any("windows" in label for label in labels(admin.screen.shown[-1]))


@both
def test_every_sort_of_change_is_told(t: Texts) -> None:
    old = CatalogSnapshot((ALL, Category("gone", LocalizedText("Gone", "旧"))), PRODUCTS)
    new = CatalogSnapshot(
        (Category("new", LocalizedText("<New>", "新")), ALL),
        (*reversed(PRODUCTS[1:]), product("fresh", prices={Currency.XTR: 5}, duration_days=3)),
    )

    outgoing = catalog_views.render_diff(compare(old, new), "0" * 16, t)

    assert fits(outgoing)
    for slug in ("gone", "new", "fresh", "emby-month"):
        assert slug in said(outgoing)
    assert fits(catalog_views.render_applied(ChangeCounts.of(compare(old, new)), t))


@both
def test_the_largest_change_fits_into_a_message(t: Texts) -> None:
    many = tuple(
        replace(
            product(f"product-{number:03}", prices={Currency.XTR: 5}), description=LocalizedText("d" * 700, "字" * 700)
        )
        for number in range(300)
    )
    changed = tuple(
        replace(one, title=LocalizedText("<T>" * 10, "新" * 30), description=LocalizedText("x" * 700, "改" * 700))
        for one in many
    )

    outgoing = catalog_views.render_diff(
        compare(CatalogSnapshot((ALL,), many), CatalogSnapshot((ALL,), changed)), "0" * 16, t
    )

    assert fits(outgoing)


@both
@pytest.mark.parametrize("hidden", [False, True])
def test_choosing_among_many_products(t: Texts, *, hidden: bool) -> None:
    many = tuple(replace(product(f"product-{number:02}"), hidden=not hidden) for number in range(15))

    first = catalog_views.render_choice(CatalogSnapshot((ALL,), many), 0, t, hidden=hidden)
    second = catalog_views.render_choice(CatalogSnapshot((ALL,), many), 1, t, hidden=hidden)

    assert fits(first)
    assert fits(second)
    assert (len(labels(first)), len(labels(second))) == (14, 5)
    assert fits(catalog_views.render_choice(CatalogSnapshot((ALL,), ()), 0, t, hidden=hidden))
    assert fits(catalog_views.render_hidden("windows", t, hidden=hidden))


def test_what_is_exported_can_be_read() -> None:
    shelf = CatalogSnapshot((ALL,), PRODUCTS)

    document = catalog_views.render_export(dump(shelf), EN).document

    assert document is not None
    assert not isinstance(document, str)
    assert not compare(shelf, parse(document.content))


async def test_a_file_may_come_with_the_command(shop: ShopHarness) -> None:
    admin = AdminFixture()
    changed = (await asks(admin, shop)).replace("XTR: 80", "XTR: 95")
    message = admin.uploads("catalog.yaml", changed.encode())

    await catalog.show_catalog_file(message, admin.state, shop.catalog, admin.context)
    await applies(admin, shop, digest(admin))

    assert (await shop.product("windows")).prices[Currency.XTR] == 95


async def test_products_are_chosen_from_the_menu(shop: ShopHarness) -> None:
    admin = AdminFixture()

    await catalog.choose_product(None, ChooseProduct(hidden=True), shop.catalog, admin.screen, EN)

    assert "a-hide:windows:1" in data(admin.screen.shown[-1])

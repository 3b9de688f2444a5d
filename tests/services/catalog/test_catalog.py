"""The shelves: what customers see, and what an import of a file does to it."""

from dataclasses import replace

import pytest

from services.catalog.catalog import PAGE
from services.catalog.file import CatalogSnapshot, dump, parse
from services.domain.catalog.product import Category
from services.domain.errors import NoChange, NotFound
from services.domain.values.language import LocalizedText
from services.domain.values.money import Currency
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, PRODUCTS, ShopHarness, product


async def test_customers_see_what_is_not_hidden_in_pages(shop: ShopHarness) -> None:
    first, more = await shop.catalog.page("all", 0)
    second, end = await shop.catalog.page("all", 1)

    shown = [card.product.slug for card in first + second]
    assert shown == [one.slug for one in PRODUCTS if not one.hidden]
    assert (len(first), more, end) == (min(PAGE, len(shown)), len(shown) > PAGE, False)


async def test_a_hidden_product_has_no_card(shop: ShopHarness) -> None:
    hidden = await shop.product("hidden-thing")

    with pytest.raises(NotFound):
        await shop.catalog.card(hidden.id)
    with pytest.raises(NotFound):
        await shop.catalog.card_of("hidden-thing")


async def test_a_card_by_slug_and_by_id_is_the_same(shop: ShopHarness) -> None:
    await shop.stocks("windows", "A", "B")

    card = await shop.catalog.card_of("windows")

    assert card.level.free == 2
    assert await shop.catalog.card(card.product.id) == card


async def test_hiding_and_showing(shop: ShopHarness) -> None:
    await shop.catalog.set_hidden("windows", ADMIN, hidden=True)
    with pytest.raises(NotFound):
        await shop.catalog.card_of("windows")

    await shop.catalog.set_hidden("windows", ADMIN, hidden=False)

    assert (await shop.catalog.card_of("windows")).product.slug == "windows"
    with pytest.raises(NotFound):
        await shop.catalog.set_hidden("nowhere", ADMIN, hidden=True)


async def test_a_category_without_anything_on_sale_is_not_shown(shop: ShopHarness) -> None:
    for one in PRODUCTS:
        await shop.catalog.set_hidden(one.slug, ADMIN, hidden=True)

    assert await shop.catalog.categories() == []
    assert not await shop.catalog.is_empty()


async def test_what_is_exported_imports_as_no_change(shop: ShopHarness) -> None:
    exported = parse(dump(await shop.catalog.snapshot()))

    assert not await shop.catalog.diff(exported)
    with pytest.raises(NoChange):
        await shop.catalog.replace(exported, ADMIN)


async def test_a_product_that_the_file_does_not_name_is_hidden_and_never_deleted(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A", "B")
    order = await ann.buys("windows")
    before = await shop.catalog.snapshot()

    diff = await shop.catalog.replace(
        CatalogSnapshot(before.categories, tuple(one for one in before.products if one.slug != "windows")), ADMIN
    )

    assert [one.slug for one in diff.products.removed] == ["windows"]
    assert (await shop.product("windows")).hidden
    assert await shop.free("windows") == 1
    assert await shop.goods(order) == ["A"]


async def test_an_open_order_keeps_what_it_was_promised(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A")
    order = await ann.opens("emby-month")
    shelf = await shop.catalog.snapshot()
    dearer = [
        replace(one, title=LocalizedText("New", "新"), prices={Currency.XTR: 999}, duration_days=7)
        if one.slug == "emby-month"
        else one
        for one in shelf.products
    ]

    await shop.catalog.replace(CatalogSnapshot(shelf.categories, tuple(dearer)), ADMIN)
    await ann.may_pay(order)
    await ann.pays(order)

    paid = await shop.order(order.id)
    assert (paid.snapshot, paid.total) == (order.snapshot, order.total)
    assert paid.snapshot.duration_days == 30
    assert await shop.goods(order) == ["A"]


async def test_an_order_of_a_product_hidden_meanwhile_is_still_delivered(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")

    await shop.catalog.set_hidden("windows", ADMIN, hidden=True)
    await ann.may_pay(order)
    await ann.pays(order)

    assert await shop.goods(order) == ["A"]


async def test_a_hidden_product_comes_back_with_its_stock(shop: ShopHarness) -> None:
    await shop.stocks("windows", "A")
    before = await shop.catalog.snapshot()
    await shop.catalog.replace(
        CatalogSnapshot(before.categories, tuple(one for one in before.products if one.slug != "windows")), ADMIN
    )

    await shop.catalog.replace(before, ADMIN)

    assert (await shop.catalog.card_of("windows")).level.free == 1


async def test_new_categories_and_positions_are_applied(shop: ShopHarness) -> None:
    shelf = await shop.catalog.snapshot()
    new = Category("new", LocalizedText("New", "新品"))
    fresh = replace(product("fresh", prices={Currency.XTR: 5}), category="new")

    diff = await shop.catalog.replace(
        CatalogSnapshot((new, *shelf.categories), (fresh, *reversed(shelf.products))), ADMIN
    )

    after = await shop.catalog.snapshot()
    assert [one.slug for one in diff.products.added] == ["fresh"]
    assert diff.products.reordered
    assert [one.slug for one in after.categories] == ["new", "all"]
    assert after.products[0].slug == "fresh"
    assert [one.slug for one in await shop.catalog.categories()] == ["new", "all"]


async def test_an_empty_category_goes_and_one_with_hidden_products_stays(shop: ShopHarness) -> None:
    shelf = await shop.catalog.snapshot()
    extra = Category("extra", LocalizedText("Extra", "其他"))
    await shop.catalog.replace(CatalogSnapshot((*shelf.categories, extra), shelf.products), ADMIN)

    diff = await shop.catalog.replace(CatalogSnapshot((), ()), ADMIN)

    assert [one.slug for one in diff.categories.removed] == ["extra"]
    assert [one.slug for one in (await shop.catalog.snapshot()).categories] == ["all"]


async def test_prices_that_the_file_drops_are_gone(shop: ShopHarness) -> None:
    shelf = await shop.catalog.snapshot()
    stars_only = [
        replace(one, prices={Currency.XTR: 150}) if one.slug == "emby-month" else one for one in shelf.products
    ]

    await shop.catalog.replace(CatalogSnapshot(shelf.categories, tuple(stars_only)), ADMIN)

    assert (await shop.product("emby-month")).prices == {Currency.XTR: 150}

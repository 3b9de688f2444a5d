from dataclasses import replace

import pytest

from handlers.catalog.category_page import render_shop
from handlers.catalog.product_page import render_card
from handlers.catalog.storefront import at_limit
from handlers.ui.callbacks import AtLimit, ShowCategories, ShowProduct
from handlers.ui.text.translations import Texts
from services.catalog.catalog import SHELVES, Catalog, ProductCard
from services.domain.catalog.product import Category
from services.domain.stock.stock import StockLevel
from services.domain.values.language import LocalizedText
from tests.handlers.ui.builders import BOTH, EN, data, fits
from tests.handlers.ui.fake_screen import FakeScreen
from tests.support.service_harness import PRODUCTS, ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
MONTH = replace(PRODUCTS[0], id=7)
"""At most 5 in one order."""


def steps(quantity: int, free: int, t: Texts) -> list[str]:
    """The buttons around the quantity of a card."""
    outgoing = render_card(ProductCard(MONTH, StockLevel(free)), quantity, [], t)
    assert fits(outgoing)
    return [one for one in data(outgoing) if one.startswith(("p:", "lim:"))]


@both
def test_a_quantity_can_be_changed_in_both_directions(t: Texts) -> None:
    assert steps(2, 9, t) == [ShowProduct(product=7, quantity=one).pack() for one in (1, 2, 3)]


@both
def test_below_one_there_is_no_button(t: Texts) -> None:
    assert steps(1, 9, t) == [ShowProduct(product=7, quantity=one).pack() for one in (1, 2)]


@both
@pytest.mark.parametrize("free", [9, 3])
def test_at_the_upper_end_the_button_says_why_there_is_no_more(t: Texts, free: int) -> None:
    assert steps(min(free, 5), free, t)[-1] == AtLimit(most=5, left=free).pack()


@pytest.mark.parametrize(("left", "said"), [(9, "At most 5 in one order."), (3, "Only 3 left.")])
async def test_the_reason_is_a_toast(left: int, said: str) -> None:
    screen = FakeScreen()

    await at_limit(None, AtLimit(most=5, left=left), screen, EN)

    assert (screen.toasts, screen.shown) == ([said], [])


@both
def test_more_categories_than_a_page_holds_have_pages(t: Texts) -> None:
    shown = [Category(f"c{one}", LocalizedText("A" * 64, "类" * 64)) for one in range(SHELVES)]

    first, second = render_shop(shown, t, more=True), render_shop(shown, t, 1, more=True)

    assert fits(first)
    assert ShowCategories(page=1).pack() in data(first)
    assert [ShowCategories(page=one).pack() in data(second) for one in (0, 2)] == [True, True]


async def test_pages_of_categories_hold_all_of_them_once(shop: ShopHarness) -> None:
    slugs = [f"c{one:03}" for one in range(120)]
    async with shop.db.begin() as tx:
        await tx.products.put_categories([Category(slug, LocalizedText(slug, slug)) for slug in slugs])
        for position, slug in enumerate(slugs):
            await tx.products.put(replace(PRODUCTS[0], slug=f"in-{slug}", category=slug), position)
    catalog, found, page, more = Catalog(shop.db, shop.clock), [], 0, True

    while more:
        some, more = await catalog.category_page(page)
        found, page = [*found, *(one.slug for one in some)], page + 1

    assert (found, page) == (["all", *slugs], 11)

"""Sold out: the button that asks to be told, the one that takes it back, and the message that comes."""

import pytest

from handlers.catalog.product_page import render_card
from handlers.messaging.customer_notices import render_notice
from handlers.stock import back_in_stock
from handlers.ui.callbacks import ShowProduct, SubscribeStockAlert, UnsubscribeStockAlert
from handlers.ui.text.translations import Texts
from services.catalog.catalog import ProductCard
from services.domain.messaging.notice import Notice
from services.domain.stock.stock import StockLevel
from services.domain.values.money import Currency
from tests.handlers.ui.builders import BOTH, data, fits, labels, said
from tests.handlers.ui.fake_screen import FakeScreen
from tests.handlers.ui.navigation import context, pages
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness, product

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
GOODS = product("music", prices={Currency.XTR: 60}, id=7)


async def press(
    shop: ShopHarness, driver: CustomerDriver, pressed: SubscribeStockAlert | UnsubscribeStockAlert, t: Texts
) -> FakeScreen:
    """Return the screen after a press of a bell."""
    screen = FakeScreen()
    await back_in_stock.tell_me(None, pressed, shop.back_in_stock, pages(shop), context(driver.customer, screen, t))
    return screen


@both
def test_only_what_is_sold_out_has_a_stock_alert_button(t: Texts) -> None:
    there = render_card(ProductCard(GOODS, StockLevel(1)), 1, [], t)
    gone = render_card(ProductCard(GOODS, StockLevel(0)), 1, [], t)
    asked = render_card(ProductCard(GOODS, StockLevel(0)), 1, [], t, asked=True)

    assert [data(outgoing)[:-1] for outgoing in (there, gone, asked)] == [[], ["tm:7"], ["tn:7"]]
    assert t("stock-asked") in asked.text
    assert t("stock-asked") not in gone.text
    assert all(fits(outgoing) for outgoing in (there, gone, asked))


@both
async def test_the_stock_alert_button_changes_when_it_is_pressed_however_often(
    shop: ShopHarness, ann: CustomerDriver, t: Texts
) -> None:
    goods = (await shop.product("music")).id

    on_notify = [await press(shop, ann, SubscribeStockAlert(product=goods), t) for _ in range(2)]
    silenced = [await press(shop, ann, UnsubscribeStockAlert(product=goods), t) for _ in range(2)]

    assert [data(screen.shown[-1])[0] for screen in on_notify + silenced] == [f"tn:{goods}"] * 2 + [f"tm:{goods}"] * 2
    assert [screen.toasts for screen in on_notify] == [[t.plain("restock-asked")]] * 2
    assert [screen.toasts for screen in silenced] == [[t.plain("restock-withdrawn")]] * 2


@both
async def test_a_stock_alert_button_that_is_pressed_too_late_shows_what_there_is(
    shop: ShopHarness, ann: CustomerDriver, t: Texts
) -> None:
    goods = (await shop.product("music")).id
    await shop.stocks("music", "A")

    screen = await press(shop, ann, SubscribeStockAlert(product=goods), t)

    assert screen.toasts == [t.plain("restock-there")]
    assert data(screen.shown[-1])[0] == f"w:{goods}:1:stars:"


@both
async def test_the_card_remembers_who_has_asked(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver, t: Texts
) -> None:
    goods = (await shop.product("music")).id
    await shop.back_in_stock.subscribe(ann.customer, goods)

    bells = []
    for driver in (ann, bob):
        screen = FakeScreen()
        await pages(shop).product(ShowProduct(product=goods), context(driver.customer, screen, t))
        bells.append(data(screen.shown[-1])[0])

    assert bells == [f"tn:{goods}", f"tm:{goods}"]


@both
def test_the_message_leads_straight_to_the_product(t: Texts) -> None:
    params: dict[str, str | int | None] = {"product": 7, "title_en": "Emby <30>", "title_zh": "Emby & 30 天"}

    outgoing = render_notice(Notice(1001, "back-in-stock", {**params, "left": 3}), t)
    before = render_notice(Notice(1001, "back-in-stock", params), t)

    assert fits(outgoing)
    assert (" 3" in said(outgoing), " 0" in said(before)) == (True, False)
    assert str(params[f"title_{t.language}"]) in said(outgoing)
    assert (data(outgoing), labels(outgoing)) == (["p:7:1"], [t.plain("button-show-product")])

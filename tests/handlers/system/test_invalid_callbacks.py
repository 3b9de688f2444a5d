import pytest
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, User

from handlers.system.invalid_callbacks import IsInvalidCallback, reject
from handlers.ui import callbacks
from services.catalog.catalog import Catalog
from services.domain.values.ids import new_id
from tests.handlers.ui.builders import EN
from tests.handlers.ui.fake_screen import FakeScreen
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

ANN = User(id=1001, is_bot=False, first_name="Ann")


async def is_forged(data: str | None) -> bool:
    return await IsInvalidCallback()(CallbackQuery(id="1", from_user=ANN, chat_instance="1", data=data))


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "o:\x00",
        "o:\ud800",
        "o: x",
        "o:中文",
        "x" * 65,
    ],
)
async def test_what_we_cannot_have_made_is_seen(data: str | None) -> None:
    assert await is_forged(data)


async def test_a_made_up_button_is_answered_kindly() -> None:
    screen = FakeScreen()

    await reject(None, screen, EN)

    assert screen.toasts == [EN.plain("error-button-stale")]
    assert screen.shown[0].keyboard is not None


async def test_our_own_buttons_pass() -> None:
    ours = [
        callbacks.ShowOrder(order=new_id()),
        callbacks.ShowProduct(product=999_999_999_999_999, quantity=50),
        callbacks.ChoosePaymentMethod(product=1, quantity=1, method="stars", renews=new_id()),
        callbacks.ShowOrders(page=9_999),
        callbacks.ShowShop(),
    ]

    assert not [one for one in ours if await is_forged(one.pack())]
    assert all(isinstance(one, CallbackData) for one in ours)


async def test_a_page_before_the_first_is_the_first(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")

    assert [one.id for one in (await shop.orders.page(ann.customer, -7))[0]] == [order.id]
    assert await Catalog(shop.db, shop.clock).page("all", -7) == await Catalog(shop.db, shop.clock).page("all", 0)

import contextlib

from aiogram import Dispatcher, Router
from aiogram.types import PreCheckoutQuery

from bot.intake.processing import process_update
from bot.intake.updates import parse_update
from bot.telegram.fsm_storage import DatabaseFsmStorage
from handlers.payments import stars
from services.domain.values.clock import SECOND
from tests.bot.telegram.fake_bot import RecordingSession, person, recorded_bot
from tests.handlers.ui.fake_screen import FakeScreen
from tests.handlers.ui.navigation import context, pages
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

QUESTION = {"id": "9", "from": person(), "currency": "XTR", "total_amount": 80}


def question(order_id: str) -> dict[str, object]:
    return QUESTION | {"invoice_payload": order_id}


def answers(recorded: RecordingSession) -> list[bool]:
    return [bool(getattr(call, "ok", None)) for call in recorded.calls]


async def asks(shop: ShopHarness, ann: CustomerDriver, order_id: str, age: int) -> list[bool]:
    """A pre-checkout that came in so long ago; returns what was answered."""
    bot, recorded = recorded_bot()
    query = PreCheckoutQuery.model_validate(question(order_id), context={"bot": bot})
    with contextlib.suppress(TimeoutError):
        await stars.pre_checkout(query, shop.checkout, pages(shop), context(ann.customer, FakeScreen()), age)
    return answers(recorded)


async def test_a_pre_checkout_that_has_waited_has_so_much_less_time(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")

    late = await asks(shop, ann, order.id, round(stars.DEADLINE * SECOND))
    early = await asks(shop, ann, order.id, 0)

    assert (late, early) == ([False], [True])


async def test_handlers_are_told_how_long_an_update_has_waited(shop: ShopHarness) -> None:
    told: list[int] = []
    router, (bot, _) = Router(), recorded_bot()
    dispatcher = Dispatcher(storage=DatabaseFsmStorage(shop.db, shop.real))
    dispatcher.include_router(router)

    @router.pre_checkout_query()
    async def take(_query: PreCheckoutQuery, age: int) -> None:
        told.append(age)

    await process_update(
        bot, dispatcher, parse_update(42, {"update_id": 1, "pre_checkout_query": question("x")}, 0), 5 * SECOND
    )

    assert told == [5 * SECOND]

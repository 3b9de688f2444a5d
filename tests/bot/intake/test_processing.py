from dataclasses import replace
from typing import Any

import pytest
from aiogram import Dispatcher, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.intake.processing import process_update
from bot.intake.updates import parse_update
from bot.telegram.fsm_storage import DatabaseFsmStorage
from services.domain.system.update import InboxUpdate
from services.storage.database import Database
from tests.bot.telegram.fake_bot import message, recorded_bot
from tests.support.service_harness import ManualClock


def update() -> InboxUpdate:
    raw: dict[str, Any] = message("hello").model_dump(mode="json", exclude_none=True, by_alias=True)
    raw["message"]["date"] = 1_800_000_000
    return parse_update(42, raw, 0)


async def test_an_update_that_fails_or_dies_meets_the_same_conversation_when_it_comes_again(
    db: Database, real: ManualClock
) -> None:
    met: list[tuple[str | None, dict[str, Any]]] = []
    router, bot = Router(), recorded_bot()[0]
    dispatcher = Dispatcher(storage=DatabaseFsmStorage(db, real))
    dispatcher.include_router(router)
    context: FSMContext = dispatcher.fsm.get_context(bot, 1001, 1001)
    await context.set_state("waits")
    await context.set_data({"pasted": 100})

    @router.message()
    async def take(_message: Message, state: FSMContext) -> None:
        met.append((await state.get_state(), await state.get_data()))
        await state.clear()
        if len(met) == 1:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        await process_update(bot, dispatcher, update())
    await process_update(bot, dispatcher, update())
    await process_update(bot, dispatcher, replace(update(), taken_up=True))

    assert met == [("waits", {"pasted": 100})] * 3
    assert await context.get_state() is None

from aiogram import Bot
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import CallbackQuery

from handlers.draft import Draft
from handlers.screen import Screen
from handlers.texts import Html
from tests.bot.wire import cut_bot, press

INVOICE = {"title": "Emby 30", "description": "1", "start_parameter": "p_emby-30", "currency": "XTR", "total_amount": 1}


def pressed(bot: Bot, **facts: object) -> CallbackQuery:
    """A press of a button below a message that holds these."""
    query = press().callback_query
    assert query is not None
    below = query.model_dump(mode="json", exclude_none=True, by_alias=True)
    below["message"] |= facts
    return CallbackQuery.model_validate(below, context={"bot": bot})


async def test_a_screen_changes_in_place() -> None:
    bot, wire = cut_bot()

    await Screen(bot, 1001, pressed(bot)).show(Draft(Html("next")))

    assert [type(call) for call in wire.calls] == [EditMessageText]


async def test_an_invoice_stays_and_what_is_asked_about_it_stands_below() -> None:
    bot, wire = cut_bot()

    await Screen(bot, 1001, pressed(bot, invoice=INVOICE)).show(Draft(Html("sure?")))

    assert [type(call) for call in wire.calls] == [SendMessage]

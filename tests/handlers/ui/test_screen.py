import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import EditMessageText, SendMessage, TelegramMethod
from aiogram.types import CallbackQuery

from handlers.ui.message import OutgoingMessage
from handlers.ui.screen import Screen, send
from handlers.ui.text.translations import Html
from services.domain.messaging.media import Media, MediaKind
from tests.bot.telegram.fake_bot import RecordingSession, press, recorded_bot

INVOICE = {"title": "Emby 30", "description": "1", "start_parameter": "p_emby-30", "currency": "XTR", "total_amount": 1}


def pressed(bot: Bot, **params: object) -> CallbackQuery:
    """A press of a button below a message that holds these."""
    query = press().callback_query
    assert query is not None
    below = query.model_dump(mode="json", exclude_none=True, by_alias=True)
    below["message"] |= params
    return CallbackQuery.model_validate(below, context={"bot": bot})


async def test_a_screen_changes_in_place() -> None:
    bot, recorded = recorded_bot()

    await Screen(bot, 1001, pressed(bot)).show(OutgoingMessage(Html("next")))

    assert [type(call) for call in recorded.calls] == [EditMessageText]


async def test_an_invoice_stays_and_what_is_asked_about_it_stands_below() -> None:
    bot, recorded = recorded_bot()

    await Screen(bot, 1001, pressed(bot, invoice=INVOICE)).show(OutgoingMessage(Html("sure?")))

    assert [type(call) for call in recorded.calls] == [SendMessage]


CALLS = {
    MediaKind.PHOTO: ["SendPhoto"],
    MediaKind.DOCUMENT: ["SendDocument"],
    MediaKind.VIDEO: ["SendVideo"],
    MediaKind.ANIMATION: ["SendAnimation"],
    MediaKind.AUDIO: ["SendAudio"],
    MediaKind.VOICE: ["SendVoice"],
    MediaKind.VIDEO_NOTE: ["SendVideoNote", "SendMessage"],
    MediaKind.STICKER: ["SendSticker", "SendMessage"],
}


@pytest.mark.parametrize("kind", MediaKind)
async def test_a_file_is_sent_as_what_it_came_as(kind: MediaKind) -> None:
    bot, recorded = recorded_bot()

    await send(bot, 1001, OutgoingMessage(Html("words"), media=Media(kind, "F")))
    await send(bot, 1001, OutgoingMessage(Html(), media=Media(kind, "F")))

    assert recorded.names == [*CALLS[kind], CALLS[kind][0]]
    assert getattr(recorded.calls[0], kind) == "F"


@pytest.mark.parametrize("kind", MediaKind)
async def test_a_file_of_another_bot_is_replaced_by_words_that_say_so(
    kind: MediaKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot, recorded = recorded_bot()
    take = RecordingSession.make_request

    async def refuse(
        recorded: RecordingSession,
        bot: Bot,
        method: TelegramMethod[object],
        timeout: int | None = None,  # noqa: ASYNC109 - as aiogram has it
    ) -> object:
        if not isinstance(method, SendMessage):
            raise TelegramBadRequest(method, "Bad Request: wrong file identifier/HTTP URL specified")
        return await take(recorded, bot, method, timeout)

    monkeypatch.setattr(RecordingSession, "make_request", refuse)

    await send(bot, 1001, OutgoingMessage(Html("words"), media=Media(kind, "F"), lost=Html("the file is lost")))

    assert [call.text for call in recorded.calls if isinstance(call, SendMessage)] == ["words\nthe file is lost"]

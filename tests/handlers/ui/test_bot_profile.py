from typing import Any

import pytest
from aiogram.exceptions import AiogramError, ClientDecodeError, TelegramBadRequest
from aiogram.methods import SetMyCommands, TelegramMethod

from handlers.ui.bot_profile import set_chat_commands
from tests.bot.telegram.fake_bot import recorded_bot
from tests.handlers.ui.builders import EN

REFUSED = TelegramBadRequest(SetMyCommands(commands=[]), "Bad Request: chat not found")
STAMMERED = ClientDecodeError("Failed to decode object", ValueError("<html>"), "<html>Bad Gateway</html>")


@pytest.mark.parametrize("trouble", [REFUSED, STAMMERED], ids=["refused", "stammered"])
async def test_a_menu_that_cannot_be_set_stops_nothing(trouble: AiogramError, monkeypatch: pytest.MonkeyPatch) -> None:
    bot, recorded = recorded_bot()
    asked: list[str] = []

    async def fail(_bot: object, method: TelegramMethod[Any], timeout: int | None = None) -> None:  # noqa: ARG001, ASYNC109 - as aiogram has it
        asked.append(type(method).__name__)
        raise trouble

    monkeypatch.setattr(recorded, "make_request", fail)

    await set_chat_commands(bot, 1001, EN)

    assert asked == ["SetMyCommands"]

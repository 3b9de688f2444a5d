"""The recorded to Telegram, cut: a bot whose calls are noted and answered as Telegram answers when all is well."""

from collections.abc import AsyncGenerator
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.types import Chat, Message, Update

TOKEN = "42:SANDBOX-TOKEN"
GROUP = -100_500
NOON = 1_800_000_000


class RecordingSession(BaseSession):
    """Notes every call; answers a message where one is expected, and True elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[TelegramMethod[Any]] = []

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109 - as aiogram has it
        del bot, timeout
        self.calls.append(method)
        if method.__returning__ is Message:
            return Message(message_id=len(self.calls), date=NOON, chat=Chat(id=1, type="private"))
        return True

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_args: Any, **_options: Any) -> AsyncGenerator[bytes, None]:
        """Nothing is ever downloaded."""
        yield b""

    @property
    def names(self) -> list[str]:
        return [type(call).__name__ for call in self.calls]


def recorded_bot() -> tuple[Bot, RecordingSession]:
    recorded = RecordingSession()
    return Bot(TOKEN, session=recorded, default=DefaultBotProperties(parse_mode="HTML")), recorded


def person(user_id: int = 1001, code: str = "en", **params: Any) -> dict[str, Any]:
    return {"id": user_id, "is_bot": False, "first_name": "Ann", "language_code": code, **params}


def private(user_id: int = 1001) -> dict[str, Any]:
    return {"id": user_id, "type": "private"}


def message(text: str | None = "hello", chat: dict[str, Any] | None = None, **params: Any) -> Update:
    """Somebody says something; any field of the message may be set otherwise."""
    sender = params.pop("from", person())
    body = {"message_id": 7, "date": NOON, "chat": chat or private(sender["id"]), "from": sender, **params}
    return Update.model_validate({"update_id": 1, "message": body | ({"text": text} if text else {})})


def press(data: str = "shop", chat: dict[str, Any] | None = None, **params: Any) -> Update:
    """Somebody presses a button below a message of the bot."""
    sender = params.pop("from", person())
    bot = {"id": 42, "is_bot": True, "first_name": "Shop"}
    shown = {"message_id": 5, "date": NOON, "chat": chat or private(sender["id"]), "from": bot, "text": "screen"}
    body = {"id": "9", "from": sender, "chat_instance": "1", "message": shown, "data": data}
    return Update.model_validate({"update_id": 1, "callback_query": body})

"""Counts what the bot says to people who wait for it, and pauses what can wait when Telegram says that it is too much.

Telegram's limit is one for everything that a bot sends. What the outbox sends has had its turn, or was counted, before;
every other message is an answer, and goes out at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import (
    Response,
    SendAnimation,
    SendAudio,
    SendDocument,
    SendInvoice,
    SendMessage,
    SendPhoto,
    SendSticker,
    SendVideo,
    SendVideoNote,
    SendVoice,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType

from services.domain.values.clock import SECOND
from services.messaging.rate_limit.limiter import RateLimiter

MESSAGES = (
    SendMessage,
    SendPhoto,
    SendDocument,
    SendInvoice,
    SendVideo,
    SendAnimation,
    SendAudio,
    SendVoice,
    SendVideoNote,
    SendSticker,
)
_ALREADY_COUNTED: ContextVar[bool] = ContextVar("in turn", default=False)


@contextmanager
def already_counted() -> Iterator[None]:
    """Count nothing in this block: its messages were counted before."""
    before = _ALREADY_COUNTED.set(True)
    try:
        yield
    finally:
        _ALREADY_COUNTED.reset(before)


class SendCounter(BaseRequestMiddleware):
    """Counts messages where they leave the process, and hears of floods where they are answered."""

    def __init__(self, limiter: RateLimiter) -> None:
        self._limiter = limiter

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        """Count the call if it is a message out of turn, and make it. A 429 of any call pauses all that can wait."""
        if isinstance(method, MESSAGES) and not _ALREADY_COUNTED.get():
            self._limiter.count()
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            chat = getattr(method, "chat_id", None)
            self._limiter.pause(error.retry_after * SECOND, chat if isinstance(chat, int) else None)
            raise

"""Before any handler: who is speaking, in which language, where the answer is shown, and how fast it may come."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Chat, Message, TelegramObject, Update, User
from aiogram.utils.deep_linking import create_telegram_link

from handlers.house import House
from handlers.keyboards import board, link
from handlers.screen import Screen
from handlers.texts import Library
from services.acquaintance import Acquaintance
from services.domain.clock import SECOND, Clock, uptime
from services.domain.language import Language

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

BURST = 60
PER_SECOND = 30
REMEMBERED = 10_000


class Introduction(BaseMiddleware):
    """Introduces the speaker to the handlers, and keeps everything but private chats out."""

    def __init__(self, acquaintance: Acquaintance, library: Library, house: House) -> None:
        self._acquaintance = acquaintance
        self._library = library
        self._house = house

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's word
        """Put `customer`, `t` and `screen` beside the event; answer the pressed button at the end."""
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        if not isinstance(event, Update) or user is None or user.is_bot:
            return None
        if chat is not None and (chat.type != ChatType.PRIVATE or chat.id != user.id):
            return await self._refuse_group(event, user, data["bot"], chat)
        customer = await self._acquaintance.meet(user.id, user.full_name, user.language_code)
        screen = Screen(data["bot"], user.id, event.callback_query)
        data.update(customer=customer, t=self._library.speak(customer.speaks), screen=screen)
        if event.message is not None and (event.message.text or "").startswith("/"):
            await _stop_waiting(data)
        result = await handler(event, data)
        await screen.answer()
        return result

    async def _refuse_group(self, event: Update, user: User, bot: Bot, chat: Chat) -> None:
        """In a group the bot says one thing, and only when it is spoken to."""
        t = self._library.speak(Language.of_telegram(user.language_code))
        if isinstance(event.callback_query, CallbackQuery):
            await _toast(event.callback_query, t.plain("group-only-private"), user, bot, alert=True)
        elif isinstance(event.message, Message) and (event.message.text or "").startswith("/"):
            to_bot = create_telegram_link(self._house.bot_username, start="group")
            keyboard = board([link(t.plain("button-private"), to_bot)])
            with suppress(TelegramBadRequest, TelegramForbiddenError):  # a group that the bot had to leave meanwhile
                await bot.send_message(chat.id, t("group-only-private"), reply_markup=keyboard)


async def _toast(query: CallbackQuery, text: str, user: User, bot: Bot, *, alert: bool = False) -> None:
    """Answer a pressed button; a press that Telegram has forgotten needs no answer."""
    screen = Screen(bot, user.id, query)
    screen.toast(text, alert=alert)
    await screen.answer()


async def _stop_waiting(data: dict[str, Any]) -> None:
    """A command ends whatever was waited for."""
    state: FSMContext = data["state"]
    if data.get("raw_state") is not None:
        await state.clear()
        data["raw_state"] = None


class Throttle(BaseMiddleware):
    """Lets nobody occupy the shop alone: a bucket of taps a person. Payments always pass."""

    def __init__(self, library: Library, real: Clock = uptime) -> None:
        self._library = library
        self._real = real
        self._buckets: OrderedDict[int, tuple[float, int]] = OrderedDict()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's word
        """Handle the event unless its sender floods; a pressed button is told so, a message is passed over."""
        user: User | None = data.get("event_from_user")
        if not isinstance(event, Update) or user is None or _is_money(event) or self._permits(user.id):
            return await handler(event, data)
        if event.callback_query is not None:
            t = self._library.speak(Language.of_telegram(user.language_code))
            await _toast(event.callback_query, t.plain("error-slow-down"), user, data["bot"])
        return None

    def _permits(self, user_id: int) -> bool:
        now = self._real()
        left, at = self._buckets.pop(user_id, (float(BURST), now))
        left = min(BURST, left + (now - at) * PER_SECOND / SECOND)
        self._buckets[user_id] = (max(left - 1, 0), now)
        while len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return left >= 1


def _is_money(event: Update) -> bool:
    paid = event.message is not None and (event.message.successful_payment or event.message.refunded_payment)
    return event.pre_checkout_query is not None or bool(paid)

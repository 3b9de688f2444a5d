"""Middlewares before every handler: the customer, the language, the screen of the answer, and the rate limit."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatType
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Chat, TelegramObject, Update, User
from aiogram.utils.deep_linking import create_telegram_link

from handlers.ui.filters import is_command
from handlers.ui.keyboards import keyboard, link
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.screen import Screen
from handlers.ui.shop_info import ShopInfo
from handlers.ui.text.translations import Translations
from services.customers.directory import CustomerDirectory
from services.domain.customers.customer import Customer
from services.domain.idempotency import ActKey
from services.domain.values.bounded_dict import BoundedDict
from services.domain.values.clock import MINUTE, SECOND, Clock, uptime
from services.domain.values.language import Language
from services.staff.members import StaffDirectory

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
OnReachable = Callable[[int], Awaitable[object]]

BURST = 20
PER_SECOND = 3
CACHE_SIZE = 10_000


@dataclass(frozen=True, slots=True)
class _Bucket:
    """A token bucket: the taps that somebody has `left`, and whether a warning was `told` since it was half full."""

    left: float
    at: int
    told: bool = False


class CustomerContext(BaseMiddleware):
    """Introduces the speaker to the handlers, and keeps everything but private chats out.

    `waited` tells whether a command has just ended something that was waited for.
    """

    def __init__(
        self, directory: CustomerDirectory, translations: Translations, shop_info: ShopInfo, welcome: OnReachable
    ) -> None:
        self._directory = directory
        self._translations = translations
        self._shop_info = shop_info
        self._welcome = welcome

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's word
        """Put `context` and its parts beside the event; answer the pressed button at the end."""
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        if not isinstance(event, Update) or user is None or user.is_bot:
            return None
        if chat is not None and (chat.type != ChatType.PRIVATE or chat.id != user.id):
            return await self._refuse_group(event, user, data["bot"], chat)
        customer = await self._load_customer(user, event)
        screen = Screen(data["bot"], user.id, event.callback_query)
        waited = is_command(_command(event)) and await _stop_waiting(data)
        act = ActKey(data["bot"].id, event.update_id)
        t = self._translations.for_language(customer.speaks)
        context = Context(customer, screen, t, act)
        data.update(customer=customer, t=t, screen=screen, act=act, context=context, waited=waited)
        result = await handler(event, data)
        await screen.answer()
        return result

    async def _load_customer(self, user: User, event: Update) -> Customer:
        """Load the customer of an update, who is reachable again whatever was heard before."""
        customer = await self._directory.get_or_create(user.id, user.full_name, user.language_code)
        if not customer.reachable and event.my_chat_member is None:
            await self._welcome(customer.id)
            self._directory.invalidate(customer.id)
        return customer

    async def _refuse_group(self, event: Update, user: User, bot: Bot, chat: Chat) -> None:
        """In a group the bot says one thing, and only when it is spoken to."""
        if event.callback_query is None and not self._is_for_us(_command(event)):
            return
        t = self._translations.for_language(await self._directory.language_of(user.id, user.language_code))
        if isinstance(event.callback_query, CallbackQuery):
            await _toast(event.callback_query, t.plain("group-only-private"), user, bot, alert=True)
        else:
            to_bot = create_telegram_link(self._shop_info.bot_username, start="group")
            markup = keyboard([link(t.plain("button-private"), to_bot)])
            # A group that the bot had to leave meanwhile, or that became a supergroup: whoever asks there asks again.
            with suppress(TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat):
                await bot.send_message(
                    chat.id, t("group-only-private"), message_thread_id=_topic(event), reply_markup=markup
                )

    def _is_for_us(self, command: str) -> bool:
        """In a group a command may name the bot that it is for: `/start@ocean_bot`."""
        _, named, bot = command.partition("@")
        return bool(command) and (not named or bot.casefold() == self._shop_info.bot_username.casefold())


def _command(event: Update) -> str:
    """The first word of a message that begins with a slash, else nothing."""
    text = (event.message.text if event.message else None) or ""
    return text.split(maxsplit=1)[0] if text.startswith("/") else ""


def _topic(event: Update) -> int | None:
    """The forum topic that a message stands in; None outside of topics, where a thread is only a chain of replies."""
    message = event.message
    return message.message_thread_id if message is not None and message.is_topic_message else None


async def _toast(query: CallbackQuery, text: str, user: User, bot: Bot, *, alert: bool = False) -> None:
    """Answer a pressed button; a press that Telegram has forgotten needs no answer."""
    screen = Screen(bot, user.id, query)
    screen.toast(text, alert=alert)
    await screen.answer()


async def _stop_waiting(data: dict[str, Any]) -> bool:
    """A command ends whatever was waited for; False if that was nothing."""
    state: FSMContext = data["state"]
    if data.get("raw_state") is None:
        return False
    await state.clear()
    data["raw_state"] = None
    return True


class Throttle(BaseMiddleware):
    """Limits the updates of each customer by a token bucket. Payments and staff always pass: goods are pasted fast.

    The bucket is far smaller than what Telegram takes from a bot in a second (services/messaging/rate_limit), and
    refills slowly. Only of somebody whose bucket is empty it is asked, once a minute, whether they are of the staff.
    """

    def __init__(
        self,
        directory: CustomerDirectory,
        staff: StaffDirectory,
        translations: Translations,
        per_second: int = PER_SECOND,
        real: Clock = uptime,
    ) -> None:
        self._directory = directory
        self._staff = staff
        self._translations = translations
        self._per_second = per_second
        self._burst = max(BURST, 2 * per_second)
        self._real = real
        self._buckets: BoundedDict[int, _Bucket] = BoundedDict(CACHE_SIZE)
        self._looked_up: BoundedDict[int, tuple[int, bool]] = BoundedDict(CACHE_SIZE)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's word
        """Handle the event unless its sender floods: then a warning answers each button, or one message."""
        user: User | None = data.get("event_from_user")
        if not isinstance(event, Update) or user is None:
            return await handler(event, data)
        if _is_money(event) or self._permits(user.id) or await self._is_staff(user.id):
            return await handler(event, data)
        with suppress(AiogramError):
            await self._ask_for_patience(event, user, data["bot"])
        return None

    def _permits(self, user_id: int) -> bool:
        now = self._real()
        bucket = self._buckets.get(user_id) or _Bucket(self._burst, now)
        left = min(self._burst, bucket.left + (now - bucket.at) * self._per_second / SECOND)
        told = bucket.told and left < self._burst / 2
        self._buckets[user_id] = _Bucket(max(left - 1, 0), now, told)
        return left >= 1

    async def _is_staff(self, user_id: int) -> bool:
        known = self._looked_up.get(user_id)
        if known is None or self._real() - known[0] >= MINUTE:
            known = self._real(), await self._staff.find(user_id) is not None
            self._looked_up[user_id] = known
        return known[1]

    async def _ask_for_patience(self, event: Update, user: User, bot: Bot) -> None:
        known, bucket = self._directory.get_cached(user.id), self._buckets[user.id]
        t = self._translations.for_language(known.speaks if known else Language.of_telegram(user.language_code))
        if event.callback_query is not None:
            await _toast(event.callback_query, t.plain("error-slow-down"), user, bot)
        elif event.message is not None and event.message.chat.id == user.id and not bucket.told:
            self._buckets[user.id] = replace(bucket, told=True)
            await Screen(bot, user.id).send(OutgoingMessage(t("error-slow-down")))


def _is_money(event: Update) -> bool:
    paid = event.message is not None and (event.message.successful_payment or event.message.refunded_payment)
    return event.pre_checkout_query is not None or bool(paid)

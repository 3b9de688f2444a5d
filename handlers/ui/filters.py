"""Filters as async classes: aiogram sends every synchronous one through a thread, which costs more than the handler."""

import re

from aiogram.enums import ContentType
from aiogram.filters import Filter
from aiogram.types import Message, TelegramObject

from handlers.ui.screen import Screen

_NAMES = """
admin cancel catalog help hide language order orders paysupport pending privacy publish_terms refund resend shop show
start status stock subscriptions support terms
"""
COMMANDS = frozenset(_NAMES.split())
"""All commands of the shop."""
_COMMAND = re.compile(r"/([a-z_]{1,32})(?:@\w+)?(?:\s|$)")
_SPOKEN = frozenset(
    {
        ContentType.TEXT,
        ContentType.PHOTO,
        ContentType.DOCUMENT,
        ContentType.STICKER,
        ContentType.VOICE,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.AUDIO,
        ContentType.ANIMATION,
        ContentType.LOCATION,
        ContentType.VENUE,
        ContentType.CONTACT,
        ContentType.POLL,
        ContentType.DICE,
        ContentType.STORY,
        ContentType.GAME,
        ContentType.PAID_MEDIA,
        ContentType.LIVE_PHOTO,
        ContentType.CHECKLIST,
        ContentType.RICH_MESSAGE,
    }
)


class ByStaff(Filter):
    """An error in what a member of the staff was doing as one."""

    async def __call__(self, _event: TelegramObject, screen: Screen) -> bool:
        """Return whether it was."""
        return screen.is_for_staff


class HasPayment(Filter):
    """A service message that money has come."""

    async def __call__(self, message: Message) -> bool:
        """Return whether the message says so."""
        return message.successful_payment is not None


class HasRefund(Filter):
    """A service message that money went back."""

    async def __call__(self, message: Message) -> bool:
        """Return whether the message says so."""
        return message.refunded_payment is not None


class HasTextOrFile(Filter):
    """A message that says something a person wrote or photographed: text (no command), photo, or document."""

    async def __call__(self, message: Message) -> bool:
        """Return whether there is anything to take."""
        is_command = bool(message.text and message.text.startswith("/"))
        return not is_command and bool(message.text or message.photo or message.document)


class HasGoods(Filter):
    """A message that may be goods: a code may begin with a slash too, so only our own commands are none."""

    async def __call__(self, message: Message) -> bool:
        """Return whether there is anything to take."""
        return not is_command(message.text or "") and bool(message.text or message.photo or message.document)


def is_command(text: str) -> bool:
    """Return whether a text begins with one of our commands; a code may begin with a slash too."""
    match = _COMMAND.match(text)
    return match is not None and match[1] in COMMANDS


class HasGoodsFile(Filter):
    """A file that looks like a catalog or like stock."""

    async def __call__(self, message: Message) -> bool:
        """Return whether its name ends so."""
        name = (message.document.file_name if message.document else None) or ""
        return name.lower().endswith((".yaml", ".yml", ".txt", ".csv"))


class IsUserMessage(Filter):
    """Anything that a person sends on purpose: words, pictures, stickers, voices; not the notes of Telegram itself."""

    async def __call__(self, message: Message) -> bool:
        """Return whether a person has sent it."""
        return message.content_type in _SPOKEN

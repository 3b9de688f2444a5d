"""The outgoing message, before anybody decides where it goes: every screen, delivery and notice is made of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.ui.text.html_text import Html
from services.domain.messaging.media import Media

ButtonRule = Callable[[InlineKeyboardButton], bool]
"""The rule that lets a button through, or leaves it out."""


class UnknownNoticeKind(LookupError):
    """A notice of a kind without words here: a newer version of the shop, beside this one or before it, wrote it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be made for a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """One message: HTML, buttons, and at most one file.

    That is a photo (address or file id), a document to be made, or what somebody has sent (`media`). Telegram may take
    that no more: it belongs to the bot that got it. Then the words say so, with `lost` below them.
    """

    text: Html
    keyboard: InlineKeyboardMarkup | None = None
    photo: str | None = None
    document: Attachment | None = None
    media: Media | None = None
    lost: Html | None = None

    def with_buttons(self, shows: ButtonRule) -> "OutgoingMessage":
        """Return the message with the buttons that a rule lets through, and without rows that are empty then."""
        if self.keyboard is None:
            return self
        rows = ([one for one in row if shows(one)] for row in self.keyboard.inline_keyboard)
        return replace(self, keyboard=InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row]))

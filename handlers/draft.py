"""What is to be shown, before anybody decides where: the one value that every screen, parcel and notice is made of."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup

from handlers.lettering import Html


class UnknownKind(LookupError):
    """A notice of a kind without words here: a newer version of the shop, beside this one or before it, wrote it."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be made for a message."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """One message: HTML, buttons, and at most one photo (file id or address) or document (a new one, or a file id)."""

    text: Html
    keyboard: InlineKeyboardMarkup | None = None
    photo: str | None = None
    document: Attachment | str | None = None

"""The parts of a message from somebody, in portions that a message of ours can hold: text, files, places as text."""

import html
from dataclasses import dataclass

from aiogram.types import Message

from handlers.ui.text.html_text import escape, strip_invisible
from handlers.ui.text.text_pages import pages
from handlers.ui.text.translations import Texts
from services.domain.messaging.media import Media, MediaKind

POST, CAPTION = 3_000, 700
"""The limits of one message of a ticket, without and with a file: a notice adds its own words around it."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Words, a file, or a file with words."""

    text: str
    media: Media | None = None


def message_parts(message: Message, t: Texts) -> list[Portion]:
    """A message in portions; none if it has neither a file nor words that anybody can see."""
    media, text = media_of(message), words_of(message, t)
    if not text:
        return [Portion("", media)] if media else []
    first, *others = (html.unescape(page) for page in pages(escape(text), CAPTION if media else POST))
    return [Portion(first, media), *map(Portion, others)]


def words_of(message: Message, t: Texts) -> str:
    """The words of a message that can be seen; a contact and a place are put into words."""
    said = strip_invisible(message.text or message.caption or "").strip()
    if message.contact is not None:
        contact = message.contact
        name = " ".join(filter(None, (contact.first_name, contact.last_name)))
        return t.plain("said-contact", name=name, phone=contact.phone_number)
    if message.venue is not None:
        return t.plain("said-venue", title=message.venue.title, address=message.venue.address)
    if message.location is not None:
        here = message.location
        return t.plain("said-location", latitude=f"{here.latitude:.5f}", longitude=f"{here.longitude:.5f}")
    return said


def media_of(message: Message) -> Media | None:
    """The file of a message. An animation carries itself as a document too, a live photo its picture."""
    sizes = message.photo or (message.live_photo.photo if message.live_photo else None)
    if sizes:
        return Media(MediaKind.PHOTO, sizes[-1].file_id)
    found = {
        MediaKind.ANIMATION: message.animation,
        MediaKind.VIDEO: message.video,
        MediaKind.AUDIO: message.audio,
        MediaKind.VOICE: message.voice,
        MediaKind.VIDEO_NOTE: message.video_note,
        MediaKind.STICKER: message.sticker,
        MediaKind.DOCUMENT: message.document,
    }
    return next((Media(kind, file.file_id) for kind, file in found.items() if file is not None), None)

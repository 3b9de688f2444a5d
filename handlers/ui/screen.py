"""The one message in which a conversation takes place: edited where possible, sent anew where not.

A message with a photo cannot become one without, so such a change deletes the old message. "Message is not modified" is
a success: the screen shows what it should. An invoice cannot become anything else, and stays until its order is
settled: what is asked about it stands below.
"""

from contextlib import suppress
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    SendAnimation,
    SendAudio,
    SendDocument,
    SendPhoto,
    SendSticker,
    SendVideo,
    SendVideoNote,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, CallbackQuery, InaccessibleMessage, Message

from handlers.ui.message import ButtonRule, OutgoingMessage
from handlers.ui.text.html_text import lines
from services.domain.messaging.media import BARE, Media, MediaKind

TOAST_LIMIT = 200
UNCHANGED = "message is not modified"
GONE = "message to delete not found"
TOO_OLD = "query is too old"


async def send(bot: Bot, chat_id: int, outgoing: OutgoingMessage) -> Message:
    """Send a message as the kind of message it is; words alone if Telegram refuses its file. Raises AiogramError."""
    if outgoing.document is not None:
        file = BufferedInputFile(outgoing.document.content, outgoing.document.name)
        return await bot.send_document(chat_id, file, caption=outgoing.text, reply_markup=outgoing.keyboard)
    if outgoing.photo is not None:
        with suppress(TelegramBadRequest):
            return await bot.send_photo(chat_id, outgoing.photo, caption=outgoing.text, reply_markup=outgoing.keyboard)
    if outgoing.media is not None:
        return await _send_media(bot, chat_id, outgoing, outgoing.media)
    return await bot.send_message(chat_id, outgoing.text, reply_markup=outgoing.keyboard)


async def _send_media(bot: Bot, chat_id: int, outgoing: OutgoingMessage, media: Media) -> Message:
    """Send a medium that carries no text first, and the text with its buttons below it."""
    try:
        if media.kind not in BARE:
            return await bot(_with_words(chat_id, outgoing, media))
        sent = await bot(_bare(chat_id, media))
    except TelegramBadRequest:
        said = lines(part for part in (outgoing.text, outgoing.lost or "") if part)
        return await bot.send_message(chat_id, said, reply_markup=outgoing.keyboard)
    if outgoing.text:
        return await bot.send_message(chat_id, outgoing.text, reply_markup=outgoing.keyboard)
    return sent


def _with_words(chat_id: int, outgoing: OutgoingMessage, media: Media) -> TelegramMethod[Message]:
    said: dict[str, Any] = {"chat_id": chat_id, "caption": outgoing.text, "reply_markup": outgoing.keyboard}
    match media.kind:
        case MediaKind.PHOTO:
            return SendPhoto(photo=media.file_id, **said)
        case MediaKind.VIDEO:
            return SendVideo(video=media.file_id, **said)
        case MediaKind.ANIMATION:
            return SendAnimation(animation=media.file_id, **said)
        case MediaKind.AUDIO:
            return SendAudio(audio=media.file_id, **said)
        case MediaKind.VOICE:
            return SendVoice(voice=media.file_id, **said)
        case _:
            return SendDocument(document=media.file_id, **said)


def _bare(chat_id: int, media: Media) -> TelegramMethod[Message]:
    if media.kind is MediaKind.STICKER:
        return SendSticker(chat_id=chat_id, sticker=media.file_id)
    return SendVideoNote(chat_id=chat_id, video_note=media.file_id)


class Screen:
    """Shows messages to the person who has just spoken, in the private chat with the bot."""

    def __init__(self, bot: Bot, chat_id: int, query: CallbackQuery | None = None) -> None:
        self.chat_id = chat_id
        self.bot = bot
        self._query = query
        message = query.message if query else None
        self._message = message if isinstance(message, Message) else None
        self._stale = isinstance(message, InaccessibleMessage)
        self._toast: str | None = None
        self._alert = False
        self._answered = query is None
        self._shows: ButtonRule | None = None

    def show_to_staff(self, shows: ButtonRule) -> None:
        """Leave out the buttons of staff that this member may not press, from now on."""
        self._shows = shows

    @property
    def is_for_staff(self) -> bool:
        """Return whether a member of the staff is at work here."""
        return self._shows is not None

    def _permitted(self, outgoing: OutgoingMessage) -> OutgoingMessage:
        return outgoing if self._shows is None else outgoing.with_buttons(self._shows)

    async def show(self, outgoing: OutgoingMessage) -> int:
        """Put a message on the screen; returns the id of its message."""
        shown, outgoing = self._message, self._permitted(outgoing)
        if shown is not None and shown.invoice is not None:
            return await self.send(outgoing)
        if shown is None or outgoing.document or bool(shown.photo) or outgoing.photo or outgoing.media:
            return await self._replace(outgoing)
        try:
            await shown.edit_text(outgoing.text, reply_markup=outgoing.keyboard)
        except TelegramBadRequest as error:
            if UNCHANGED not in error.message:
                return await self.send(outgoing)
        return shown.message_id

    async def _replace(self, outgoing: OutgoingMessage) -> int:
        """Show a message in a new message, and take the old one away if it was a screen of ours."""
        old, sent = self._message, await self.send(outgoing)
        if old is not None:
            await self.remove(old.message_id)
        return sent

    async def send(self, outgoing: OutgoingMessage) -> int:
        """Show a message below everything else, as a new screen; returns the id of its message."""
        sent = await send(self.bot, self.chat_id, self._permitted(outgoing))
        self._message = sent
        return sent.message_id

    async def remove(self, message_id: int) -> bool:
        """Delete a message; False if Telegram refuses, since it is too old, for one."""
        try:
            await self.bot.delete_message(self.chat_id, message_id)
        except TelegramBadRequest as error:
            return GONE in error.message
        return True

    async def edit_message(self, message_id: int, outgoing: OutgoingMessage) -> None:
        """Change another message of the bot, if it is still there."""
        markup = self._permitted(outgoing).keyboard
        try:
            await self.bot.edit_message_text(
                outgoing.text, chat_id=self.chat_id, message_id=message_id, reply_markup=markup
            )
        except TelegramBadRequest:
            return

    @property
    def message_id(self) -> int | None:
        """The message that shows the screen, if there is one."""
        return None if self._message is None else self._message.message_id

    def toast(self, text: str, *, alert: bool = False) -> None:
        """Answer the pressed button, beside the screen: plain text, cut at Telegram's 200 characters."""
        self._toast, self._alert = text[:TOAST_LIMIT], alert

    async def answer(self) -> None:
        """Answer the pressed button, once; a press that Telegram has forgotten needs no answer."""
        if self._answered or self._query is None:
            return
        self._answered = True
        try:
            await self._query.answer(self._toast, show_alert=self._alert or None)
        except TelegramBadRequest as error:
            if TOO_OLD not in error.message:
                raise

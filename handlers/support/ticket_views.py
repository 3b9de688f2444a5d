"""The screens of a ticket, as its customer reads them."""

from collections.abc import Mapping

from handlers.ui.callbacks import WriteSupport
from handlers.ui.keyboards import PRIMARY, button, close_button, keyboard, shop_button
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.messaging.media import Media, MediaKind
from services.domain.messaging.notice import NoticeValue
from services.domain.support.ticket import Ticket, Topic


def render_invitation(topic: Topic, t: Texts) -> OutgoingMessage:
    """Render the invitation to write, and who will read it."""
    return OutgoingMessage(t(f"{topic}-ask"), keyboard([close_button(t)]))


def render_only_words(t: Texts) -> OutgoingMessage:
    """A poll, or words that nobody can see, cannot be passed on."""
    return OutgoingMessage(t("support-only-words"), keyboard([close_button(t)]))


def render_passed_on(ticket: Ticket, t: Texts) -> OutgoingMessage:
    """It has arrived: its number, and what happens next."""
    more = button(t.plain("button-add-to-message"), WriteSupport(topic=ticket.topic))
    return OutgoingMessage(t("support-passed-on", number=ticket.number), keyboard([more], [shop_button(t)]))


def render_joined(ticket: Ticket, t: Texts) -> OutgoingMessage:
    """It has joined the running conversation: people write in several lines."""
    return OutgoingMessage(t("support-joined", number=ticket.number), keyboard([shop_button(t)]))


def render_answer(params: Mapping[str, NoticeValue], t: Texts) -> OutgoingMessage:
    """The answer of the shop (notice `ticket-answer`): number, topic, text, media."""
    reply = WriteSupport(topic=Topic(str(params["topic"])))
    return OutgoingMessage(
        lines([t("support-answer", number=params["number"]), *quoted(params["text"], t)]),
        keyboard([button(t.plain("button-reply"), reply, PRIMARY)]),
        media=media_in(params),
        lost=t("support-file-lost"),
    )


def media_in(params: Mapping[str, NoticeValue]) -> Media | None:
    """The file of a notice; one of a version before this has photos only."""
    photo = params.get("photo")
    return Media.read(params.get("media")) or (Media(MediaKind.PHOTO, str(photo)) if photo else None)


def quoted(text: NoticeValue, t: Texts) -> list[Html]:
    """Render the words of a message as a quote; nothing for a photo without words."""
    return [t("support-quote", text=str(text))] if text else []

"""A customer's words to the people behind the shop, and their answers: both travel through the bot.

Two doors lead here, /support and /paysupport; what comes in by the second is about money and says so to the admins.
"""

import html
from collections.abc import Mapping

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

from handlers.buttons import Close, ShowShop, WriteSupport
from handlers.draft import Draft
from handlers.filters import Spoken
from handlers.keyboards import PRIMARY, board, key
from handlers.lettering import Html, escape, lines
from handlers.paging import pages
from handlers.screen import Screen
from handlers.texts import Texts
from services.domain.customer import Customer
from services.domain.notice import NoticeValue
from services.domain.ticket import Ticket, Topic
from services.support import Support

router = Router(name=__name__)
POST, CAPTION = 3_000, 700
"""What one message of a ticket may hold, without and with a photo: a notice adds its own words around it."""


class Waiting(StatesGroup):
    """What the next message is for."""

    message_to_support = State()


@router.message(Command("support"))
async def support_asked(_event: object, state: FSMContext, screen: Screen, t: Texts) -> None:
    """Any question."""
    await _listen(Topic.SUPPORT, state, screen, t)


@router.message(Command("paysupport"))
async def paysupport_asked(_event: object, state: FSMContext, screen: Screen, t: Texts) -> None:
    """A question about money. Source: Telegram's terms for bots that sell digital goods demand this command."""
    await _listen(Topic.PAYMENT, state, screen, t)


@router.callback_query(WriteSupport.filter())
async def write(_event: object, callback_data: WriteSupport, state: FSMContext, screen: Screen, t: Texts) -> None:
    """The same by a button."""
    await _listen(callback_data.topic, state, screen, t)


async def _listen(topic: Topic, state: FSMContext, screen: Screen, t: Texts) -> None:
    """Ask in a new message, so that an answer just read stays where it is."""
    await state.set_state(Waiting.message_to_support)
    await state.set_data({"topic": topic})
    await screen.send(draw_invitation(topic, t))


@router.message(StateFilter(Waiting.message_to_support), Spoken())
async def take(
    message: Message, customer: Customer, state: FSMContext, support: Support, screen: Screen, t: Texts
) -> None:
    """Pass on what was written; what cannot be passed on is asked for in another form.

    The waiting ends with the answer, so that words whose answer failed are answered when they come again.
    """
    topic = Topic((await state.get_data()).get("topic", Topic.SUPPORT))
    said = portions(message)
    if not said:
        await screen.send(draw_only_words(t))
        return
    for part, (text, photo) in enumerate(said):
        ticket = await support.ask(customer, topic, text, photo, f"{customer.id}:{message.message_id}:{part}")
    await screen.send(draw_passed_on(ticket, t))
    await state.clear()


def portions(message: Message) -> list[tuple[str, str | None]]:
    """Text and photo (file id) of a message in parts that a notice can hold; empty if it has neither."""
    text = message.text or message.caption or ""
    photo = message.photo[-1].file_id if message.photo else None
    if not text:
        return [("", photo)] if photo else []
    first, *others = (html.unescape(page) for page in pages(escape(text), CAPTION if photo else POST))
    return [(first, photo), *((other, None) for other in others)]


def draw_invitation(topic: Topic, t: Texts) -> Draft:
    """What to write, and who will read it."""
    return Draft(t(f"{topic}-ask"), board([key(t.plain("button-close"), Close())]))


def draw_only_words(t: Texts) -> Draft:
    """A voice message or a sticker cannot be passed on."""
    return Draft(t("support-only-words"), board([key(t.plain("button-close"), Close())]))


def draw_passed_on(ticket: Ticket, t: Texts) -> Draft:
    """It has arrived: its number, and what happens next."""
    more = key(t.plain("button-add-to-message"), WriteSupport(topic=ticket.topic))
    return Draft(
        t("support-passed-on", number=ticket.number),
        board([more], [key(t.plain("button-shop"), ShowShop())]),
    )


def draw_answer(facts: Mapping[str, NoticeValue], t: Texts) -> Draft:
    """The answer of the shop (notice `ticket-answer`): number, topic, text, photo."""
    reply = WriteSupport(topic=Topic(str(facts["topic"])))
    return Draft(
        lines([t("support-answer", number=facts["number"]), *quoted(facts["text"], t)]),
        board([key(t.plain("button-reply"), reply, PRIMARY)]),
        photo=str(facts["photo"]) if facts["photo"] else None,
    )


def quoted(text: NoticeValue, t: Texts) -> list[Html]:
    """Somebody's own words, set apart; nothing for a photo without any."""
    return [t("support-quote", text=str(text))] if text else []

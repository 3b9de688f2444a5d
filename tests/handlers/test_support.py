from itertools import count
from typing import Any, cast

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.methods import GetMe
from aiogram.types import Chat, Message, PhotoSize, User
from hypothesis import given
from hypothesis import strategies as st

from handlers import support as conversation
from handlers.admin import tickets
from handlers.admin.buttons import AnswerTicket, CloseTicket, ShowTicket
from handlers.buttons import WriteSupport
from handlers.support import CAPTION, POST, draw_answer, portions
from handlers.texts import Texts
from services.domain.errors import Decided
from services.domain.notice import NoticeValue
from services.domain.secret import Secret
from services.domain.ticket import Post, Ticket, TicketState, Topic
from services.support import Support
from tests.handlers.drafts import AFTERNOON, BOTH, EN, ID, Reader, data, fits, labels, said
from tests.handlers.paper import Paper
from tests.heroes import Hero
from tests.shop import ADMIN, Shop

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
each_topic = pytest.mark.parametrize("topic", Topic)
HOSTILE = "<b>Ann</b> & \u202e <a href='x'>"
NUMBERS = count(5)


def ticket(topic: Topic = Topic.SUPPORT, state: TicketState = TicketState.OPEN) -> Ticket:
    return Ticket(ID, "7K2M-94QD", 1001, topic, state, AFTERNOON, AFTERNOON)


def facts(text: str = "Hello", photo: str | None = None, topic: Topic = Topic.SUPPORT) -> dict[str, NoticeValue]:
    return {"ticket": ID, "number": "7K2M-94QD", "topic": topic, "name": HOSTILE, "text": text, "photo": photo}


def message(
    text: str | None = None, photo: str | None = None, caption: str | None = None, sender: int = 1001
) -> Message:
    size = [PhotoSize(file_id=photo, file_unique_id="u", width=1, height=1)] if photo else None
    return Message(
        message_id=next(NUMBERS),
        date=0,  # type: ignore[arg-type]
        chat=Chat(id=sender, type="private"),
        from_user=User(id=sender, is_bot=False, first_name="Somebody"),
        text=text,
        caption=caption,
        photo=size,
    )


@both
@each_topic
def test_the_invitation_says_what_to_write(t: Texts, topic: Topic) -> None:
    draft = conversation.draw_invitation(topic, t)

    assert fits(draft)
    assert labels(draft) == [t.plain("button-close")]


@both
def test_the_confirmation_names_the_number_and_the_way_to_add(t: Texts) -> None:
    draft = conversation.draw_passed_on(ticket(Topic.PAYMENT), t)

    assert fits(draft)
    assert Reader(draft.text).inside["code"] == ["7K2M-94QD"]
    assert data(draft)[0] == WriteSupport(topic=Topic.PAYMENT).pack()


@both
@each_topic
@pytest.mark.parametrize("text", ["", "Hello", HOSTILE, "<" * POST])
def test_a_question_reaches_admins_as_it_was_written(t: Texts, topic: Topic, text: str) -> None:
    draft = tickets.draw_ticket_notice(facts(text, topic=topic), t)

    assert fits(draft)
    assert "".join(Reader(draft.text).inside.get("blockquote", [])) == text.replace("\u202e", "")
    assert data(draft) == [
        AnswerTicket(ticket=ID).pack(),
        CloseTicket(ticket=ID).pack(),
        ShowTicket(ticket=ID, beside=True).pack(),
    ]


@both
def test_an_answer_reaches_the_customer_with_a_way_to_reply(t: Texts) -> None:
    draft = draw_answer(facts(HOSTILE, topic=Topic.PAYMENT), t)

    assert fits(draft)
    assert data(draft) == [WriteSupport(topic=Topic.PAYMENT).pack()]


@both
def test_photos_travel_along(t: Texts) -> None:
    text = "字" * CAPTION

    question, answer = tickets.draw_ticket_notice(facts(text, "photo-1"), t), draw_answer(facts(text, "photo-1"), t)

    assert (question.photo, answer.photo) == ("photo-1", "photo-1")
    assert fits(question)
    assert fits(answer)


@both
def test_a_long_conversation_fits_on_a_screen(t: Texts) -> None:
    posts = [Post(ID, 1001 if n % 2 else ADMIN, AFTERNOON, Secret(f"{n} " + "x" * POST), None) for n in range(10)]

    draft = tickets.draw_ticket(ticket(), posts, t)

    assert fits(draft)


@both
def test_the_newest_words_come_first(t: Texts) -> None:
    posts = [Post(ID, 1001, AFTERNOON, Secret("older"), None), Post(ID, ADMIN, AFTERNOON, Secret("newer"), "photo")]

    shown = said(tickets.draw_ticket(ticket(), posts, t))

    assert shown.index("newer") < shown.index("older")


@both
@pytest.mark.parametrize("state", TicketState)
def test_a_closed_conversation_is_only_read(t: Texts, state: TicketState) -> None:
    draft = tickets.draw_ticket(ticket(state=state), [], t)

    assert fits(draft)
    assert (AnswerTicket(ticket=ID).pack() in data(draft)) is (state is not TicketState.CLOSED)


@both
@each_topic
def test_the_list_opens_each_conversation(t: Texts, topic: Topic) -> None:
    draft = tickets.draw_tickets([ticket(topic)], t)

    assert fits(draft)
    assert data(draft)[0] == ShowTicket(ticket=ID).pack()
    assert fits(tickets.draw_tickets([], t))


@given(st.text(max_size=200).map(str.strip))
def test_words_are_passed_on_as_they_are(text: str) -> None:
    said_so = portions(message(text=text))

    assert "".join(part for part, _ in said_so).split() == Reader(_shown(text)).text.split()


def _shown(text: str) -> str:
    return EN("support-quote", text=text)


def test_long_words_are_passed_on_in_parts() -> None:
    parts = portions(message(text="word " * 1_000))

    assert len(parts) == 2
    assert all(len(text) <= POST for text, _ in parts)


def test_a_photo_goes_with_the_beginning_of_its_words() -> None:
    parts = portions(message(photo="photo-1", caption="word " * 200))

    assert [photo for _, photo in parts] == ["photo-1", None]
    assert portions(message(photo="photo-1")) == [("", "photo-1")]


def test_a_sticker_cannot_be_passed_on() -> None:
    assert portions(message()) == []


# What the conversation does, with the service behind it.


@pytest.fixture
def state() -> FSMContext:
    return FSMContext(MemoryStorage(), StorageKey(42, 1001, 1001))


@pytest.fixture
def service(shop: Shop) -> Support:
    return Support(shop.db, shop.clock, shop.policy, shop.porter)


async def test_a_message_becomes_a_ticket(state: FSMContext, service: Support, ann: Hero) -> None:
    paper = Paper()
    await conversation.paysupport_asked(None, state, paper, EN)

    await conversation.take(message("Where is it?"), ann.customer, state, service, paper, EN)

    [waiting] = await service.waiting()
    assert waiting.topic is Topic.PAYMENT
    assert waiting.number in said(paper.sent[-1])
    assert await state.get_state() is None


async def test_words_whose_answer_failed_are_answered_when_they_come_again(
    state: FSMContext, service: Support, ann: Hero, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_draft: object) -> int:
        raise TelegramNetworkError(GetMe(), "no answer")

    paper, words = Paper(), message("Where is it?")
    await conversation.support_asked(None, state, paper, EN)
    with monkeypatch.context() as away:
        away.setattr(paper, "send", fail)
        with pytest.raises(TelegramNetworkError):
            await conversation.take(words, ann.customer, state, service, paper, EN)
    waits = await state.get_state()

    await conversation.take(words, ann.customer, state, service, paper, EN)

    [waiting] = await service.waiting()
    assert (waits, await state.get_state()) == (conversation.Waiting.message_to_support.state, None)
    assert waiting.number in said(paper.sent[-1])
    assert len((await service.read(waiting.id))[1]) == 1


async def test_more_is_added_to_the_same_ticket(state: FSMContext, service: Support, ann: Hero) -> None:
    paper = Paper()
    await conversation.support_asked(None, state, paper, EN)
    await conversation.take(message("One"), ann.customer, state, service, paper, EN)

    await conversation.write(None, WriteSupport.unpack(data(paper.sent[-1])[0]), state, paper, EN)
    await conversation.take(message("Two"), ann.customer, state, service, paper, EN)

    [waiting] = await service.waiting()
    _, posts = await service.read(waiting.id)
    assert [post.text.reveal() for post in posts] == ["One", "Two"]


async def test_what_cannot_be_passed_on_is_asked_for_again(state: FSMContext, service: Support, ann: Hero) -> None:
    paper = Paper()
    await conversation.support_asked(None, state, paper, EN)

    await conversation.take(message(), ann.customer, state, service, paper, EN)

    assert said(paper.sent[-1]) == EN.plain("support-only-words")
    assert await state.get_state() is not None


async def test_an_admin_answers(state: FSMContext, service: Support, shop: Shop, ann: Hero) -> None:
    asked, paper = await service.ask(ann.customer, Topic.SUPPORT, "One", None), Paper()
    await tickets.answer(None, AnswerTicket(ticket=asked.id), service, state, paper, EN)

    await answers(state, service, paper, message("Two", sender=ADMIN))

    told = [notice for notice in await shop.notices() if notice.kind == "ticket-answer"]
    assert [(notice.recipient_id, notice.facts["text"]) for notice in told] == [(ann.id, "Two")]
    assert await state.get_state() is None


async def answers(state: FSMContext, service: Support, paper: Paper, said_so: Message) -> None:
    await tickets.take(said_so, service, state, paper, EN, frozenset({ADMIN}))


async def test_an_answer_must_have_words(state: FSMContext, service: Support, ann: Hero) -> None:
    asked, paper = await service.ask(ann.customer, Topic.SUPPORT, "One", None), Paper()
    await tickets.answer(None, AnswerTicket(ticket=asked.id), service, state, paper, EN)

    await answers(state, service, paper, message(sender=ADMIN))

    assert await state.get_state() is not None


async def test_a_closed_ticket_is_not_answered(state: FSMContext, service: Support, ann: Hero) -> None:
    asked, paper = await service.ask(ann.customer, Topic.SUPPORT, "One", None), Paper()
    await tickets.close(None, CloseTicket(ticket=asked.id), service, paper, EN)

    with pytest.raises(Decided):
        await tickets.answer(None, AnswerTicket(ticket=asked.id), service, state, paper, EN)

    assert paper.toasts == [EN.plain("ticket-closed", number=asked.number)]


async def test_a_ticket_closed_meanwhile_does_not_trap_its_admin(
    state: FSMContext, service: Support, ann: Hero
) -> None:
    asked, paper = await service.ask(ann.customer, Topic.SUPPORT, "One", None), Paper()
    await tickets.answer(None, AnswerTicket(ticket=asked.id), service, state, paper, EN)
    await service.close(asked.id)

    with pytest.raises(Decided):
        await answers(state, service, paper, message("Two", sender=ADMIN))

    assert await state.get_state() is None


async def test_admins_look_at_what_waits(service: Support, ann: Hero) -> None:
    asked, paper = await service.ask(ann.customer, Topic.SUPPORT, "One", None), Paper()

    await tickets.show_tickets(None, service, paper, EN)
    await tickets.show_ticket(None, ShowTicket(ticket=asked.id), service, paper, EN)
    await tickets.show_ticket(None, ShowTicket(ticket=asked.id, beside=True), service, paper, EN)

    assert asked.number in labels(paper.shown[0])[0]
    assert "One" in said(paper.shown[1])
    assert paper.sent == [paper.shown[1]]


def test_only_admins_reach_the_tickets() -> None:
    for observer in (tickets.router.message, tickets.router.callback_query):
        filters = cast("Any", observer)._handler.filters
        assert [type(one.callback).__name__ for one in filters] == ["FromAdmin"]

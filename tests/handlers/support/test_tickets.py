from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.methods import GetMe
from aiogram.types import (
    Animation,
    Audio,
    Chat,
    Contact,
    Document,
    LivePhoto,
    Location,
    Message,
    PhotoSize,
    Sticker,
    User,
    Venue,
    Video,
    VideoNote,
    Voice,
)
from hypothesis import given
from hypothesis import strategies as st

from handlers import admin
from handlers.admin.support import ticket_views as screens
from handlers.admin.support import tickets
from handlers.admin.ui.callbacks import (
    AnswerTicket,
    CloseTicket,
    ListTickets,
    ShowMedia,
    ShowOrderDetails,
    ShowTicket,
    ShowTicketOrders,
)
from handlers.admin.ui.filters import OfAnswer
from handlers.support import tickets as conversation
from handlers.support.ticket_views import render_answer, render_invitation, render_passed_on
from handlers.support.tickets import InConversation
from handlers.ui.callbacks import AskAboutOrder, WriteSupport
from handlers.ui.hints import Hints
from handlers.ui.text.message_parts import CAPTION, POST, Portion, message_parts
from handlers.ui.text.translations import Texts
from services.domain.errors import AlreadyDecided, NotFound
from services.domain.messaging.media import Media, MediaKind
from services.domain.messaging.notice import NoticeValue
from services.domain.orders.order import Order
from services.domain.support.ticket import Ticket, TicketMessage, TicketState, Topic
from services.domain.values.secret import Secret
from services.support.tickets import SupportDesk, TicketSummary
from tests.handlers.admin.admin_fixture import OLIVIA
from tests.handlers.ui.builders import AFTERNOON, BOTH, EN, ID, Reader, data, fits, labels, said
from tests.handlers.ui.fake_screen import FakeScreen
from tests.handlers.ui.navigation import context
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
each_topic = pytest.mark.parametrize("topic", Topic)
HOSTILE = "<b>Ann</b> & \u202e <a href='x'>"
NUMBERS = count(5)
HINTS = Hints()


def ticket(topic: Topic = Topic.SUPPORT, state: TicketState = TicketState.OPEN) -> Ticket:
    return Ticket(ID, "7K2M-94QD", 1001, topic, state, AFTERNOON, AFTERNOON)


def params(text: str = "Hello", media: Media | None = None, topic: Topic = Topic.SUPPORT) -> dict[str, NoticeValue]:
    told = {"ticket": ID, "number": "7K2M-94QD", "topic": topic, "name": HOSTILE, "text": text}
    return {**told, "photo": None, "media": str(media) if media else None, "album": 0}


def message(text: str | None = None, photo: str | None = None, sender: int = 1001, **params: Any) -> Message:
    size = [PhotoSize(file_id=photo, file_unique_id="u", width=1, height=1)] if photo else None
    return Message(
        message_id=next(NUMBERS),
        date=0,  # type: ignore[arg-type]
        chat=Chat(id=sender, type="private"),
        from_user=User(id=sender, is_bot=False, first_name="Somebody"),
        text=text,
        photo=size,
        **params,
    )


FILE = {"file_id": "F", "file_unique_id": "U"}
SIZED = {**FILE, "width": 1, "height": 1}
SENT = {
    MediaKind.PHOTO: {"photo": "F"},
    MediaKind.DOCUMENT: {"document": Document(**FILE)},
    MediaKind.VIDEO: {"video": Video(**SIZED, duration=1)},  # type: ignore[arg-type]
    MediaKind.ANIMATION: {"animation": Animation(**SIZED, duration=1), "document": Document(**FILE)},  # type: ignore[arg-type]
    MediaKind.AUDIO: {"audio": Audio(**FILE, duration=1)},  # type: ignore[arg-type]
    MediaKind.VOICE: {"voice": Voice(**FILE, duration=1)},  # type: ignore[arg-type]
    MediaKind.VIDEO_NOTE: {"video_note": VideoNote(**FILE, length=1, duration=1)},  # type: ignore[arg-type]
    MediaKind.STICKER: {
        "sticker": Sticker(**SIZED, type="regular", is_animated=False, is_video=False)  # type: ignore[arg-type]
    },
}


@both
@each_topic
def test_the_invitation_says_what_to_write(t: Texts, topic: Topic) -> None:
    outgoing = render_invitation(topic, t)

    assert fits(outgoing)
    assert labels(outgoing) == [t.plain("button-close")]


@both
def test_the_confirmation_names_the_number_and_the_way_to_add(t: Texts) -> None:
    outgoing = render_passed_on(ticket(Topic.PAYMENT), t)

    assert fits(outgoing)
    assert Reader(outgoing.text).inside["code"] == ["7K2M-94QD"]
    assert data(outgoing)[0] == WriteSupport(topic=Topic.PAYMENT).pack()


@both
@each_topic
@pytest.mark.parametrize("text", ["", "Hello", HOSTILE, "<" * POST])
def test_a_question_reaches_admins_as_it_was_written(t: Texts, topic: Topic, text: str) -> None:
    outgoing = screens.render_ticket_notice(params(text, topic=topic), t)

    assert fits(outgoing)
    assert "".join(Reader(outgoing.text).inside.get("blockquote", [])) == text.replace("\u202e", "")
    assert data(outgoing) == [
        AnswerTicket(ticket=ID).pack(),
        CloseTicket(ticket=ID).pack(),
        ShowTicket(ticket=ID, beside=True).pack(),
    ]


@both
def test_an_answer_reaches_the_customer_with_a_way_to_reply(t: Texts) -> None:
    outgoing = render_answer(params(HOSTILE, topic=Topic.PAYMENT), t)

    assert fits(outgoing)
    assert data(outgoing) == [WriteSupport(topic=Topic.PAYMENT).pack()]


@both
@pytest.mark.parametrize("kind", MediaKind)
def test_files_travel_along(t: Texts, kind: MediaKind) -> None:
    text, media = "字" * CAPTION, Media(kind, "F")

    question, answer = screens.render_ticket_notice(params(text, media), t), render_answer(params(text, media), t)

    assert (question.media, answer.media) == (media, media)
    assert fits(question)
    assert fits(answer)


@both
def test_a_notice_of_the_version_before_keeps_its_photo(t: Texts) -> None:
    old = {key: fact for key, fact in params().items() if key not in {"media", "album"}} | {"photo": "P"}

    assert screens.render_ticket_notice(old, t).media == Media(MediaKind.PHOTO, "P")


@both
def test_a_long_conversation_fits_on_a_screen(t: Texts) -> None:
    posts = [
        TicketMessage(ID, 1001 if n % 2 else ADMIN, AFTERNOON, Secret(f"{n} " + "x" * POST), None) for n in range(10)
    ]

    outgoing = screens.render_ticket(ticket(), None, posts, t)

    assert fits(outgoing)


@both
def test_the_newest_words_come_first(t: Texts) -> None:
    posts = [
        TicketMessage(ID, 1001, AFTERNOON, Secret("older"), None),
        TicketMessage(ID, ADMIN, AFTERNOON, Secret("newer"), Media(MediaKind.VIDEO, "F"), id=7),
    ]

    outgoing = screens.render_ticket(ticket(), None, posts, t)

    assert said(outgoing).index("newer") < said(outgoing).index("older")
    assert ShowMedia(post=7).pack() in data(outgoing)


@both
def test_a_conversation_says_whose_it_is(t: Texts, ann: CustomerDriver) -> None:
    outgoing = screens.render_ticket(ticket(), replace(ann.customer, name=HOSTILE), [], t)

    assert fits(outgoing)
    assert "<b>Ann</b>" in said(outgoing)
    assert str(ann.id) in Reader(outgoing.text).inside["code"]


@both
def test_a_file_of_a_conversation_is_shown_with_its_words(t: Texts) -> None:
    post = TicketMessage(ID, 1001, AFTERNOON, Secret("字" * CAPTION), Media(MediaKind.VOICE, "F"), id=7)

    outgoing = screens.render_media(post, t)

    assert fits(outgoing)
    assert outgoing.media == post.media


@both
@pytest.mark.parametrize("state", TicketState)
def test_a_closed_conversation_is_only_read(t: Texts, state: TicketState) -> None:
    outgoing = screens.render_ticket(ticket(state=state), None, [], t)

    assert fits(outgoing)
    assert (AnswerTicket(ticket=ID).pack() in data(outgoing)) is (state is not TicketState.CLOSED)


@both
@each_topic
@pytest.mark.parametrize("words", ["Where is <my> code?", ""])
def test_the_list_says_who_and_what_and_opens_each(t: Texts, topic: Topic, words: str) -> None:
    newest = TicketMessage(ID, 1001, AFTERNOON, Secret(words), Media(MediaKind.VIDEO_NOTE, "F"))

    outgoing = screens.render_tickets(
        [TicketSummary(ticket(topic), HOSTILE, newest)], TicketState.OPEN, 0, t, more=True
    )

    assert fits(outgoing)
    assert "<b>Ann</b>" in labels(outgoing)[0]
    assert (words or t.plain("ticket-media-video-note")) in labels(outgoing)[0]
    assert data(outgoing)[:2] == [ShowTicket(ticket=ID).pack(), ListTickets(state=TicketState.OPEN, page=1).pack()]


@both
@pytest.mark.parametrize("state", TicketState)
def test_the_other_lists_are_a_button_away(t: Texts, state: TicketState) -> None:
    outgoing = screens.render_tickets([], state, 0, t, more=False)

    assert fits(outgoing)
    assert {one for one in data(outgoing) if one.startswith("a-list")} == {
        ListTickets(state=one).pack() for one in TicketState if one is not state
    }


@both
def test_who_answers_reads_all_that_was_written_since(t: Texts) -> None:
    posts = [
        TicketMessage(ID, ADMIN, AFTERNOON, Secret("answered"), None),
        TicketMessage(ID, 1001, AFTERNOON, Secret("First"), None),
        TicketMessage(ID, 1001, AFTERNOON, Secret(""), Media(MediaKind.VOICE, "F")),
    ]

    outgoing = screens.render_answering(ticket(), posts, t)

    assert fits(outgoing)
    assert "First" in said(outgoing)
    assert t.plain("ticket-media-voice") in said(outgoing)
    assert "answered" not in said(outgoing)
    assert fits(screens.render_answering(ticket(), [TicketMessage(ID, 1001, 0, Secret("x" * POST), None)] * 10, t))


@given(st.text(max_size=200).map(str.strip))
def test_words_are_passed_on_as_they_are(text: str) -> None:
    said_so = message_parts(message(text=text), EN)

    assert "".join(part.text for part in said_so).split() == Reader(_shown(text)).text.split()


def _shown(text: str) -> str:
    return EN("support-quote", text=text)


def test_long_words_are_passed_on_in_parts() -> None:
    parts = message_parts(message(text="word " * 1_000), EN)

    assert len(parts) == 2
    assert all(len(part.text) <= POST for part in parts)


@pytest.mark.parametrize("kind", MediaKind)
def test_a_file_goes_with_the_beginning_of_its_words(kind: MediaKind) -> None:
    parts = message_parts(message(**SENT[kind], caption="word " * 200), EN)

    assert [part.media for part in parts] == [Media(kind, "F"), None]
    assert message_parts(message(**SENT[kind]), EN) == [Portion("", Media(kind, "F"))]


def test_a_live_photo_goes_as_its_picture() -> None:
    picture = PhotoSize(file_id="F", file_unique_id="u", width=1, height=1)
    live = LivePhoto(**SIZED, duration=1, photo=[picture])  # type: ignore[arg-type]

    assert message_parts(message(live_photo=live), EN) == [Portion("", Media(MediaKind.PHOTO, "F"))]


@both
def test_a_contact_and_a_place_become_words(t: Texts) -> None:
    here = Location(latitude=52.5, longitude=13.4)
    sent = [
        message(contact=Contact(phone_number="+49 30", first_name="Ann", last_name="Lee")),
        message(location=here),
        message(venue=Venue(location=here, title="Café", address="Street 1"), location=here),
    ]

    words = [message_parts(one, t)[0].text for one in sent]

    assert [word for word in ("+49 30", "52.50000", "Café") for one in words if word in one] == [
        "+49 30", "52.50000", "Café",
    ]  # fmt: skip


@pytest.mark.parametrize("text", [None, "\u200b\u2060 \u200e", "\u3164"])
def test_what_nobody_can_see_is_not_passed_on(text: str | None) -> None:
    assert message_parts(message(text), EN) == []


# What the conversation does, with the service behind it.


@pytest.fixture
def state() -> FSMContext:
    return FSMContext(MemoryStorage(), StorageKey(42, 1001, 1001))


@pytest.fixture
def service(shop: ShopHarness) -> SupportDesk:
    return SupportDesk(shop.db, shop.clock, shop.policy, shop.outbox)


async def test_a_message_becomes_a_ticket(state: FSMContext, service: SupportDesk, ann: CustomerDriver) -> None:
    screen = FakeScreen()
    await conversation.paysupport_asked(None, state, screen, EN)

    await conversation.take(message("Where is it?"), state, service, HINTS, context(ann.customer, screen))

    [waiting] = await service.waiting()
    assert waiting.topic is Topic.PAYMENT
    assert waiting.number in said(screen.sent[-1])
    assert await state.get_state() is None


async def test_help_with_an_order_names_it_to_the_admins(
    state: FSMContext, service: SupportDesk, shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order, screen = await ann.buys("windows"), FakeScreen()
    pressed = AskAboutOrder(order=order.id)
    with pytest.raises(NotFound):
        await conversation.write_about(None, pressed, shop.orders, state, context(bob.customer, screen))

    await conversation.write_about(None, pressed, shop.orders, state, context(ann.customer, screen))
    await conversation.take(
        message(photo="F", caption="x" * 2000), state, service, HINTS, context(ann.customer, screen)
    )

    [notice] = [one for one in await shop.notices() if one.kind == "admin-ticket"]
    outgoing = screens.render_ticket_notice(notice.params, EN)
    assert order.number in said(screen.sent[0])
    assert f"📦 {order.number} · windows\nxxx" in said(outgoing)
    assert ShowOrderDetails(number=order.number).pack() in data(outgoing)
    assert fits(outgoing)


async def test_words_whose_answer_failed_are_answered_when_they_come_again(
    state: FSMContext, service: SupportDesk, ann: CustomerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_draft: object) -> int:
        raise TelegramNetworkError(GetMe(), "no answer")

    screen, words = FakeScreen(), message("Where is it?")
    await conversation.support_asked(None, state, screen, EN)
    with monkeypatch.context() as away:
        away.setattr(screen, "send", fail)
        with pytest.raises(TelegramNetworkError):
            await conversation.take(words, state, service, HINTS, context(ann.customer, screen))
    waits = await state.get_state()

    await conversation.take(words, state, service, HINTS, context(ann.customer, screen))

    [waiting] = await service.waiting()
    assert (waits, await state.get_state()) == (conversation.SupportStates.message_to_support.state, None)
    assert waiting.number in said(screen.sent[-1])
    assert len((await service.read(waiting.id))[1]) == 1


async def test_more_is_added_to_the_same_ticket(state: FSMContext, service: SupportDesk, ann: CustomerDriver) -> None:
    screen = FakeScreen()
    await conversation.support_asked(None, state, screen, EN)
    await conversation.take(message("One"), state, service, HINTS, context(ann.customer, screen))

    await conversation.write(None, WriteSupport.unpack(data(screen.sent[-1])[0]), state, screen, EN)
    await conversation.take(message("Two"), state, service, HINTS, context(ann.customer, screen))

    [waiting] = await service.waiting()
    _, posts = await service.read(waiting.id)
    assert [post.text.reveal() for post in posts] == ["One", "Two"]


async def test_words_without_a_button_join_the_conversation_that_runs(
    service: SupportDesk, ann: CustomerDriver
) -> None:
    screen, is_running = FakeScreen(), InConversation()
    assert await is_running(message("Hello?"), ann.customer, service) is False
    asked = await service.ask(ann.customer, Topic.PAYMENT, "One")

    found = await is_running(message("Two"), ann.customer, service)
    assert isinstance(found, dict)
    await conversation.join(message("Two"), found["running"], service, HINTS, context(ann.customer, screen))

    _, posts = await service.read(asked.id)
    assert [post.text.reveal() for post in posts] == ["One", "Two"]
    assert asked.number in said(screen.sent[-1])
    assert await is_running(message("/tow"), ann.customer, service) is False


async def test_words_that_come_again_belong_to_what_they_joined_though_it_is_closed(
    service: SupportDesk, ann: CustomerDriver
) -> None:
    screen, is_running, words = FakeScreen(), InConversation(), message("Two")
    asked = await service.ask(ann.customer, Topic.PAYMENT, "One")
    await conversation.join(words, asked, service, HINTS, context(ann.customer, screen))
    await service.close(asked.id)

    found = await is_running(words, ann.customer, service)

    assert isinstance(found, dict)
    assert found["running"].id == asked.id
    newer = words.model_copy(update={"message_id": words.message_id + 1})
    assert await is_running(newer, ann.customer, service) is False


async def test_of_an_album_every_file_is_taken_and_one_is_answered(
    state: FSMContext, service: SupportDesk, ann: CustomerDriver
) -> None:
    screen = FakeScreen()
    await conversation.support_asked(None, state, screen, EN)
    album = [message(**SENT[kind], media_group_id="A") for kind in (MediaKind.PHOTO, MediaKind.VIDEO, MediaKind.PHOTO)]
    await conversation.take(album[0], state, service, HINTS, context(ann.customer, screen))
    running = await service.running(ann.customer)
    assert running is not None

    for part in album[1:]:
        await conversation.join(part, running, service, HINTS, context(ann.customer, screen))
    answered = len(screen.sent)
    await conversation.join(album[0], running, service, HINTS, context(ann.customer, screen))

    _, posts = await service.read(running.id)
    assert [post.media and post.media.kind for post in posts] == [MediaKind.PHOTO, MediaKind.VIDEO, MediaKind.PHOTO]
    assert (answered, len(screen.sent)) == (2, 3)


async def test_an_album_of_an_admin_is_one_answer(
    state: FSMContext, service: SupportDesk, shop: ShopHarness, ann: CustomerDriver
) -> None:
    asked, screen, of_answer = await service.ask(ann.customer, Topic.SUPPORT, "One"), FakeScreen(), OfAnswer()
    album = [message(photo="F", sender=ADMIN, media_group_id="A") for _ in range(3)]
    await tickets.answer(None, AnswerTicket(ticket=asked.id), service, state, screen, EN)
    await answers(state, service, screen, album[0])
    answered = len(screen.sent)

    for part in album[1:]:
        found = await of_answer(part, OLIVIA, service)
        assert found == {"ticket": asked.id}
        await tickets.take_more(part, asked.id, service, context(OLIVIA, screen))

    told = [notice for notice in await shop.notices() if notice.kind == "ticket-answer"]
    assert [notice.params["media"] for notice in told] == ["photo F"] * 3
    assert len(screen.sent) == answered
    assert await of_answer(message(photo="F", media_group_id="B"), OLIVIA, service) is False


async def test_an_admins_own_question_is_no_answer(service: SupportDesk, ann: CustomerDriver) -> None:
    await service.ask(ann.customer, Topic.SUPPORT, "", Media(MediaKind.PHOTO, "F"), "k", "A")

    assert await OfAnswer()(message(photo="F", media_group_id="A"), ann.customer, service) is False


async def test_an_admin_looks_at_files_and_orders_and_the_closed(
    service: SupportDesk, shop: ShopHarness, ann: CustomerDriver
) -> None:
    screen, order = FakeScreen(), await bought(shop, ann)
    asked = await service.ask(ann.customer, Topic.SUPPORT, "See", Media(MediaKind.VIDEO, "F"))
    _, [post] = await service.read(asked.id)
    await service.close(asked.id)

    await tickets.show_media(None, ShowMedia(post=post.id), service, screen, EN)
    await tickets.show_orders(None, ShowTicketOrders(ticket=asked.id), service, shop.orders, screen, EN)
    await tickets.list_tickets(None, ListTickets(state=TicketState.CLOSED), service, screen, EN)

    assert screen.shown[0].media == Media(MediaKind.VIDEO, "F")
    assert ShowOrderDetails(number=order.number).pack() in data(screen.shown[1])
    assert data(screen.shown[2])[0] == ShowTicket(ticket=asked.id).pack()


async def bought(shop: ShopHarness, driver: CustomerDriver) -> Order:
    await shop.stocks("windows", "W")
    return await driver.buys("windows")


async def test_what_cannot_be_passed_on_is_asked_for_again(
    state: FSMContext, service: SupportDesk, ann: CustomerDriver
) -> None:
    screen = FakeScreen()
    await conversation.support_asked(None, state, screen, EN)

    await conversation.take(message(), state, service, HINTS, context(ann.customer, screen))

    assert said(screen.sent[-1]) == EN.plain("support-only-words")
    assert await state.get_state() is not None


async def test_an_admin_answers(
    state: FSMContext, service: SupportDesk, shop: ShopHarness, ann: CustomerDriver
) -> None:
    asked, screen = await service.ask(ann.customer, Topic.SUPPORT, "One", None), FakeScreen()
    await tickets.answer(None, AnswerTicket(ticket=asked.id), service, state, screen, EN)

    await answers(state, service, screen, message("Two", sender=ADMIN))

    told = [notice for notice in await shop.notices() if notice.kind == "ticket-answer"]
    assert [(notice.recipient_id, notice.params["text"]) for notice in told] == [(ann.id, "Two")]
    assert await state.get_state() is None


async def answers(state: FSMContext, service: SupportDesk, screen: FakeScreen, said_so: Message) -> None:
    await tickets.take(said_so, service, state, context(OLIVIA, screen))


async def test_an_answer_must_have_words(state: FSMContext, service: SupportDesk, ann: CustomerDriver) -> None:
    asked, screen = await service.ask(ann.customer, Topic.SUPPORT, "One", None), FakeScreen()
    await tickets.answer(None, AnswerTicket(ticket=asked.id), service, state, screen, EN)

    await answers(state, service, screen, message(sender=ADMIN))

    assert await state.get_state() is not None


async def test_a_closed_ticket_is_not_answered(state: FSMContext, service: SupportDesk, ann: CustomerDriver) -> None:
    asked, screen = await service.ask(ann.customer, Topic.SUPPORT, "One", None), FakeScreen()
    await tickets.close(None, CloseTicket(ticket=asked.id), service, context(OLIVIA, screen))

    with pytest.raises(AlreadyDecided):
        await tickets.answer(None, AnswerTicket(ticket=asked.id), service, state, screen, EN)

    assert screen.toasts == [EN.plain("ticket-closed", number=asked.number)]


async def test_a_ticket_closed_meanwhile_does_not_trap_its_admin(
    state: FSMContext, service: SupportDesk, ann: CustomerDriver
) -> None:
    asked, screen = await service.ask(ann.customer, Topic.SUPPORT, "One", None), FakeScreen()
    await tickets.answer(None, AnswerTicket(ticket=asked.id), service, state, screen, EN)
    await service.close(asked.id)

    with pytest.raises(AlreadyDecided):
        await answers(state, service, screen, message("Two", sender=ADMIN))

    assert await state.get_state() is None


async def test_admins_look_at_what_waits(service: SupportDesk, ann: CustomerDriver) -> None:
    asked, screen = await service.ask(ann.customer, Topic.SUPPORT, "One", None), FakeScreen()

    await tickets.show_tickets(None, service, screen, EN)
    await tickets.show_ticket(None, ShowTicket(ticket=asked.id), service, screen, EN)
    await tickets.show_ticket(None, ShowTicket(ticket=asked.id, beside=True), service, screen, EN)

    assert labels(screen.shown[0])[0] == "Ann: One"
    assert "One" in said(screen.shown[1])
    assert screen.sent == [screen.shown[1]]


def test_only_staff_reach_the_tickets() -> None:
    assert tickets.router in admin.router.sub_routers


async def test_an_admin_reads_that_more_has_come_meanwhile(
    state: FSMContext, service: SupportDesk, ann: CustomerDriver
) -> None:
    asked, screen = await service.ask(ann.customer, Topic.SUPPORT, "One"), FakeScreen()
    await tickets.answer(None, AnswerTicket(ticket=asked.id), service, state, screen, EN)
    await service.ask(ann.customer, Topic.SUPPORT, "Two")

    await answers(state, service, screen, message("Here.", sender=ADMIN))

    assert screen.sent[-1].text == EN("ticket-answered-more", number=asked.number)
    assert data(screen.sent[-1])[0] == ShowTicket(ticket=asked.id).pack()
    assert [one.number for one in await service.waiting()] == [asked.number]

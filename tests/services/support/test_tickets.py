import pytest

from services.domain.errors import AlreadyDecided, NotFound, TooManyMessages
from services.domain.messaging.media import Media, MediaKind
from services.domain.messaging.notice import Notice
from services.domain.policy import Policy
from services.domain.support.ticket import TicketState, Topic
from services.domain.values.clock import DAY, HOUR, MINUTE
from services.domain.values.ids import new_id
from services.domain.values.language import Language
from services.support.tickets import AN_HOUR, PAGE, RUNS_FOR, SHOWN, TOLD_AGAIN, SupportDesk
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ADMIN, ShopHarness

OTHER_ADMIN = 2
CUSTOMERS_WORDS = "Where is my CODE?"
PHOTO = Media(MediaKind.PHOTO, "photo-1")
VIDEO = Media(MediaKind.VIDEO, "video-1")


@pytest.fixture
def support(shop: ShopHarness) -> SupportDesk:
    return SupportDesk(shop.db, shop.clock, Policy(admins=(ADMIN, OTHER_ADMIN)), shop.outbox)


async def notices(shop: ShopHarness, kind: str) -> list[Notice]:
    return [notice for notice in await shop.notices() if notice.kind == kind]


async def test_a_question_reaches_all_admins(shop: ShopHarness, support: SupportDesk, ann: CustomerDriver) -> None:
    ticket = await support.ask(ann.customer, Topic.PAYMENT, CUSTOMERS_WORDS, PHOTO)

    told = await notices(shop, "admin-ticket")
    assert [notice.recipient_id for notice in told] == [ADMIN, OTHER_ADMIN]
    assert told[0].params == {
        "ticket": ticket.id,
        "number": ticket.number,
        "topic": "paysupport",
        "name": "Ann",
        "customer": ann.id,
        "text": CUSTOMERS_WORDS,
        "photo": "photo-1",
        "media": "photo photo-1",
        "album": 0,
    }
    assert shop.outbox.wakes == 1


async def test_more_about_the_same_topic_joins_the_running_conversation(
    support: SupportDesk, ann: CustomerDriver
) -> None:
    first = await support.ask(ann.customer, Topic.SUPPORT, "One", None)

    second = await support.ask(ann.customer, Topic.SUPPORT, "Two", None)

    assert second.id == first.id
    _, posts = await support.read(first.id)
    assert [post.text.reveal() for post in posts] == ["One", "Two"]


async def test_topics_and_customers_do_not_mix(support: SupportDesk, ann: CustomerDriver, bob: CustomerDriver) -> None:
    tickets = [
        await support.ask(ann.customer, Topic.SUPPORT, "One", None),
        await support.ask(ann.customer, Topic.PAYMENT, "Two", None),
        await support.ask(bob.customer, Topic.SUPPORT, "Three", None),
    ]

    assert len({ticket.id for ticket in tickets}) == 3


async def test_the_answer_comes_back(shop: ShopHarness, support: SupportDesk, ann: CustomerDriver) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, CUSTOMERS_WORDS, None)

    await support.answer(ticket.id, ADMIN, "Under /orders.", None)

    [answer] = await notices(shop, "ticket-answer")
    assert answer.recipient_id == ann.id
    assert answer.params == {
        "number": ticket.number,
        "topic": "support",
        "text": "Under /orders.",
        "photo": None,
        "media": None,
        "album": 0,
        "ticket": ticket.id,
        "by": ADMIN,
    }


async def test_what_waits_is_what_was_not_answered(
    shop: ShopHarness, support: SupportDesk, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    older = await support.ask(ann.customer, Topic.SUPPORT, "One", None)
    shop.clock.forward(MINUTE)
    newer = await support.ask(bob.customer, Topic.SUPPORT, "Two", None)
    answered = await support.ask(ann.customer, Topic.PAYMENT, "Three", None)
    await support.answer(answered.id, ADMIN, "Four", None)

    waiting = await support.waiting()

    assert {ticket.id for ticket in waiting} == {older.id, newer.id}


async def test_a_reply_to_the_answer_waits_again(support: SupportDesk, ann: CustomerDriver) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "One", None)
    await support.answer(ticket.id, ADMIN, "Two", None)

    await support.ask(ann.customer, Topic.SUPPORT, "Three", None)

    again, posts = await support.read(ticket.id)
    assert again.state is TicketState.OPEN
    assert [post.author_id for post in posts] == [ann.id, ADMIN, ann.id]


async def test_after_the_end_a_question_opens_a_new_conversation(support: SupportDesk, ann: CustomerDriver) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "One", None)
    await support.close(ticket.id, ADMIN)

    another = await support.ask(ann.customer, Topic.SUPPORT, "Two", None)

    assert another.id != ticket.id


async def test_a_closed_conversation_is_neither_answered_nor_closed_again(
    support: SupportDesk, ann: CustomerDriver
) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "One", None)
    await support.close(ticket.id, ADMIN)

    with pytest.raises(AlreadyDecided):
        await support.answer(ticket.id, ADMIN, "Two", None)
    with pytest.raises(AlreadyDecided):
        await support.close(ticket.id, ADMIN)


async def test_strange_tickets_are_not_there(support: SupportDesk) -> None:
    with pytest.raises(NotFound):
        await support.answer(new_id(), ADMIN, "Hello", None)
    with pytest.raises(NotFound):
        await support.close(new_id(), ADMIN)
    with pytest.raises(NotFound):
        await support.read(new_id())


async def test_an_endless_conversation_shows_its_newest_words(support: SupportDesk, ann: CustomerDriver) -> None:
    for number in range(SHOWN + 2):
        ticket = await support.ask(ann.customer, Topic.SUPPORT, str(number), None)

    _, posts = await support.read(ticket.id)

    assert [post.text.reveal() for post in posts] == [str(number) for number in range(2, SHOWN + 2)]


async def test_what_people_write_is_never_seen_by_accident(support: SupportDesk, ann: CustomerDriver) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, CUSTOMERS_WORDS, None)

    _, posts = await support.read(ticket.id)

    assert CUSTOMERS_WORDS not in repr(posts)


async def test_a_message_that_is_handled_again_is_passed_on_once(support: SupportDesk, ann: CustomerDriver) -> None:
    first = await support.ask(ann.customer, Topic.SUPPORT, "One", None, "1001:7:0")

    again = await support.ask(ann.customer, Topic.SUPPORT, "One", None, "1001:7:0")
    await support.answer(first.id, ADMIN, "Two", None, "9001:8:0")
    await support.answer(first.id, ADMIN, "Two", None, "9001:8:0")

    _, posts = await support.read(first.id)
    assert again.id == first.id
    assert [post.text.reveal() for post in posts] == ["One", "Two"]


async def test_a_file_of_any_kind_is_kept_as_what_it_came_as(support: SupportDesk, ann: CustomerDriver) -> None:
    for number, kind in enumerate(MediaKind):
        ticket = await support.ask(ann.customer, Topic.SUPPORT, "", Media(kind, f"file-{number}"))

    _, posts = await support.read(ticket.id)
    assert [post.media for post in posts] == [Media(kind, f"file-{number}") for number, kind in enumerate(MediaKind)]


async def test_one_notice_tells_of_a_conversation_while_it_is_unread(
    shop: ShopHarness, support: SupportDesk, ann: CustomerDriver
) -> None:
    for number in range(AN_HOUR):
        ticket = await support.ask(ann.customer, Topic.SUPPORT, str(number))
    told = len(await notices(shop, "admin-ticket"))
    await support.read(ticket.id)
    shop.clock.forward(HOUR)

    await support.ask(ann.customer, Topic.SUPPORT, "and one more")

    assert (told, len(await notices(shop, "admin-ticket"))) == (2, 2)


async def test_words_that_nobody_reads_are_told_of_again(
    shop: ShopHarness, support: SupportDesk, ann: CustomerDriver
) -> None:
    await support.ask(ann.customer, Topic.SUPPORT, "One")
    shop.clock.forward(TOLD_AGAIN)
    await shop.notices()

    await support.ask(ann.customer, Topic.SUPPORT, "Two")

    assert [notice.params["text"] for notice in await notices(shop, "admin-ticket")] == ["Two", "Two"]


@pytest.mark.parametrize("done", ["answer", "close"])
async def test_who_answers_or_closes_has_read(
    shop: ShopHarness, support: SupportDesk, ann: CustomerDriver, done: str
) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "One")
    await (support.answer(ticket.id, ADMIN, "Two") if done == "answer" else support.close(ticket.id, ADMIN))
    await shop.notices()

    await support.ask(ann.customer, Topic.SUPPORT, "Three")

    assert len(await notices(shop, "admin-ticket")) == 2


async def test_one_person_sends_no_more_than_an_hour_permits(
    shop: ShopHarness, support: SupportDesk, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    for number in range(AN_HOUR):
        await support.ask(ann.customer, Topic.SUPPORT, str(number), dedup_key=f"1001:{number}:0")
        shop.clock.forward(MINUTE)

    with pytest.raises(TooManyMessages) as refused:
        await support.ask(ann.customer, Topic.PAYMENT, "too much", dedup_key="1001:99:0")
    await support.ask(bob.customer, Topic.SUPPORT, "I may")
    again = await support.ask(ann.customer, Topic.SUPPORT, "29", dedup_key="1001:29:0")
    shop.clock.forward(HOUR - AN_HOUR * MINUTE)
    await support.ask(ann.customer, Topic.PAYMENT, "later", dedup_key="1001:99:0")

    assert refused.value.params == {"limit": AN_HOUR, "minutes": 60 - AN_HOUR}
    assert len(await support.waiting()) == 3
    assert len((await support.read(again.id))[1]) == SHOWN


async def test_words_belong_to_the_conversation_that_runs(
    shop: ShopHarness, support: SupportDesk, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    assert await support.running(ann.customer) is None
    first = await support.ask(ann.customer, Topic.SUPPORT, "One")
    shop.clock.forward(MINUTE)
    second = await support.ask(ann.customer, Topic.PAYMENT, "Two")

    found = [await support.running(ann.customer), await support.running(bob.customer)]
    shop.clock.forward(MINUTE)
    await support.answer(first.id, ADMIN, "Three")
    found.append(await support.running(ann.customer))
    await support.close(first.id, ADMIN)
    found.append(await support.running(ann.customer))
    shop.clock.forward(RUNS_FOR)
    found.append(await support.running(ann.customer))

    assert [one.id if one else None for one in found] == [second.id, None, first.id, second.id, None]


async def test_an_album_is_known_by_its_first_file(
    shop: ShopHarness, support: SupportDesk, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    for number in (7, 8):
        await support.ask(ann.customer, Topic.SUPPORT, "", VIDEO, f"1001:{number}:0", "album-1")

    first = await support.album(ann.id, "album-1")
    assert first is not None
    assert first.dedup_key == "1001:7:0"
    assert await support.album(bob.id, "album-1") is None
    assert await support.album(ann.id, None) is None
    shop.clock.forward(DAY)
    assert await support.album(ann.id, "album-1") is None


async def test_who_has_waited_longest_comes_first_however_often_he_writes(
    shop: ShopHarness, support: SupportDesk, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    older = await support.ask(ann.customer, Topic.SUPPORT, "One")
    shop.clock.forward(MINUTE)
    newer = await support.ask(bob.customer, Topic.SUPPORT, "Two")
    shop.clock.forward(MINUTE)
    await support.ask(ann.customer, Topic.SUPPORT, "Are you there?")

    summaries, _ = await support.page(TicketState.OPEN)

    assert [(one.ticket.id, one.name, one.newest and one.newest.text.reveal()) for one in summaries] == [
        (older.id, "Ann", "Are you there?"),
        (newer.id, "Bob", "Two"),
    ]


async def test_what_was_answered_or_closed_is_found_again(shop: ShopHarness, support: SupportDesk) -> None:
    asked = []
    for number in range(PAGE + 1):
        guest = await arrives(shop, 3000 + number, f"Guest {number}", Language.EN)
        asked.append(await support.ask(guest.customer, Topic.SUPPORT, "One"))
        await support.answer(asked[-1].id, ADMIN, "Two")
        shop.clock.forward(MINUTE)
    await support.close(asked[0].id, ADMIN)

    answered, more = await support.page(TicketState.ANSWERED)
    closed, none = await support.page(TicketState.CLOSED)

    assert [one.ticket.id for one in answered] == [one.id for one in asked[:0:-1]]
    assert [one.ticket.id for one in closed] == [asked[0].id]
    assert (more, none) == (False, False)
    assert (await support.page(TicketState.OPEN, 3)) == ([], False)


async def test_what_comes_while_an_admin_reads_is_not_taken_for_read(
    support: SupportDesk, ann: CustomerDriver, shop: ShopHarness
) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "One")
    _, seen = await support.read(ticket.id)
    await support.ask(ann.customer, Topic.SUPPORT, "Two")
    await support.ask(ann.customer, Topic.SUPPORT, "Three")

    async with shop.db.begin() as tx:
        read = [await tx.tickets.read(ticket.id, seen[-1].id)]
    waits = await support.answer(ticket.id, ADMIN, "To one", seen=seen[-1].id)
    _, seen = await support.read(ticket.id)
    done = await support.answer(ticket.id, ADMIN, "To all", seen=seen[-1].id)

    assert (read, waits.state, waits.told_at is None) == ([False], TicketState.OPEN, False)
    assert (done.state, done.told_at) == (TicketState.ANSWERED, None)


async def test_the_rest_of_an_album_leaves_a_conversation_as_its_first_piece_did(
    support: SupportDesk, ann: CustomerDriver
) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "One")
    _, seen = await support.read(ticket.id)
    await support.ask(ann.customer, Topic.SUPPORT, "Two")

    first = await support.answer(ticket.id, ADMIN, "", PHOTO, "1:1", "A", seen[-1].id)
    rest = await support.answer(ticket.id, ADMIN, "", VIDEO, "1:2", "A")

    assert (first.state, rest.state) == (TicketState.OPEN, TicketState.OPEN)

import pytest

from services.domain.clock import MINUTE
from services.domain.errors import Decided, NotFound
from services.domain.ids import new_id
from services.domain.notice import Notice
from services.domain.policy import Policy
from services.domain.ticket import TicketState, Topic
from services.support import SHOWN, Support
from tests.heroes import Hero
from tests.shop import ADMIN, Shop

OTHER_ADMIN = 2
CUSTOMERS_WORDS = "Where is my CODE?"


@pytest.fixture
def support(shop: Shop) -> Support:
    return Support(shop.db, shop.clock, Policy(admins=(ADMIN, OTHER_ADMIN)), shop.porter)


async def notices(shop: Shop, kind: str) -> list[Notice]:
    return [notice for notice in await shop.notices() if notice.kind == kind]


async def test_a_question_reaches_all_admins(shop: Shop, support: Support, ann: Hero) -> None:
    ticket = await support.ask(ann.customer, Topic.PAYMENT, CUSTOMERS_WORDS, "photo-1")

    told = await notices(shop, "admin-ticket")
    assert [notice.recipient_id for notice in told] == [ADMIN, OTHER_ADMIN]
    assert told[0].facts == {
        "ticket": ticket.id,
        "number": ticket.number,
        "topic": "paysupport",
        "name": "Ann",
        "text": CUSTOMERS_WORDS,
        "photo": "photo-1",
    }
    assert shop.porter.nudges == 1


async def test_more_about_the_same_topic_joins_the_running_conversation(support: Support, ann: Hero) -> None:
    first = await support.ask(ann.customer, Topic.SUPPORT, "One", None)

    second = await support.ask(ann.customer, Topic.SUPPORT, "Two", None)

    assert second.id == first.id
    _, posts = await support.read(first.id)
    assert [post.text.reveal() for post in posts] == ["One", "Two"]


async def test_topics_and_customers_do_not_mix(support: Support, ann: Hero, bob: Hero) -> None:
    tickets = [
        await support.ask(ann.customer, Topic.SUPPORT, "One", None),
        await support.ask(ann.customer, Topic.PAYMENT, "Two", None),
        await support.ask(bob.customer, Topic.SUPPORT, "Three", None),
    ]

    assert len({ticket.id for ticket in tickets}) == 3


async def test_the_answer_comes_back(shop: Shop, support: Support, ann: Hero) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, CUSTOMERS_WORDS, None)

    await support.answer(ticket.id, ADMIN, "Under /orders.", None)

    [answer] = await notices(shop, "ticket-answer")
    assert answer.recipient_id == ann.id
    assert answer.facts == {
        "number": ticket.number,
        "topic": "support",
        "text": "Under /orders.",
        "photo": None,
        "ticket": ticket.id,
        "by": ADMIN,
    }


async def test_what_waits_is_what_was_not_answered(shop: Shop, support: Support, ann: Hero, bob: Hero) -> None:
    older = await support.ask(ann.customer, Topic.SUPPORT, "One", None)
    shop.clock.forward(MINUTE)
    newer = await support.ask(bob.customer, Topic.SUPPORT, "Two", None)
    answered = await support.ask(ann.customer, Topic.PAYMENT, "Three", None)
    await support.answer(answered.id, ADMIN, "Four", None)

    waiting = await support.waiting()

    assert {ticket.id for ticket in waiting} == {older.id, newer.id}


async def test_a_reply_to_the_answer_waits_again(support: Support, ann: Hero) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "One", None)
    await support.answer(ticket.id, ADMIN, "Two", None)

    await support.ask(ann.customer, Topic.SUPPORT, "Three", None)

    again, posts = await support.read(ticket.id)
    assert again.state is TicketState.OPEN
    assert [post.author_id for post in posts] == [ann.id, ADMIN, ann.id]


async def test_after_the_end_a_question_opens_a_new_conversation(support: Support, ann: Hero) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "One", None)
    await support.close(ticket.id)

    another = await support.ask(ann.customer, Topic.SUPPORT, "Two", None)

    assert another.id != ticket.id


async def test_a_closed_conversation_is_neither_answered_nor_closed_again(support: Support, ann: Hero) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, "One", None)
    await support.close(ticket.id)

    with pytest.raises(Decided):
        await support.answer(ticket.id, ADMIN, "Two", None)
    with pytest.raises(Decided):
        await support.close(ticket.id)


async def test_strange_tickets_are_not_there(support: Support) -> None:
    with pytest.raises(NotFound):
        await support.answer(new_id(), ADMIN, "Hello", None)
    with pytest.raises(NotFound):
        await support.close(new_id())
    with pytest.raises(NotFound):
        await support.read(new_id())


async def test_an_endless_conversation_shows_its_newest_words(support: Support, ann: Hero) -> None:
    for number in range(SHOWN + 2):
        ticket = await support.ask(ann.customer, Topic.SUPPORT, str(number), None)

    _, posts = await support.read(ticket.id)

    assert [post.text.reveal() for post in posts] == [str(number) for number in range(2, SHOWN + 2)]


async def test_what_people_write_is_never_seen_by_accident(support: Support, ann: Hero) -> None:
    ticket = await support.ask(ann.customer, Topic.SUPPORT, CUSTOMERS_WORDS, None)

    _, posts = await support.read(ticket.id)

    assert CUSTOMERS_WORDS not in repr(posts)


async def test_a_message_that_is_handled_again_is_passed_on_once(support: Support, ann: Hero) -> None:
    first = await support.ask(ann.customer, Topic.SUPPORT, "One", None, "1001:7:0")

    again = await support.ask(ann.customer, Topic.SUPPORT, "One", None, "1001:7:0")
    await support.answer(first.id, ADMIN, "Two", None, "9001:8:0")
    await support.answer(first.id, ADMIN, "Two", None, "9001:8:0")

    _, posts = await support.read(first.id)
    assert again.id == first.id
    assert [post.text.reveal() for post in posts] == ["One", "Two"]

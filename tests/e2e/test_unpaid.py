"""Orders that are not paid, not in time, or twice."""

import asyncio

from tests.e2e.context import GONE, ROOM, UNCHANGED, StoryContext
from tests.e2e.expected_texts import EN, ZH
from tests.e2e.people import Customer
from tests.support.process_harness import keys, said


async def test_an_open_order_can_be_seen_continued_and_paid(ann: Customer) -> None:
    number = await ann.orders("emby-30")

    order = await ann.reads(number)
    await ann.taps(ann.words.continue_)
    invoices = [message["message_id"] for message in await ann.messages() if "invoice" in message]
    seq = await ann.sandbox.seq()
    goods = await ann.pays_for(number)
    gone = await ann.sandbox.until(seq, lambda event: event["kind"] == "delete", "an invoice that goes")

    assert ann.words.reserved in said(order)
    assert invoices == [gone["message_id"]]
    assert said(goods).startswith(ann.words.thanks.format(number))


async def test_a_cancelled_order_takes_its_invoice_away(ann: Customer) -> None:
    number = await ann.orders("emby-30")
    await ann.reads(number)

    await ann.taps(ann.words.cancel, await ann.screen())
    answer = await ann.taps(ann.words.cancel_yes)
    order = await ann.text()

    assert answer["answer"]["text"] == ann.words.cancelled
    assert ann.words.state_cancelled in order
    assert not [message for message in await ann.messages() if "invoice" in message]


async def test_an_invoice_can_be_cancelled_where_it_stands(ann: Customer) -> None:
    await ann.orders("emby-30")
    before = await ann.balance()

    await ann.taps(ann.words.cancel)
    kept = [message for message in await ann.messages() if "invoice" in message]
    answer = await ann.taps(ann.words.cancel_yes)

    assert len(kept) == 1
    assert answer["answer"]["text"] == ann.words.cancelled
    assert not [message for message in await ann.messages() if "invoice" in message]
    assert await ann.balance() == before


async def test_an_order_closes_by_itself_and_its_old_invoice_is_refused(story: StoryContext, ann: Customer) -> None:
    number = await ann.orders("emby-30")
    story.forgiven.add("Internal Server Error")
    await story.sandbox.post("faults", method="deleteMessage", kind="server_error", times=50)
    seq, before = await story.sandbox.seq(), await ann.balance()

    await story.sandbox.advance(ROOM)
    closed = await ann.waits(seq, ann.words.is_closed.format(number))
    late = await ann.pays()
    await story.sandbox.delete("faults")
    order = await ann.reads(number)

    assert late == {"outcome": "declined", "error_message": ann.words.not_payable}
    assert await ann.balance() == before
    assert keys(closed)[0]["style"] == "primary"
    assert ann.words.closed in said(order)


async def test_of_two_payments_for_one_invoice_the_second_comes_back(story: StoryContext) -> None:
    people = [await story.customer(words) for words in (EN, ZH)]

    told = [await pays_twice(story, one) for one in people]

    assert [one["refunded"] for one in told] == [250, 250]
    assert [one["spent"] for one in told] == [250, 250]
    assert [one["thanks"] for one in told] == [1, 1]


async def pays_twice(story: StoryContext, ann: Customer) -> dict[str, object]:
    """Press Pay on two phones at once; returns what came of it when the second payment is back.

    The news of the first payment is held back until the second phone has asked: an order that is paid takes no more.
    """
    number = await ann.orders("emby-30")
    before, seq = await ann.balance(), await story.sandbox.seq()
    await story.sandbox.post("faults", kind="reorder", update="message", seconds=1)
    outcomes = await asyncio.gather(ann.pays(), ann.pays())
    assert [outcome["outcome"] for outcome in outcomes] == ["paid", "paid"]
    await ann.waits(seq, ann.words.thanks.format(number))
    refund = await story.sandbox.until(seq, lambda event: is_refund(event, ann.id), "Stars that come back")
    await ann.waits(seq, ann.words.money_back)
    return {
        "refunded": refund["amount"],
        "spent": before - await ann.balance(),
        "thanks": sum(ann.words.thanks.format(number) in said(message) for message in await ann.from_bot()),
    }


def is_refund(event: dict[str, object], user_id: int) -> bool:
    """Return whether an event tells of Stars that went back to a person."""
    return event["kind"] == "refund" and event["user_id"] == user_id


async def test_a_payment_that_telegram_tells_twice_brings_one_code(story: StoryContext, ann: Customer) -> None:
    number = await ann.orders("emby-30")
    seq = await story.sandbox.seq()
    story.forgiven |= {UNCHANGED, GONE}

    await ann.pays(duplicate_update=True)
    await ann.waits(seq, ann.words.thanks.format(number))
    await ann.reads(number)

    thanks = [said(message) for message in await ann.from_bot() if ann.words.thanks.format(number) in said(message)]
    assert len(thanks) == 1


async def test_whose_stars_do_not_suffice_may_pay_when_they_do(story: StoryContext, ann: Customer) -> None:
    number = await ann.orders("emby-30")
    await story.sandbox.post("users", id=ann.id, first_name="Ann", balance=249)

    poor = await ann.pays()
    await story.sandbox.post("users", id=ann.id, first_name="Ann", balance=250)
    goods = await ann.pays_for(number)

    assert poor["outcome"] == "declined"
    assert await ann.balance() == 0
    assert said(goods).startswith(ann.words.thanks.format(number))

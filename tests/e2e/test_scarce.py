"""Sold out, and nevertheless nobody who has paid goes without."""

import asyncio

from tests.e2e.context import RIVAL, ROOM, StoryContext
from tests.e2e.expected_texts import EN, ZH
from tests.e2e.people import Customer, Owner, secret_in
from tests.support.process_harness import keys, said

SLUG = "vault-100gb-365"


async def test_money_that_comes_when_all_is_sold_waits_in_line_until_stock_is_imported(
    story: StoryContext, ann: Customer, bob: Customer, olivia: Owner
) -> None:
    await olivia.imports(SLUG, f"VAULT-{ann.id}-1")
    number = await ann.orders(SLUG, ann.words.transfer)
    await story.sandbox.advance(ROOM)
    await bob.asks_until(f"/start p_{SLUG}", bob.words.in_stock)
    first = await bob.buys(SLUG)

    await ann.reads(number)
    await ann.taps(ann.words.send_receipt)
    await ann.says(f"TRANSFER {ann.id} LATE")
    await olivia.approves(number)
    waiting = said(await ann.reads(number))
    seq = await story.sandbox.seq()
    await olivia.imports(SLUG, f"VAULT-{ann.id}-2")
    second = await ann.waits(seq, ann.words.thanks.format(number))

    assert secret_in(first) == f"VAULT-{ann.id}-1"
    assert ann.words.waiting in waiting
    assert ann.words.first_in_line in waiting
    assert secret_in(second) == f"VAULT-{ann.id}-2"


async def test_a_sold_out_product_offers_no_way_to_pay(ann: Customer) -> None:
    card = await ann.views("noteharbor-pro")

    assert ann.words.sold_out in said(card)
    assert [key["text"] for key in keys(card)] == [ann.words.tell_me, ann.words.back]


async def test_payments_whose_news_was_lost_are_found_by_the_next_start(story: StoryContext) -> None:
    people = [await story.customer(words) for words in (EN, ZH)]
    numbers = [await one.orders("emby-30") for one in people]

    story.forgiven.add(RIVAL)
    lost = [await one.pays(lose_update=True) for one in people]
    seq = await story.sandbox.seq()
    assert await story.shop.stop() == 0
    await story.shop.start()
    goods = await asyncio.gather(*(wait_for_goods(one, seq, n) for one, n in zip(people, numbers, strict=True)))

    assert [outcome["outcome"] for outcome in lost] == ["paid", "paid"]
    assert len({secret_in(message) for message in goods}) == 2


async def wait_for_goods(one: Customer, seq: int, number: str) -> dict[str, object]:
    """The goods of an order, from a moment on."""
    return await one.waits(seq, one.words.thanks.format(number))

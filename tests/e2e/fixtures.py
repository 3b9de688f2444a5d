"""Lives that have led everywhere: customers with orders in every state, and desks on which everything waits."""

import itertools

from tests.e2e.context import ROOM, StoryContext
from tests.e2e.people import Customer, Owner
from tests.support.process_harness import keys, said

DAY = 86_400
SLUGS = ("emby-30", "emby-365", "all-access-30", "music-90", "noteharbor-pro")
SCARCE = "vault-100gb-365"
MARKS = itertools.count(1)


async def transfers(ann: Customer, slug: str, words: str | None = None) -> str:
    """Order for a transfer; with words, hand them in as the receipt. Returns the number of the order."""
    number = await ann.orders(slug, ann.words.transfer)
    if words:
        await hands_in(ann, number, words)
    return number


async def hands_in(ann: Customer, number: str, words: str) -> None:
    """Hand a receipt in for an order."""
    order = await ann.reads(number)
    if not any(ann.words.send_receipt in key["text"] for key in keys(order)):
        await ann.taps(ann.words.continue_, order)
        order = await ann.shown(order)
    await ann.taps(ann.words.send_receipt, order)
    await ann.asks(words, ann.words.receipt_taken)


async def a_past(story: StoryContext, ann: Customer, olivia: Owner) -> None:
    """Bought, renewed, given up, forgotten, told of stock, refunded, reminded, waiting, in touch with the owner."""
    for slug in ("emby-30", "all-access-30", "noteharbor-pro"):
        await ann.buys(slug)
    await gives_up(ann)
    await is_told(ann, olivia)
    await waits_for_stock(story, ann, olivia)
    refunded = await ann.orders("music-90")
    await ann.pays_for(refunded)
    await refunds(olivia, refunded)
    seq = await story.sandbox.seq()
    await story.sandbox.advance(23 * DAY)
    await ann.waits(seq, "⏰")


async def gives_up(ann: Customer) -> None:
    """An order that is cancelled."""
    await ann.orders("music-90")
    await ann.taps(ann.words.cancel)
    await ann.taps(ann.words.cancel_yes)


async def is_told(ann: Customer, olivia: Owner) -> None:
    """Asked to be told when the scarce product is back, and told."""
    await ann.views(SCARCE)
    await ann.taps(ann.words.tell_me)
    seq = await ann.sandbox.seq()
    await one_is_left(ann, olivia)
    await ann.waits(seq, ann.words.back_in_stock.format(ann.words.vault))


async def waits_for_stock(story: StoryContext, ann: Customer, olivia: Owner) -> None:
    """Two orders out of time, the goods of one sold to somebody else; money comes for it nevertheless."""
    await one_is_left(ann, olivia)
    number = await transfers(ann, SCARCE)
    await ann.orders("emby-365")
    await story.sandbox.advance(ROOM)
    bob = await story.customer(ann.words)
    await bob.asks_until(f"/start p_{SCARCE}", bob.words.in_stock)
    await bob.buys(SCARCE)
    await hands_in(ann, number, f"LATE {number}")
    await olivia.approves(number)


async def one_is_left(ann: Customer, olivia: Owner) -> None:
    """Import codes of the scarce product, one by one, until one is left by those who wait for it."""
    await olivia.asks(f"/show {SCARCE}", SCARCE)
    while ann.words.in_stock not in said(await ann.views(SCARCE)):
        await olivia.imports(SCARCE, f"VAULT-{next(MARKS)}-{ann.id}")


async def refunds(olivia: Owner, number: str) -> None:
    """Give money back."""
    await olivia.taps("Refund ", await olivia.asks(f"/refund {number} 4711", f"Refund order {number}?"))
    await olivia.taps("refund")  # of Stars it sends, of a transfer it marks


async def a_present(ann: Customer, olivia: Owner) -> None:
    """One order for Stars, one whose receipt was rejected, one whose receipt is being looked at, and an answer."""
    seq = await ann.sandbox.seq()
    await ann.orders("noteharbor-pro")
    rejected = await transfers(ann, "music-90", f"REJECTED {next(MARKS)}")
    await olivia.rejects(rejected, "The amount is different")
    await transfers(ann, "emby-365", f"IN REVIEW {next(MARKS)}")
    await ann.says("/support")
    await ann.says(f"4711 {ann.id}")
    await olivia.taps("Reply", await olivia.waits(seq, f"4711 {ann.id}"))
    await olivia.says("0815")
    await ann.waits(seq, "0815")


async def a_desk(story: StoryContext, ann: Customer, bob: Customer, olivia: Owner) -> tuple[str, str]:
    """Everything that can wait for an owner waits; returns the numbers of a delivered and of a waiting order."""
    for slug in SLUGS:
        await olivia.asks(f"/show {slug}", slug)
    delivered = await ann.orders("emby-30")
    await ann.pays_for(delivered)
    await waits_for_stock(story, bob, olivia)
    for customer in (ann, bob):
        await transfers(customer, "noteharbor-pro", f"SAME {ann.id}")
    number = await transfers(ann, "music-90")
    await hands_in(ann, number, f"OWED {number}")
    await olivia.approves(number)
    await refunds(olivia, number)
    await ann.says("/paysupport")
    await ann.says("4711")
    return delivered, number


async def a_dead_letter(story: StoryContext, olivia: Owner) -> None:
    """An update that nobody can handle; owners hear of such at most once an hour."""
    seq = await story.sandbox.seq()
    await story.sandbox.post("update", update={"message": {"message_id": 1, "from": {"id": "nobody"}}})
    await olivia.waits(seq, "could not be handled")

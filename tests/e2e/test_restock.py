"""Sold out, asked for, and back: who asked first hears of it, and a button leads straight there."""

from tests.e2e.context import UNCHANGED, StoryContext
from tests.e2e.people import Customer, Owner, number_in, secret_in
from tests.support.process_harness import keys, said

SLUG = "music-90"


async def test_who_asked_first_is_told_first_and_nobody_is_told_of_nothing(
    story: StoryContext, ann: Customer, olivia: Owner
) -> None:
    words = ann.words
    story.forgiven.add(UNCHANGED)
    bob = await story.stranger(words)
    await bob.says("/start")
    await bob.taps(words.language)
    asked = [await asks(one) for one in (ann, bob)]

    seq = await story.sandbox.seq()
    await olivia.imports(SLUG, f"https://example.com/{ann.id}/1")
    news = await ann.waits(seq, words.back_in_stock.format(words.music_90))
    first = await buys(ann, words.show_product)
    silence = [said(message) for message in await bob.from_bot()]
    seq = await story.sandbox.seq()
    await olivia.imports(SLUG, f"https://example.com/{ann.id}/2")
    await bob.waits(seq, words.back_in_stock.format(words.music_90))
    await bob.taps(words.show_product)
    await bob.taps(words.stars)
    terms = said(await bob.screen())
    await ann.buys(SLUG)

    assert [next(key["text"] for key in keys(card)) for card in asked] == [words.do_not_tell_me] * 2
    assert [key["text"] for key in keys(news)] == [words.show_product]
    assert secret_in(first) == f"https://example.com/{ann.id}/1"
    assert not any(words.back_in_stock.format(words.music_90) in text for text in silence)
    assert terms.startswith(words.terms_first)


async def asks(one: Customer) -> dict[str, object]:
    """Ring the bell of the sold-out product, twice; returns the card as it is then."""
    card = await one.views(SLUG)
    wakeup = next(key["callback_data"] for key in keys(card) if one.words.tell_me in key["text"])
    for _ in range(2):
        told = await one.sandbox.post("press", user_id=one.id, message_id=card["message_id"], data=wakeup, force=True)
        assert told["answer"]["text"] == one.words.will_tell
    return await one.shown(card)


async def buys(one: Customer, button: str) -> dict[str, object]:
    """From the message to the goods, by buttons alone."""
    await one.taps(button)
    number = await one.confirms(one.words.stars)
    return await one.pays_for(number_in(number))

"""Hints are not given to each message of a flood, and once for an album."""

from handlers import fallback
from handlers.hints import BURST, EVERY, Hints
from tests.handlers.admin.office import Office
from tests.handlers.drafts import EN
from tests.handlers.paper import Paper
from tests.heroes import Hero
from tests.shop import Watch


def test_a_flood_is_hinted_at_a_few_times_and_then_now_and_then() -> None:
    clock = Watch(0)
    hints = Hints(clock)

    flood = [hints.are_due(1, message) for message in range(100)]
    other = hints.are_due(2, 1)
    clock.forward(2 * EVERY)
    later = [hints.are_due(1, message) for message in range(100)]

    assert (flood.count(True), flood[:BURST], other, later.count(True)) == (BURST, [True] * BURST, True, 2)


def test_an_album_is_one_matter() -> None:
    hints = Hints(Watch(0))
    albums = ("A", "A", "A", "B", None, None)

    due = [hints.are_due(1, message, album) for message, album in enumerate(albums, 1)]

    assert due == [True, False, False, True, True, True]


def test_what_is_handled_again_is_hinted_at_again() -> None:
    hints = Hints(Watch(0))

    due = [hints.are_due(1, message, "A") for message in (7, 7, 8, 7, 8)]

    assert due == [True, True, False, True, False]


async def test_who_types_on_and_on_reads_a_few_answers(ann: Hero) -> None:
    paper, hints = Paper(), Hints(Watch(0))

    for _ in range(30):
        await fallback.not_understood(Office().writes("hello"), ann.customer, hints, paper, EN)

    assert len(paper.sent) == BURST

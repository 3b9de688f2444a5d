"""One seed, one history: some people, one shop, one Telegram and one bad day, step by step, judged after each."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from services.domain.legal.consent import Evidence
from services.domain.values.language import Language
from services.domain.values.secret import Secret
from tests.simulation.final_checks import last_judgement
from tests.simulation.steps import step
from tests.simulation.wind_down import settle
from tests.simulation.world import ADMIN, SLUGS, VETERANS, Outcome, World, world

STOCK = 3
"""Goods of each product before the first customer comes."""


@contextmanager
def at_ease() -> Iterator[None]:
    """No garbage is collected meanwhile: a history makes less of it than looking for it would cost."""
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        gc.enable()


def play(seed: int, events: int) -> Outcome:
    """Let a history of so many steps happen, and judge it."""
    outcome = Outcome(seed)
    with at_ease(), world(seed, outcome) as here:
        (here.folder / "shop.sqlite3").write_bytes(furnished())
        here.goods = STOCK * len(SLUGS)
        try:
            here.nature.loop.run_until_complete(_play(here, events))
            outcome.facts |= here.books.facts()
        finally:
            here.books.close()
        outcome.complaints += here.nature.notes.strange + here.telegram.problems
    return outcome


async def _play(here: World, events: int) -> None:
    here.program.supervise()
    try:
        for number in range(events):
            await step(here)
            if complaints := here.books.complaints():
                here.outcome.complaints += [f"step {number}: {one}" for one in complaints]
                return
        await settle(here)
        unhandled = here.telegram.queue.handed - here.program.finished
        found = last_judgement(here.books, unhandled)
        here.outcome.complaints += [*here.books.complaints(), *(one for words in found.values() for one in words)]
        here.outcome.facts |= {kind: len(words) for kind, words in found.items() if words}
    finally:
        await here.program.stop()


@cache
def furnished() -> bytes:
    """The file of a shop before its first customer; made in a world of its own, so that it has no other day's date."""
    with world(0, Outcome(0)) as here:
        here.weather.clear_up()
        here.nature.loop.run_until_complete(_furnish(here))
        return (here.folder / "shop.sqlite3").read_bytes()


async def _furnish(here: World) -> None:
    here.program.supervise()
    await here.program.opened()
    assert here.program.house is not None, "it has just opened"
    shop = here.program.house.shop
    for slug in SLUGS:
        codes = here.upload(slug, STOCK).content.decode().splitlines()
        await shop.stock_importer.store(slug, [Secret(code) for code in codes], ADMIN)
    for buyer in VETERANS:
        stranger = await shop.directory.get_or_create(buyer, f"Buyer {buyer}", "en")
        customer, _ = await shop.directory.choose_language(stranger, Language.EN)
        await shop.consents.accept(customer, 1, Language.EN, Evidence("inline_button", 7, 8))
    await here.program.stop()

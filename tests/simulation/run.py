"""One seed, one history: some people, one shop, one Telegram and one bad day, step by step, checked after each."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from services.domain.legal.consent import Evidence
from services.domain.values.language import Language
from services.domain.values.secret import Secret
from tests.simulation.final_checks import final_findings
from tests.simulation.steps import step
from tests.simulation.wind_down import settle
from tests.simulation.world import ADMIN, SLUGS, VETERANS, Outcome, Simulation, simulated

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
    """Let a history of so many steps happen, and check it."""
    outcome = Outcome(seed)
    with at_ease(), simulated(seed, outcome) as simulation:
        (simulation.folder / "shop.sqlite3").write_bytes(furnished())
        simulation.goods = STOCK * len(SLUGS)
        try:
            simulation.environment.loop.run_until_complete(_play(simulation, events))
            outcome.facts |= simulation.invariants.facts()
        finally:
            simulation.invariants.close()
        outcome.complaints += simulation.environment.log_capture.strange + simulation.telegram.problems
    return outcome


async def _play(simulation: Simulation, events: int) -> None:
    simulation.program.supervise()
    try:
        for number in range(events):
            await step(simulation)
            if complaints := simulation.invariants.complaints():
                simulation.outcome.complaints += [f"step {number}: {one}" for one in complaints]
                return
        await settle(simulation)
        unhandled = simulation.telegram.queue.handed - simulation.program.finished
        found = final_findings(simulation.invariants, unhandled)
        simulation.outcome.complaints += [
            *simulation.invariants.complaints(),
            *(one for words in found.values() for one in words),
        ]
        simulation.outcome.facts |= {kind: len(words) for kind, words in found.items() if words}
    finally:
        await simulation.program.stop()


@cache
def furnished() -> bytes:
    """The file of a shop before its first customer; made in a world of its own, so that it has no other day's date."""
    with simulated(0, Outcome(0)) as simulation:
        simulation.fault_rates.clear_up()
        simulation.environment.loop.run_until_complete(_furnish(simulation))
        return (simulation.folder / "shop.sqlite3").read_bytes()


async def _furnish(simulation: Simulation) -> None:
    simulation.program.supervise()
    await simulation.program.until_open()
    assert simulation.program.opened is not None, "it has just opened"
    shop = simulation.program.opened.shop
    for slug in SLUGS:
        codes = simulation.upload(slug, STOCK).content.decode().splitlines()
        await shop.stock_importer.store(slug, [Secret(code) for code in codes], ADMIN)
    for buyer in VETERANS:
        stranger = await shop.directory.get_or_create(buyer, f"Buyer {buyer}", "en")
        customer, _ = await shop.directory.choose_language(stranger, Language.EN)
        await shop.consents.accept(customer, 1, Language.EN, Evidence("inline_button", 7, 8))
    await simulation.program.stop()

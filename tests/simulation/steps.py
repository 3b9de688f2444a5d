"""The next steps: people act, an admin does her work, processes die, clocks move. Each with its weight."""

import asyncio
from collections.abc import Awaitable, Callable

from tests.simulation.world import SLUGS, Simulation

DAY, MINUTE = 86_400, 60
MOST_GOODS = 4
PAUSES = (0.0, 0.0, 0.02, 0.2, 0.6, 1.5)

Step = Callable[[Simulation], Awaitable[None]]


async def person(simulation: Simulation) -> None:
    await simulation.chance.choice(simulation.buyers).acts()


async def admin(simulation: Simulation) -> None:
    await simulation.admin.acts()


async def restock(simulation: Simulation) -> None:
    """The admin decides to bring some goods."""
    slug = simulation.chance.choice(SLUGS)
    simulation.admin.planned.extend(
        [f"/stock {slug}", simulation.upload(slug, simulation.chance.randint(1, MOST_GOODS))]
    )


async def refund(simulation: Simulation) -> None:
    """The admin decides to give somebody the money back."""
    if numbers := simulation.numbers():
        simulation.admin.planned.append(f"/refund {simulation.chance.choice(numbers)} goodwill")


async def block(simulation: Simulation) -> None:
    simulation.chance.choice(simulation.buyers).blocks(blocked=simulation.chance.random() < 0.5)


async def kill(simulation: Simulation) -> None:
    simulation.note("kill")
    simulation.program.kill()


async def clock(simulation: Simulation) -> None:
    """Somebody sets the clock of the machine."""
    simulation.environment.wall.set_by += simulation.chance.choice((-10, 10)) * MINUTE
    simulation.note(f"the machine's clock is set by {simulation.environment.wall.set_by}")


async def deadline(simulation: Simulation) -> None:
    simulation.let_pass(simulation.chance.randint(1, 40) * MINUTE)


async def days(simulation: Simulation) -> None:
    simulation.let_pass(simulation.chance.choice((1, 7, 23, 30)) * DAY)


async def patience(simulation: Simulation) -> None:
    """Nobody does anything for a while."""
    await asyncio.sleep(simulation.chance.uniform(5, 60))


STEPS: dict[Step, float] = {
    person: 80, admin: 8, restock: 2.5, refund: 1, block: 1.5, kill: 1.5, clock: 1, deadline: 1.5, days: 0.7,
    patience: 0.8,
}  # fmt: skip


async def step(simulation: Simulation) -> None:
    """One event, and the pause after it."""
    chosen = simulation.chance.choices(list(STEPS), list(STEPS.values()))[0]
    simulation.outcome.tally[chosen.__name__] = simulation.outcome.tally.get(chosen.__name__, 0) + 1
    await chosen(simulation)
    await asyncio.sleep(simulation.chance.choice(PAUSES))

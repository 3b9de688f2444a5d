"""The next steps: people act, an admin does her work, processes die, clocks move. Each with its weight."""

import asyncio
from collections.abc import Awaitable, Callable

from tests.simulation.world import SLUGS, World

DAY, MINUTE = 86_400, 60
MOST_GOODS = 4
PAUSES = (0.0, 0.0, 0.02, 0.2, 0.6, 1.5)

Step = Callable[[World], Awaitable[None]]


async def person(here: World) -> None:
    await here.chance.choice(here.buyers).acts()


async def admin(here: World) -> None:
    await here.admin.acts()


async def restock(here: World) -> None:
    """The admin decides to bring some goods."""
    slug = here.chance.choice(SLUGS)
    here.admin.errands.extend([f"/stock {slug}", here.upload(slug, here.chance.randint(1, MOST_GOODS))])


async def refund(here: World) -> None:
    """The admin decides to give somebody the money back."""
    if numbers := here.numbers():
        here.admin.errands.append(f"/refund {here.chance.choice(numbers)} goodwill")


async def block(here: World) -> None:
    here.chance.choice(here.buyers).blocks(blocked=here.chance.random() < 0.5)


async def kill(here: World) -> None:
    here.note("kill")
    here.program.kill()


async def clock(here: World) -> None:
    """Somebody sets the clock of the machine."""
    here.nature.wall.set_by += here.chance.choice((-10, 10)) * MINUTE
    here.note(f"the machine's clock is set by {here.nature.wall.set_by}")


async def deadline(here: World) -> None:
    here.let_pass(here.chance.randint(1, 40) * MINUTE)


async def days(here: World) -> None:
    here.let_pass(here.chance.choice((1, 7, 23, 30)) * DAY)


async def patience(here: World) -> None:
    """Nobody does anything for a while."""
    await asyncio.sleep(here.chance.uniform(5, 60))


STEPS: dict[Step, float] = {
    person: 80, admin: 8, restock: 2.5, refund: 1, block: 1.5, kill: 1.5, clock: 1, deadline: 1.5, days: 0.7,
    patience: 0.8,
}  # fmt: skip


async def step(here: World) -> None:
    """One event, and the pause after it."""
    chosen = here.chance.choices(list(STEPS), list(STEPS.values()))[0]
    here.outcome.tally[chosen.__name__] = here.outcome.tally.get(chosen.__name__, 0) + 1
    await chosen(here)
    await asyncio.sleep(here.chance.choice(PAUSES))

"""Thousands of updates that nobody should send, at the real shop: it stands, answers everybody else, shows nothing.

The shop speaks to the sandbox without HTTP, so that thousands come through.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiogram import Bot

import bot.serve
from bot.intake.inbox import InboxProcessor
from bot.intake.polling import Polling
from bot.telegram.api_server import BotApi
from sandbox.world import World
from services.domain.system.update import InboxUpdate
from tests.chaos.buyer import Buyer, ask, until
from tests.chaos.failure_counts import FailureCounts
from tests.chaos.fuzzed_updates import DirectSession, UpdateFuzzer
from tests.chaos.world import InProcessSandbox, codes_of, furnish_shop, invite, read_settings, settings_in
from tests.support.process_harness import ANN

BATCH, CALM = 100, 1_000
VICTIM, CROWD = 1002, range(5_000, 5_400)
POISON = {"ValidationError", "OverflowError", "UnicodeEncodeError", "TelegramBadRequest", "ValueError"}
"""Updates that are none, come from nobody, have no valid letters, or are money of no currency: dead letters."""
IDS = "SELECT id FROM orders UNION ALL SELECT id FROM subscriptions"
ENDS = "SELECT update_id, state FROM inbox WHERE update_id >= {}"


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a campaign: forged updates handled or filed, the ends of those with a row, the longest queue."""

    inputs: int
    ends: dict[str, int]
    dead: dict[str, int]
    most: int
    failures: FailureCounts
    broken: list[str]


@contextmanager
def direct_sessions(world: World) -> Iterator[DirectSession]:
    """Every bot of this process calls the sandbox directly; the victim's goods may be said to the victim alone."""
    short, made = DirectSession(world, codes_of(1)[0], VICTIM), bot.serve.make_bot

    def make_bot(token: str, api: BotApi) -> Bot:
        one = made(token, api)
        one.session = short
        return one

    bot.serve.make_bot = make_bot
    try:
        yield short
    finally:
        bot.serve.make_bot = made


async def fuzz(folder: Path, count: int, seed: int) -> Report:
    """So many updates between two purchases: the victim's, at which they aim, and one of somebody who comes later."""
    sandbox, database = InProcessSandbox("http://127.0.0.1:1", world=World()), folder / "shop.sqlite3"
    settings = read_settings(settings_in(sandbox, folder))
    await furnish_shop(settings, codes_of(3), [VICTIM, ANN])
    await invite(sandbox, [VICTIM, ANN, *CROWD])
    most = 0
    with direct_sessions(sandbox.world) as direct:
        async with bot.serve.open_shop(settings) as opened, bot.serve._hold_lease(opened, asyncio.Event()):
            polling = asyncio.create_task(Polling(opened.bot, opened.intake, opened.monitor.telegram_ok).run())
            sending = asyncio.create_task(opened.shop.outbox.run())
            bought = await Buyer(sandbox, VICTIM).buys_and_looks()
            ids = [
                str(row[0]) for name in ("orders", "subscriptions") for row in ask(database, f"SELECT id FROM {name}")
            ]
            handled = _watch(opened.intake)
            forged = UpdateFuzzer(seed, CROWD, VICTIM, ids, sandbox.world)
            first = forged.next_id
            for _ in range(count // BATCH):
                await opened.intake.accept_batch([forged() for _ in range(BATCH)])
                most = max(most, len(opened.intake.queues))
                await until(lambda: len(opened.intake.queues) < CALM, "shorter queues")
            drained = await opened.intake.queues.drain(60)
            shown = await Buyer(sandbox, ANN).buys_and_looks()
            await opened.intake.close(8)
            await opened.shop.outbox.close(8)
            polling.cancel()
            await asyncio.gather(polling, sending, return_exceptions=True)
            left = len(opened.intake.queues) + len(opened.intake.queues._waiting) + len(opened.intake._processing)
    ends = {int(str(number)): str(state) for number, state in ask(database, ENDS.format(first))}
    inputs = len(ends.keys() | {number for number in handled if number >= first})
    dead = Counter(str(error) for (error,) in ask(database, "SELECT error FROM inbox WHERE state = 'DEAD'"))
    broken = [f"dead of {error}" for error in dead.keys() - POISON] + direct.leaks
    broken += [] if drained else ["the queues were not drained"]
    states = Counter(ends.values())
    failures = _count_failures(database, bought, shown, len(direct.leaks)) + FailureCounts(
        lost=count - inputs, stuck=left + states["OPEN"]
    )
    return Report(inputs, dict(states), dict(dead), most, failures, broken)


def _watch(intake: InboxProcessor) -> set[int]:
    """The numbers of all updates that handlers were called with from now on."""
    feed, handled = intake._feed, set[int]()

    async def watched(update: InboxUpdate) -> None:
        handled.add(update.update_id)
        await feed(update)

    intake._feed = watched
    return handled


def _count_failures(database: Path, bought: set[str], shown: set[str], leaks: int) -> FailureCounts:
    """Two have paid: each has seen one code, another one, and no third was given to anybody."""
    hers, his = shown.intersection(codes_of(3)), bought.intersection(codes_of(3))
    given = len(ask(database, "SELECT 1 FROM stock_items WHERE state = 'GIVEN'"))
    second = max(0, len(hers) - 1) + max(0, len(his) - 1) + len(hers & his) + max(0, given - 2)
    return FailureCounts(lost=(not hers) + (not his) + max(0, 2 - given), second=second + leaks)

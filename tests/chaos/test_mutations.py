"""20,000 updates that nobody should send: the shop stands, answers everybody else, and shows nobody another's goods."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest
from aiogram import Bot

import bot.run
from bot.polling import Polling
from sandbox.box import Box
from tests.chaos.buyer import Buyer, ask, until
from tests.chaos.storm import Forger, ShortWire
from tests.chaos.world import SEED, SIZE, Inside, furnish_shop, invite, read_settings, settings_in, shelf
from tests.stage import ANN

COUNT, BATCH, CALM = 20_000 * SIZE, 100, 1_000
VICTIM, CROWD = 1002, range(5_000, 5_400)
POISON = {"ValidationError", "OverflowError", "UnicodeEncodeError", "TelegramBadRequest", "ValueError"}
"""What is no update, comes from nobody or has letters of no alphabet, or is money of no currency: it is buried."""


@pytest.fixture
def sandbox() -> Inside:
    return Inside("http://127.0.0.1:1", box=Box())


@pytest.fixture
def wire(sandbox: Inside, monkeypatch: pytest.MonkeyPatch) -> ShortWire:
    """Every bot of this process speaks to the box without HTTP."""
    short = ShortWire(sandbox.box, shelf(1)[0], VICTIM)
    made = bot.run.make_bot

    def make_bot(token: str, api_url: str) -> Bot:
        one = made(token, api_url)
        one.session = short
        return one

    monkeypatch.setattr(bot.run, "make_bot", make_bot)
    return short


async def test_the_shop_outlives_a_storm_of_strange_updates(sandbox: Inside, wire: ShortWire, tmp_path: Path) -> None:
    print(f"seed {SEED}")
    database = tmp_path / "shop.sqlite3"
    settings = read_settings(settings_in(sandbox, tmp_path))
    await furnish_shop(settings, shelf(3), [VICTIM, ANN])
    await invite(sandbox, [VICTIM, ANN, *CROWD])
    async with bot.run.opened(settings) as house:
        polling = asyncio.create_task(Polling(house.bot, house.intake, house.pulse.heard).run())
        sending = asyncio.create_task(house.shop.outbox.run())
        bought = await Buyer(sandbox, VICTIM).buys_and_looks()
        ids = [str(row[0]) for table in ("orders", "subscriptions") for row in ask(database, f"SELECT id FROM {table}")]
        forged = Forger(SEED, CROWD, VICTIM, ids, sandbox.box)

        most = 0
        for _ in range(COUNT // BATCH):
            await house.intake.take([forged() for _ in range(BATCH)])
            most = max(most, len(house.intake.lanes))
            await until(lambda: len(house.intake.lanes) < CALM, "shorter lanes")
        drained = await house.intake.lanes.drain(60)
        shown = await Buyer(sandbox, ANN).buys_and_looks()
        await house.intake.close(8)
        await house.shop.outbox.close(8)
        polling.cancel()
        await asyncio.gather(polling, sending, return_exceptions=True)

        dead = Counter(error for (error,) in ask(database, "SELECT error FROM inbox WHERE state = 'DEAD'"))
        print(f"{COUNT} updates, at most {most} waiting, buried: {dict(dead)}")
        assert shelf(1)[0] in bought
        assert set(dead) <= POISON
        assert wire.leaks == []
        assert (drained, len(house.intake.lanes), house.intake.lanes._waiting, house.intake._in_hand) == (
            True,
            0,
            {},
            set(),
        )
        assert shown.intersection(shelf(3)[1:])

from pathlib import Path
from typing import Any, cast

import pytest

from bot.letters import LEASE, letter_of
from bot.upkeep import CLEAR_EVERY, KEEP_IDS, pulse_of, ticks
from services.storage.inbox import CLEAR_BATCH
from tests.bot.counter import BOT, Counter, words
from tests.shop import Shop


async def test_old_ids_are_forgotten_however_many_there_are(shop: Shop) -> None:
    counter = Counter(shop.db)
    letters = [letter_of(BOT, words(number), shop.real()) for number in range(2 * CLEAR_BATCH + 1)]
    async with shop.db.begin() as tx:
        await tx.inbox.store(letters, shop.real() + LEASE)
        await tx.inbox.finish(BOT, range(len(letters)))
        await tx.outcomes.put("42:7:close-ticket", {})
    shop.real.forward(KEEP_IDS + 1)

    [clear] = [one for one in ticks(cast("Any", shop), cast("Any", None), counter.intake) if one.every == CLEAR_EVERY]
    await clear.work()

    async with shop.db.read() as reading:
        assert (await counter.rows(), await reading.outcomes.find("42:7:close-ticket")) == ({}, None)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_the_disk_that_matters_is_that_of_the_database(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/proc")
    if not full.is_dir():
        pytest.skip("no file system without any space")
    monkeypatch.chdir(full)

    assert pulse_of(cast("Any", shop), BOT).disk_free() > 0

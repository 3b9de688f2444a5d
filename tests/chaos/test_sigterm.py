"""A stop by SIGTERM is quick and costs no word that anybody has said."""

import json
from pathlib import Path
from time import monotonic

from bot.serve import DRAIN_SECONDS
from tests.chaos.buyer import Buyer, deliveries, until
from tests.chaos.final_checks import broken_promises
from tests.chaos.soak import LONGEST
from tests.chaos.world import (
    SEED,
    act_aside,
    codes_of,
    furnish_shop,
    in_process_sandbox,
    invite,
    read_settings,
    settings_in,
)
from tests.support.process_harness import ANN, ShopProcess

ROUNDS = 12


async def test_every_word_is_answered_once_however_often_the_shop_is_stopped(tmp_path: Path) -> None:
    assert await act_aside("tests.chaos.soak", tmp_path, ROUNDS, SEED) == 0

    report = json.loads((tmp_path / "report.json").read_text())
    print(report)
    assert report["answers"] == report["sent"]
    assert report["posts"] == report["asked"] > 0
    assert report["codes"] == [0] * (ROUNDS + 1)
    assert report["longest"] < LONGEST


async def test_a_send_that_never_ends_delays_the_stop_no_longer_than_allowed(tmp_path: Path) -> None:
    """The cut-off work is done again after the start: a screen once more, goods not before it is their time."""
    codes = codes_of(1)
    async with in_process_sandbox() as sandbox:
        await invite(sandbox, [ANN])
        shop = ShopProcess(settings_in(sandbox, tmp_path))
        await furnish_shop(read_settings(shop.environment), codes, [ANN])
        await shop.start()
        buyer = Buyer(sandbox, ANN)
        await sandbox.post("faults", method="sendMessage", kind="slow", seconds=DRAIN_SECONDS * 2, after=1)

        await buyer.buys()
        await until(lambda: bool(deliveries(sandbox.world, ANN)), "goods on their way")
        code, took = await timed(shop)
        await shop.start()
        shown = await buyer.looks()

        assert (code, shown.intersection(codes)) == (0, set(codes))
        assert took < LONGEST
        await shop.stop()
        assert broken_promises(sandbox.world, tmp_path / "shop.sqlite3", codes, [ANN]) == []


async def timed(shop: ShopProcess) -> tuple[int, float]:
    """Stop a shop; returns its exit code and how many seconds that took."""
    begun = monotonic()
    return await shop.stop(), monotonic() - begun

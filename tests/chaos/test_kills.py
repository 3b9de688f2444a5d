"""No death of the process costs an order, a code or a Star. CHAOS=1 makes the campaigns bigger, SEED chooses others."""

import json
import random
import signal
from asyncio import gather
from collections import Counter
from pathlib import Path
from typing import Any

from tests.chaos.buyer import Buyer
from tests.chaos.verdict import judge
from tests.chaos.world import (
    SEED,
    SIZE,
    Inside,
    act_aside,
    furnish_shop,
    invite,
    read_settings,
    settings_in,
    shelf,
    world,
)
from tests.stage import ShopProcess

KILLS, RESTARTS = 300 * SIZE, 10 * SIZE
CALLS_OF_A_PURCHASE = 14
SENDS = ("commit", "getUpdates", "sendMessage", "sendInvoice", "answerPreCheckoutQuery", "answerCallbackQuery")


def reports_in(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for report in folder.glob("*.jsonl") for line in report.read_text().splitlines()]


async def test_a_kill_at_any_point_costs_nobody_anything(tmp_path: Path) -> None:
    print(f"seed {SEED}")

    assert await act_aside("tests.chaos.kills", tmp_path, KILLS, SEED) == 0

    reports = reports_in(tmp_path)
    died = Counter(point for report in reports for point in report["died"])
    kinds = {point.rsplit(" ", 1)[0] for point in died}
    print(f"{died.total()} deaths at {len(died)} points in {len(reports)} purchases")
    assert [report for report in reports if report["broken"]] == []
    assert died.total() >= KILLS
    assert {f"{when} {what}" for when in ("before", "after") for what in SENDS} <= kinds


async def kill_after_calls(sandbox: Inside, shop: ShopProcess, count: int) -> None:
    """Let the bot make so many calls, then kill it and start it again."""
    seen = sandbox.box.calls._last
    seq = await sandbox.seq()
    while sandbox.box.calls._last < seen + count:
        seq = (await sandbox.get("events", since=seq, timeout=1))["seq"]
    await shop.stop(signal.SIGKILL)
    await shop.start()


async def test_the_process_itself_may_be_killed_and_started_again(tmp_path: Path) -> None:
    chance, codes, guests = random.Random(SEED), shelf(RESTARTS), range(1001, 1001 + RESTARTS)
    async with world() as sandbox:
        await invite(sandbox, guests)
        shop = ShopProcess(settings_in(sandbox, tmp_path))
        await furnish_shop(read_settings(shop.environment), codes, guests)
        await shop.start()

        for guest in guests:
            buyer = Buyer(sandbox, guest)
            killing = kill_after_calls(sandbox, shop, chance.randint(1, CALLS_OF_A_PURCHASE))
            _, shown = await gather(killing, buyer.buys_and_looks())
            assert len(shown.intersection(codes)) == 1

        assert await shop.stop() == 0
        assert judge(sandbox.box, tmp_path / "shop.sqlite3", codes, guests) == []

"""An update that kills the process is given up, and nobody else's is."""

import asyncio
import signal
import sys
from pathlib import Path

from services.domain.system.update import DEADLY
from tests.chaos.buyer import ask, told, until
from tests.chaos.fatal_updates import DIE, SLOW
from tests.chaos.world import admit, in_process_sandbox, settings_in
from tests.support.process_harness import ANN, OLIVIA, WEI, ShopProcess

IS_OPEN = "SELECT 1 FROM inbox WHERE state = 'OPEN'"
ENDS = "SELECT state, error FROM inbox ORDER BY update_id"
KILLED = -signal.SIGKILL


async def next_life(shop: ShopProcess, database: Path) -> int:
    """Start the shop on what the last one has left; returns how it ended, or 0 as soon as nothing is open."""
    shop.process = await shop.begins(*shop.command)
    ended = asyncio.create_task(shop.process.wait())
    while not ended.done() and ask(database, IS_OPEN):
        await asyncio.wait([ended], timeout=0.1)
    return ended.result() if ended.done() else 0


async def test_an_update_that_kills_the_process_is_given_up_and_nobody_elses_is(tmp_path: Path) -> None:
    database = tmp_path / "shop.sqlite3"
    async with in_process_sandbox() as sandbox:
        await admit(sandbox, (OLIVIA, ANN, WEI))
        shop = ShopProcess(settings_in(sandbox, tmp_path), (sys.executable, "-m", "tests.chaos.fatal_updates", "run"))
        await shop.start()
        assert shop.process is not None
        await sandbox.post("send", user_id=WEI, text=SLOW)
        await sandbox.post("send", user_id=ANN, text=DIE)
        lives = [await shop.process.wait()]
        while lives[-1] == KILLED and len(lives) <= DEADLY + 1:
            lives.append(await next_life(shop, database))
        await until(lambda: bool(told(sandbox.world, OLIVIA)), "an alarm")
        assert await shop.stop() == 0

    assert lives == [KILLED] * DEADLY + [0]
    assert ask(database, ENDS) == [("DONE", None), ("DEAD", "ProcessDied")]

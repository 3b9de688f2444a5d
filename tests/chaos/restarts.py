"""The process itself is killed and started again, at any call of a purchase: nothing is forked, all of it is real."""

import random
import signal
from asyncio import gather
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.buyer import ATTEMPTS, Buyer, data_of
from tests.chaos.failure_counts import FailureCounts
from tests.chaos.final_checks import broken_promises, count_failures
from tests.chaos.world import (
    InProcessSandbox,
    codes_of,
    furnish_shop,
    in_process_sandbox,
    invite,
    read_settings,
    settings_in,
)
from tests.support.process_harness import NotInTime, ShopProcess, keys

CALLS_OF_A_PURCHASE = 14


class PatientBuyer(Buyer):
    """Looks again when nothing has answered: a whole process needs longer for its start than a button waits.

    The press may have been taken up late, without an answer to it; then the screen has gone on without the button.
    """

    in_vain = 0

    async def presses_on(self, message_id: int, data: str) -> None:
        for _ in range(ATTEMPTS):
            if await self.is_answered(message_id, data):
                return
            self.in_vain += 1
            if not await self._still_offers(message_id, data):
                return
        raise NotInTime(f"{data} was never answered")

    async def _still_offers(self, message_id: int, data: str) -> bool:
        shown = [one for one in await self.messages() if one["message_id"] == message_id]
        return any(data == data_of(key) for message in shown for key in keys(message))


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a campaign: processes that died by the signal, presses in vain meanwhile, and their cost."""

    killed: int
    in_vain: int
    failures: FailureCounts
    broken: list[str]


async def restart(folder: Path, count: int, seed: int) -> Report:
    """So many buyers, one after the other; while each buys the shop is killed once."""
    chance, codes, guests = random.Random(seed), codes_of(count), range(1001, 1001 + count)
    killed, in_vain, failed = 0, 0, list[BaseException]()
    async with in_process_sandbox() as sandbox:
        await invite(sandbox, guests)
        shop = ShopProcess(settings_in(sandbox, folder), cold=True)
        await furnish_shop(read_settings(shop.environment), codes, guests)
        await shop.start()
        for guest in guests:
            killing = kill_after_calls(sandbox, shop, chance.randint(1, CALLS_OF_A_PURCHASE))
            buyer = PatientBuyer(sandbox, guest)
            ends = await gather(killing, buyer.buys_and_looks(), return_exceptions=True)
            in_vain += buyer.in_vain
            killed += ends[0] == -signal.SIGKILL
            failed += [end for end in ends if isinstance(end, BaseException)]
        failed += [AssertionError(f"the last stop ended with {code}")] if (code := await shop.stop()) else []
        database = folder / "shop.sqlite3"
        suffered = count_failures(sandbox.world, database, codes, guests) + FailureCounts(
            stuck=sum(isinstance(e, NotInTime) for e in failed)
        )
        broken = [*map(repr, failed), *broken_promises(sandbox.world, database, codes, guests)]
        (folder / "shop.log").write_text("\n".join(shop.log))
        return Report(killed, in_vain, suffered, broken)


async def kill_after_calls(sandbox: InProcessSandbox, shop: ShopProcess, count: int) -> int:
    """Let the bot make so many calls, then kill it and start it again; returns how it ended."""
    seen = sandbox.world.calls._last
    seq = await sandbox.seq()
    while sandbox.world.calls._last < seen + count:
        seq = (await sandbox.get("events", since=seq, timeout=1))["seq"]
    code = await shop.stop(signal.SIGKILL)
    await shop.start()
    return code

"""What a purchase, memory and a start cost in a small shop and in one that has grown for years.

`python -m benchmarks.scale [--buyers N] [--at-once M] [--postgres URL]`. The large shop has 1 million stock rows, 100
thousand customers and 1 million orders (tests/crowded.py), the small one 1 thousand of each. Both are the process that
production runs; Telegram is the sandbox, a process of its own. PostgreSQL: URL names a database that may be filled;
without it each shop is a SQLite file of its own.
"""

import argparse
import asyncio
import os
import platform
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from benchmarks.buying import Waits, buy, buy_in_lanes, newcomers, settle_in
from benchmarks.spending import SLUG, Spent, Till
from services.domain.clock import real_time
from services.storage.opening import open_database
from tests.crowded import Size, crowd
from tests.stage import OLIVIA, ROOT, Sandbox, ShopProcess, sandbox_running, settings_for

SMALL, LARGE = Size(1_000, 1_000, 1_000), Size(100_000, 1_000_000, 1_000_000)
OTHER = "vault-100gb-365"
STARTS = 3
MB = 1024


@dataclass(frozen=True)
class Found:
    """What one shop showed."""

    cost: Spent
    waits: list[float]
    rate: float
    memory: float
    starts: list[float]
    filled: float


@asynccontextmanager
async def grown(sandbox: Sandbox, folder: Path, size: Size, stock: int, url: str | None) -> AsyncIterator[ShopProcess]:
    """A shop with a past, not yet open, whose oldest goods are for those who buy now."""
    chosen = {"LOG_FORMAT": "json"} | ({"DATABASE_URL": url} if url else {})
    shop = ShopProcess(settings_for(sandbox, folder, **chosen))
    goods = folder / "goods.txt"
    goods.write_text("".join(f"BENCH-{number:06d}\n" for number in range(stock)))
    code, out = await shop.errand("import-stock", SLUG, str(goods))
    assert code == 0, out
    db = await open_database(shop.environment["DATABASE_URL"], [shop.environment["SECRET_KEYS"].encode()])
    await crowd(db, size, real_time(), SLUG, OTHER)
    await db.close()
    shop.command = (sys.executable, "-m", "benchmarks.counted", str(folder / "commits"), "run")
    yield shop


async def measure(size: Size, buyers: int, at_once: int, url: str | None) -> Found:
    """Fill a shop, start it, let buyers buy."""
    with tempfile.TemporaryDirectory() as place:
        folder, began = Path(place), time.perf_counter()
        async with sandbox_running() as sandbox, grown(sandbox, folder, size, buyers + 2, url) as shop:
            filled = time.perf_counter() - began
            starts = [await _first_answer(sandbox, shop.start, shop.stop) for _ in range(STARTS)]
            await shop.start()
            till, people = Till(sandbox, shop, folder / "commits"), await newcomers(sandbox, buyers + 1)
            for person in people:
                await settle_in(person)
            await buy(people[0], Waits())
            waits, before = Waits(), await till.spent()
            rate = buyers / await buy_in_lanes(people[1:], at_once, waits)
            cost = (await till.spent()).since(before, buyers)
            assert shop.process is not None
            memory = _resident(shop.process)
            await shop.stop()
            return Found(cost, waits.all(), rate, memory, starts, filled)


async def _first_answer(
    sandbox: Sandbox, start: Callable[[], Awaitable[object]], stop: Callable[[], Awaitable[object]]
) -> float:
    """Seconds from the start of a bot to its answer to somebody who has written meanwhile."""
    await sandbox.post("send", user_id=OLIVIA, text="/start")
    seq, began = await sandbox.seq(), time.perf_counter()
    await start()
    await sandbox.person(OLIVIA)._next(seq, "the first answer")  # noqa: SLF001 - the next message, whatever it says
    took = time.perf_counter() - began
    await stop()
    return took


def _resident(process: Process) -> float:
    """Resident memory, in megabytes."""
    told = Path(f"/proc/{process.pid}/status").read_text()
    return int(told.split("VmRSS:")[1].split()[0]) / MB


async def bare() -> tuple[float, list[float]]:
    """What a process weighs that only imports aiogram, and how fast the smallest bot answers."""
    idle = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.bare", "--idle", cwd=ROOT, stdin=PIPE, stdout=PIPE
    )
    assert idle.stdout is not None
    await idle.stdout.readline()
    memory = _resident(idle)
    await idle.communicate(b"")
    async with sandbox_running() as sandbox:
        return memory, [await _bare_answer(sandbox) for _ in range(STARTS)]


async def _bare_answer(sandbox: Sandbox) -> float:
    running: list[Process] = []

    async def start() -> None:
        command = (sys.executable, "-m", "benchmarks.bare", sandbox.address)
        running.append(await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=asyncio.subprocess.DEVNULL))

    async def stop() -> None:
        running[0].terminate()
        await running[0].wait()

    return await _first_answer(sandbox, start, stop)


def _print(small: Found, large: Found, weight: float, starts: list[float], play: tuple[int, int, str]) -> None:
    buyers, at_once, database = play
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    print(f"\n{buyers} purchases, {at_once} at once, {database}, {machine}")
    print(f"  {'':<34}{'small':>10}{'large':>10}{'large/small':>13}")
    cuts = [quantiles(found.waits, n=100, method="inclusive") for found in (small, large)]
    for name, one, other in (
        ("write transactions a purchase", small.cost.commits, large.cost.commits),
        ("Bot API calls a purchase", small.cost.calls, large.cost.calls),
        ("CPU-ms a purchase", small.cost.cpu_ms, large.cost.cpu_ms),
        ("purchases a second", small.rate, large.rate),
        ("tap to answer p50 (ms)", cuts[0][49], cuts[1][49]),
        ("tap to answer p95 (ms)", cuts[0][94], cuts[1][94]),
        ("tap to answer p99 (ms)", cuts[0][98], cuts[1][98]),
        ("resident memory (MB)", small.memory, large.memory),
        ("start to first answer (s)", median(small.starts), median(large.starts)),
    ):
        print(f"  {name:<34}{one:>10.2f}{other:>10.2f}{other / one:>13.2f}")
    print(f"  memory of a process that imports aiogram: {weight:.1f} MB, shop/aiogram {large.memory / weight:.2f}")
    print(
        f"  first answer of a bare bot: {median(starts):.2f} s, shop/bare {median(large.starts) / median(starts):.2f}"
    )
    print(f"  the large shop was filled in {large.filled:.0f} s")


async def compare(buyers: int, at_once: int, url: str | None) -> None:
    """Both shops and the smallest bot, one after the other, and one table."""
    small = await measure(SMALL, buyers, at_once, f"{url}_small" if url else None)
    large = await measure(LARGE, buyers, at_once, f"{url}_large" if url else None)
    weight, starts = await bare()
    _print(small, large, weight, starts, (buyers, at_once, "PostgreSQL" if url else "SQLite"))


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--buyers", type=int, default=50)
    parser.add_argument("--at-once", type=int, default=1)
    parser.add_argument("--postgres", metavar="URL", help="databases URL_small and URL_large, empty")
    chosen = parser.parse_args()
    os.chdir(ROOT)
    asyncio.run(compare(chosen.buyers, chosen.at_once, chosen.postgres))


if __name__ == "__main__":
    main()

"""The cost of a purchase, memory and a start, in a small shop and in one that has grown for years.

`python -m benchmarks.scale [--buyers N] [--at-once M] [--latency MS] [--postgres URL]`. The large shop has 1 million
stock rows, 100 thousand customers and 1 million orders (tests/support/bulk_data.py), the small one 1 thousand of each.
Both are the process that production runs; Telegram is the sandbox, a process of its own. PostgreSQL: URL names a
database that may be filled; without it each shop is a SQLite file of its own.
"""

import argparse
import asyncio
import os
import platform
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from benchmarks.buying import Waits, buy, buy_at_once, newcomers, settle_in
from benchmarks.distance import add_latency, latencies, move_away
from benchmarks.spending import SLUG, Cost, CountedBot, cpu_ms
from services.domain.values.clock import real_time
from services.storage.schema.bootstrap import open_database
from tests.support.bulk_data import Size, crowd
from tests.support.process_harness import OLIVIA, ROOT, Person, Sandbox, ShopProcess, sandbox_running, settings_for

SMALL, LARGE = Size(1_000, 1_000, 1_000), Size(100_000, 1_000_000, 1_000_000)
OTHER = "vault-100gb-365"
STARTS, ROUNDS = 3, 10
QUIET, LOOK_EVERY = 40, 3
"""Statements of jobs in so many seconds while there is nothing to do."""
NOTHING = Cost(0, 0, 0, 0)
MB = 1024


@dataclass(frozen=True)
class Start:
    """A process at the moment of its first answer: seconds since it was started, seconds of CPU, MB in memory."""

    seconds: float
    cpu: float
    memory: float


@dataclass
class Served:
    """The cost of the purchases so far, and the time they took."""

    waits: Waits = field(default_factory=Waits)
    cost: Cost = NOTHING
    took: float = 0


@dataclass
class FilledShop:
    """One open shop, its next buyers, and what it has shown so far; the smallest bot was started in turn with it."""

    counted: CountedBot
    people: list[Person]
    starts: list[Start]
    bare: list[Start]
    filled: float
    memory: float = 0

    async def serve(self, count: int, at_once: int, served: Served) -> None:
        """Let the next buyers buy, so many at once."""
        some, self.people = self.people[:count], self.people[count:]
        before = await self.counted.spent()
        served.took += await buy_at_once(some, at_once, served.waits)
        served.cost += (await self.counted.spent()).since(before, 1)
        self.memory = _resident(self.counted.pid)


@asynccontextmanager
async def filled_shop(
    sandbox: Sandbox, folder: Path, size: Size, stock: int, url: str | None
) -> AsyncIterator[ShopProcess]:
    """A shop with a past, not yet open, whose oldest goods are for those who buy now."""
    chosen = {"LOG_FORMAT": "json"} | ({"DATABASE_URL": url} if url else {})
    shop = ShopProcess(settings_for(sandbox, folder, **chosen))
    goods = folder / "goods.txt"
    goods.write_text("".join(f"BENCH-{number:06d}\n" for number in range(stock)))
    code, out = await shop.run_command("import-stock", SLUG, str(goods))
    assert code == 0, out
    db = await open_database(shop.environment["DATABASE_URL"], [shop.environment["SECRET_KEYS"].encode()])
    await crowd(db, size, real_time(), SLUG, OTHER)
    await db.close()
    shop.command = (sys.executable, "-m", "benchmarks.counted", str(folder / "statements"), "run")
    yield shop


@asynccontextmanager
async def opened(size: Size, buyers: int, url: str | None) -> AsyncIterator[FilledShop]:
    """Fill a shop, see how it starts, open it; one purchase is made already."""
    with tempfile.TemporaryDirectory() as place:
        folder, began = Path(place), time.perf_counter()
        async with sandbox_running() as sandbox, filled_shop(sandbox, folder, size, buyers + 2, url) as shop:
            filled = time.perf_counter() - began
            starts, bare = await _starts(sandbox, shop)
            await shop.start()
            counted = CountedBot(sandbox, shop, folder / "statements")
            await _until_quiet(counted)
            people = await newcomers(sandbox, buyers + 1)
            await settle_in(people)
            await buy(people[0], Waits())
            yield FilledShop(counted, people[1:], starts, bare, filled)
            await shop.stop()


async def _until_quiet(counted: CountedBot) -> None:
    """Wait until the jobs have cleared what is too old of the past that was filled in; a real one comes day by day."""
    before, now = 0, len(counted.lines())
    while now - before > QUIET:
        await asyncio.sleep(LOOK_EVERY)
        before, now = now, len(counted.lines())


async def _starts(sandbox: Sandbox, shop: ShopProcess) -> tuple[list[Start], list[Start]]:
    """The shop and the smallest bot in turn, so that a busy machine is busy for both. The first of each only warms."""
    smallest = (sys.executable, "-m", "benchmarks.bare", sandbox.address)
    pairs = [
        (await _first_answer(sandbox, shop.command, shop.environment), await _first_answer(sandbox, smallest))
        for _ in range(STARTS + 1)
    ]
    return [pair[0] for pair in pairs[1:]], [pair[1] for pair in pairs[1:]]


async def _first_answer(sandbox: Sandbox, command: Sequence[str], environment: dict[str, str] | None = None) -> Start:
    """From the start of a bot to its answer to somebody who has written meanwhile."""
    await sandbox.post("send", user_id=OLIVIA, text="/start")
    seq, began = await sandbox.seq(), time.perf_counter()
    bot = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stdout=DEVNULL, stderr=DEVNULL)
    await sandbox.person(OLIVIA).hears(seq, "the first answer")
    shown = Start(time.perf_counter() - began, cpu_ms(bot.pid) / 1000, _resident(bot.pid))
    bot.terminate()
    await bot.wait()
    return shown


def _resident(pid: int) -> float:
    """Resident memory, in megabytes."""
    told = Path(f"/proc/{pid}/status").read_text()
    return int(told.split("VmRSS:")[1].split()[0]) / MB


async def bare() -> float:
    """Return the memory of a process that only imports aiogram, in megabytes."""
    idle = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.bare", "--idle", cwd=ROOT, stdin=PIPE, stdout=PIPE
    )
    assert idle.stdout is not None
    await idle.stdout.readline()
    memory = _resident(idle.pid)
    await idle.communicate(b"")
    return memory


def _print_row(name: str, one: float, other: float) -> None:
    print(f"  {name:<34}{one:>10.2f}{other:>10.2f}{other / one:>13.2f}")


def _print_served(small: Served, large: Served, buyers: int, conditions: str) -> None:
    print(f"\n{buyers} purchases, {conditions}, Python {platform.python_version()}, {os.cpu_count()} cores")
    print(f"  {'':<34}{'small':>10}{'large':>10}{'large/small':>13}")
    cuts = [quantiles(found.waits.all(), n=100, method="inclusive") for found in (small, large)]
    for name, one, other in (
        ("write transactions a purchase", small.cost.commits / buyers, large.cost.commits / buyers),
        ("SQL statements a purchase", small.cost.statements / buyers, large.cost.statements / buyers),
        ("Bot API calls a purchase", small.cost.calls / buyers, large.cost.calls / buyers),
        ("CPU-ms a purchase", small.cost.cpu_ms / buyers, large.cost.cpu_ms / buyers),
        ("purchases a second", buyers / small.took, buyers / large.took),
        ("tap to answer p50 (ms)", cuts[0][49], cuts[1][49]),
        ("tap to answer p95 (ms)", cuts[0][94], cuts[1][94]),
        ("tap to answer p99 (ms)", cuts[0][98], cuts[1][98]),
    ):
        _print_row(name, one, other)


def _print_weight(small: FilledShop, large: FilledShop, weight: float) -> None:
    typical = [_typical(found.starts) for found in (small, large)]
    print(f"\n  {'':<34}{'small':>10}{'large':>10}{'large/small':>13}")
    for name, one, other in (
        ("memory at the first answer (MB)", typical[0].memory, typical[1].memory),
        ("memory after the purchases (MB)", small.memory, large.memory),
        ("start to first answer (s)", typical[0].seconds, typical[1].seconds),
        ("the same in seconds of CPU", typical[0].cpu, typical[1].cpu),
    ):
        _print_row(name, one, other)
    print(f"  memory of a process that imports aiogram: {weight:.1f} MB, shop/aiogram {large.memory / weight:.2f}")
    for name, found in (("small", small), ("large", large)):
        shop, smallest = _typical(found.starts), _typical(found.bare)
        print(
            f"  first answer of a bare bot: {smallest.seconds:.2f} s, {smallest.cpu:.2f} s of CPU; {name} shop/bare ",
            end="",
        )
        print(f"{shop.seconds / smallest.seconds:.2f}, {shop.cpu / smallest.cpu:.2f} of CPU")
    print(f"  the large shop was filled in {large.filled:.0f} s")


def _typical(starts: Sequence[Start]) -> Start:
    return Start(
        median(one.seconds for one in starts), median(one.cpu for one in starts), median(one.memory for one in starts)
    )


async def compare(buyers: int, at_once: int, url: str | None, distances: Sequence[int]) -> None:
    """Open both shops and let them sell; one table for each distance of Telegram, then what they weigh."""
    in_all, database = buyers * len(distances), "PostgreSQL" if url else "SQLite"
    async with (
        opened(SMALL, in_all, f"{url}_small" if url else None) as small,
        opened(LARGE, in_all, f"{url}_large" if url else None) as large,
    ):
        for latency in distances:
            served = await sell(small, large, buyers, at_once, latency)
            _print_served(*served, buyers, f"{at_once} at once, Telegram {latency} ms away, {database}")
    _print_weight(small, large, await bare())


async def sell(small: FilledShop, large: FilledShop, buyers: int, at_once: int, latency: int) -> tuple[Served, Served]:
    """Both sell in turn, a round each, so that a busy machine is busy for both."""
    both = [(small, Served()), (large, Served())]
    for shop, _ in both:
        await move_away(shop.counted.sandbox, latency)
    for turn in range(ROUNDS):
        for shop, served in both if turn % 2 else reversed(both):
            await shop.serve(buyers // ROUNDS, at_once, served)
    return both[0][1], both[1][1]


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--buyers", type=int, default=100, help=f"a multiple of {ROUNDS}")
    parser.add_argument("--at-once", type=int, default=1)
    add_latency(parser)
    parser.add_argument("--postgres", metavar="URL", help="databases URL_small and URL_large, empty")
    chosen = parser.parse_args()
    os.chdir(ROOT)
    asyncio.run(compare(chosen.buyers, chosen.at_once, chosen.postgres, latencies(chosen)))


if __name__ == "__main__":
    main()

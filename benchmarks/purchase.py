"""What one purchase costs: Bot API calls, write transactions, CPU time and the wait after each tap.

`make bench` or `python -m benchmarks.purchase [--buyers N] [--at-once M] [--think S]`. The shop is the process that
production runs, on SQLite with `synchronous=FULL`; Telegram is the sandbox, a second process on the same machine, so
waits include it. What rides along later is counted when it is written; if nothing comes for half a minute after a
purchase, its last marks cost one transaction more.
A purchase is: /shop, category, product, way to pay, confirm, pre-checkout, payment, goods.
"""

import argparse
import asyncio
import contextlib
import os
import platform
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from tests.stage import ROOT, Person, Sandbox, ShopProcess, keys, sandbox_running, settings_for

STEPS = ("/shop", "category", "product", "way to pay", "confirm", "pay", "goods")
FIRST_BUYER = 500_000
SLUG = "emby-30"


@dataclass
class Waits:
    """How long each step took, in milliseconds."""

    of: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in STEPS})

    @contextlib.contextmanager
    def measure(self, step: str):  # noqa: ANN201 - a context manager
        """Time one step."""
        start = time.perf_counter()
        yield
        self.of[step].append((time.perf_counter() - start) * 1000)


@dataclass(frozen=True)
class Cost:
    """Counters of the shop's process at one moment."""

    calls: float
    commits: float
    cpu_ms: float

    def since(self, before: "Cost", purchases: int) -> "Cost":
        """What was spent a purchase."""
        return Cost(
            (self.calls - before.calls) / purchases,
            (self.commits - before.commits) / purchases,
            (self.cpu_ms - before.cpu_ms) / purchases,
        )


async def buy(buyer: Person, waits: Waits, think: float = 0) -> None:
    """One purchase, step by step, as a person makes it who thinks so many seconds before each tap."""
    sandbox = buyer.sandbox
    with waits.measure("/shop"):
        shelves = await buyer.says("/shop")
    for step, data in (("category", "c:"), ("product", "p:"), ("way to pay", "w:"), ("confirm", "b:")):
        await asyncio.sleep(think)
        with waits.measure(step):
            await _press(buyer, shelves["message_id"], data)
    seq = await sandbox.seq()
    invoice = next(message for message in reversed(await buyer.from_bot()) if "invoice" in message)
    await asyncio.sleep(think)
    paid = time.perf_counter()
    with waits.measure("pay"):
        outcome = await sandbox.post("pay", user_id=buyer.id, message_id=invoice["message_id"])
    assert outcome["outcome"] == "paid", outcome
    await buyer.waits(seq, "BENCH-")
    waits.of["goods"].append((time.perf_counter() - paid) * 1000)


async def _press(buyer: Person, message_id: int, prefix: str) -> None:
    """Press the first button whose data begins so."""
    message = next(one for one in await buyer.messages() if one["message_id"] == message_id)
    data = next(key["callback_data"] for key in keys(message) if key.get("callback_data", "").startswith(prefix))
    await buyer.sandbox.post("press", user_id=buyer.id, message_id=message_id, data=data)


async def settle_in(buyer: Person) -> None:
    """Language and terms, before anything is measured."""
    await buyer.says("/start")
    await buyer.taps("English")
    while not any("Accept" in key["text"] for key in keys(await buyer.screen())):
        await buyer.taps("Next")
    await buyer.taps("Accept")


@contextlib.asynccontextmanager
async def counted_shop(sandbox: Sandbox, folder: Path, stock: int) -> AsyncIterator[tuple[ShopProcess, Path]]:
    """An open shop with so much stock, and the file that counts its commits."""
    shop, counter = ShopProcess(settings_for(sandbox, folder, LOG_FORMAT="json")), folder / "commits"
    goods = folder / "goods.txt"
    goods.write_text("".join(f"BENCH-{number:06d}\n" for number in range(stock)))
    code, out = await shop.errand("import-stock", SLUG, str(goods))
    assert code == 0, out
    shop.command = (sys.executable, "-m", "benchmarks.counted", str(counter), "run")
    await shop.start()
    try:
        yield shop, counter
    finally:
        await shop.stop()


async def spent(sandbox: Sandbox, shop: ShopProcess, counter: Path) -> Cost:
    """The counters now."""
    calls = sum(call["method"].lower() != "getupdates" for call in await sandbox.calls())
    assert shop.process is not None
    fields = Path(f"/proc/{shop.process.pid}/stat").read_text().rsplit(") ", 1)[1].split()
    ticks = int(fields[11]) + int(fields[12])
    return Cost(calls, int(counter.read_text()), ticks * 1000 / os.sysconf("SC_CLK_TCK"))


async def measure(buyers: int, at_once: int, think: float) -> None:
    """Let buyers buy, so many at once, and print what it cost."""
    with tempfile.TemporaryDirectory() as place:
        async with (
            sandbox_running() as sandbox,
            counted_shop(sandbox, Path(place), buyers + at_once + 1) as (shop, counter),
        ):
            people = [await sandbox.newcomer(FIRST_BUYER + number) for number in range(buyers + 1)]
            for person in people:
                await settle_in(person)
            await buy(people[0], Waits())
            waits, before, start = Waits(), await spent(sandbox, shop, counter), time.perf_counter()
            await _in_lanes(people[1:], at_once, waits, think)
            took = time.perf_counter() - start
            await asyncio.sleep(1.5)
            cost = (await spent(sandbox, shop, counter)).since(before, buyers)
            _print(cost, waits, (buyers, at_once, think), took)


async def _in_lanes(people: list[Person], at_once: int, waits: Waits, think: float) -> None:
    async def lane(some: list[Person]) -> None:
        for person in some:
            await buy(person, waits, think)

    await asyncio.gather(*(lane(people[number::at_once]) for number in range(at_once)))


def _print(cost: Cost, waits: Waits, play: tuple[int, int, float], took: float) -> None:
    buyers, at_once, think = play
    print(f"\n{buyers} purchases, {at_once} at once, Python {platform.python_version()}, {os.cpu_count()} cores")
    print(f"  Bot API calls a purchase      {cost.calls:8.2f}")
    print(f"  write transactions a purchase {cost.commits:8.2f}   (inbox batches counted)")
    print(f"  CPU-ms a purchase             {cost.cpu_ms:8.1f}")
    print(f"  purchases a second            {buyers / took:8.1f}   (the buyers think for {think:g} s)")
    print(f"  {'wait after':<12}{'p50':>9}{'p95':>9}{'p99':>9}   ms")
    for step, found in waits.of.items():
        cuts = quantiles(found, n=100, method="inclusive") if len(found) > 1 else found * 99
        print(f"  {step:<12}{cuts[49]:9.1f}{cuts[94]:9.1f}{cuts[98]:9.1f}")


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--buyers", type=int, default=50)
    parser.add_argument("--at-once", type=int, default=0, help="default: 1, then 10")
    parser.add_argument("--think", type=float, default=0.0, help="seconds before each tap")
    chosen = parser.parse_args()
    os.chdir(ROOT)
    for at_once in (chosen.at_once,) if chosen.at_once else (1, 10):
        asyncio.run(measure(chosen.buyers, at_once, chosen.think))


if __name__ == "__main__":
    main()

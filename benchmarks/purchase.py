"""The cost of one purchase: Bot API calls, write transactions, CPU time and the wait after each tap.

`make bench` or `python -m benchmarks.purchase [--buyers N] [--at-once M] [--think S] [--latency MS]`. The shop is the
process that production runs, on SQLite with `synchronous=FULL`; Telegram is the sandbox, a second process on the same
machine, so waits include it. If nothing comes for 20 seconds after a purchase, its last marks cost one transaction
more.
"""

import argparse
import asyncio
import os
import platform
import tempfile
from pathlib import Path
from statistics import quantiles

from benchmarks.buying import Waits, buy, buy_at_once, newcomers, settle_in
from benchmarks.distance import add_latency, latencies, move_away
from benchmarks.spending import Cost, counted_shop
from tests.support.process_harness import ROOT, sandbox_running


async def measure(buyers: int, at_once: int, think: float, latency: int) -> None:
    """Let buyers buy, so many at once, and print what it cost."""
    with tempfile.TemporaryDirectory() as place:
        async with sandbox_running() as sandbox, counted_shop(sandbox, Path(place), buyers + at_once + 1) as counted:
            people = await newcomers(sandbox, buyers + 1)
            await settle_in(people)
            await move_away(sandbox, latency)
            await buy(people[0], Waits())
            waits, before = Waits(), await counted.spent()
            took = await buy_at_once(people[1:], at_once, waits, think)
            await asyncio.sleep(1.5)
            _print((await counted.spent()).since(before, buyers), waits, (buyers, at_once, think, latency), took)


def _print(cost: Cost, waits: Waits, play: tuple[int, int, float, int], took: float) -> None:
    buyers, at_once, think, latency = play
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    print(f"\n{buyers} purchases, {at_once} at once, Telegram {latency} ms away, {machine}")
    print(f"  Bot API calls a purchase      {cost.calls:8.2f}")
    print(f"  write transactions a purchase {cost.commits:8.2f}   (inbox batches counted)")
    print(f"  SQL statements a purchase     {cost.statements:8.1f}   (those of jobs beside it counted)")
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
    add_latency(parser)
    chosen = parser.parse_args()
    os.chdir(ROOT)
    for latency in latencies(chosen):
        for at_once in (chosen.at_once,) if chosen.at_once else (1, 10):
            asyncio.run(measure(chosen.buyers, at_once, chosen.think, latency))


if __name__ == "__main__":
    main()

"""The shop beside its floor: the same purchases of the same buyers, made in turn.

`python -m benchmarks.floor [--buyers N] [--rounds R] [--latency MS]`. The floor is `benchmarks/floor_bot.py`: bare
aiogram, the same Bot API calls, nothing stored. The shop is the process that production runs, on SQLite with
`synchronous=FULL`. Each round runs both, with one buyer and with ten at once; the table shows the medians of the
rounds. Telegram is the sandbox, a process of its own, and the buyers are another: on two cores they compete with the
bot, so the CPU time is the surer figure, and the ratio surer than both of its sides.
"""

import argparse
import asyncio
import os
import platform
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from benchmarks.buying import Waits, buy, buy_at_once, newcomers, settle_in
from benchmarks.distance import add_latency, latencies, move_away
from benchmarks.spending import CountedBot, counted_shop, floor_bot
from tests.support.process_harness import ROOT, Sandbox, sandbox_running

WARM_UP = 3
CROWDS = {1: "one buyer", 10: "ten at once"}


@dataclass(frozen=True)
class Run:
    """One run of one bot: every figure that is compared, by its name."""

    figures: dict[str, float]


async def run_shop(buyers: int, at_once: int, latency: int) -> Run:
    """So many purchases in the shop."""
    with tempfile.TemporaryDirectory() as place:
        stock = buyers + WARM_UP
        return await _run(lambda sandbox: counted_shop(sandbox, Path(place), stock), buyers, at_once, latency)


async def run_floor(buyers: int, at_once: int, latency: int) -> Run:
    """The same with the floor bot."""
    with tempfile.TemporaryDirectory() as place:
        return await _run(lambda sandbox: floor_bot(sandbox, Path(place)), buyers, at_once, latency, terms=False)


async def _run(
    opened: Callable[[Sandbox], AbstractAsyncContextManager[CountedBot]],
    buyers: int,
    at_once: int,
    latency: int,
    *,
    terms: bool = True,
) -> Run:
    async with sandbox_running() as sandbox, opened(sandbox) as counted:
        people = await newcomers(sandbox, buyers + WARM_UP)
        if terms:
            await settle_in(people)
        await move_away(sandbox, latency)
        for person in people[:WARM_UP]:
            await buy(person, Waits())
        waits, before = Waits(), await counted.spent()
        took = await buy_at_once(people[WARM_UP:], at_once, waits)
        await asyncio.sleep(1)
        spent = (await counted.spent()).since(before, buyers)
    cuts = quantiles(waits.all(), n=100, method="inclusive")
    return Run(
        {
            "purchases a second": buyers / took,
            "tap to answer p50, ms": cuts[49],
            "tap to answer p95, ms": cuts[94],
            "tap to answer p99, ms": cuts[98],
            "CPU-ms a purchase": spent.cpu_ms,
            "Bot API calls a purchase": spent.calls,
            "write transactions a purchase": spent.commits,
            "SQL statements a purchase": spent.statements,
        }
    )


def _print(latency: int, found: Mapping[int, tuple[list[Run], list[Run]]]) -> None:
    """Print the medians as a table of docs/performance.md has them."""
    print(f"\n| Telegram {latency} ms away | shop | floor | ratio |\n| --- | --- | --- | --- |")
    for name in found[1][0][0].figures:
        for at_once, both in found.items():
            ours, theirs = (median(run.figures[name] for run in runs) for runs in both)
            ratio = f"{ours / theirs:.2f}" if theirs else ""
            print(f"| {name}, {CROWDS[at_once]} | {ours:.2f} | {theirs:.2f} | {ratio} |")


async def compare(buyers: int, rounds: int, latency: int) -> None:
    """Run both in turn and print the table."""
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    print(f"\n{buyers} purchases a run, {rounds} rounds, Telegram {latency} ms away, {machine}", flush=True)
    found: dict[int, tuple[list[Run], list[Run]]] = {}
    for at_once in CROWDS:
        shop, floor = found[at_once] = [], []
        for _ in range(rounds):
            floor.append(await run_floor(buyers, at_once, latency))
            shop.append(await run_shop(buyers, at_once, latency))
    _print(latency, found)


def main() -> None:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--buyers", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    add_latency(parser)
    chosen = parser.parse_args()
    os.chdir(ROOT)
    for latency in latencies(chosen):
        asyncio.run(compare(chosen.buyers, chosen.rounds, latency))


if __name__ == "__main__":
    main()

"""Many seeds, many histories: `python -m tests.simulation.campaign --seeds 1-200 --events 200`.

A seed that ends badly is told with the command that plays it again, step by step (`--tell` prints its whole history).
"""

import argparse
import gc
import multiprocessing
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from tests.simulation.run import furnished, play
from tests.simulation.world import Outcome

HANDS = min(4, os.cpu_count() or 1)


@dataclass
class Verdict:
    """The result of a campaign: `red` has the complaints of each seed that ended badly, `facts` count over all."""

    events: int
    seeds: int = 0
    red: dict[int, list[str]] = field(default_factory=dict)
    facts: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one history."""
        self.seeds += 1
        self.facts.update(outcome.facts)
        self.facts.update({f"step {kind}": count for kind, count in outcome.tally.items()})
        if outcome.complaints:
            self.red[outcome.seed] = outcome.complaints

    def __str__(self) -> str:
        told = [f"{self.seeds} seeds x {self.events} events: {len(self.red)} red"]
        for seed, complaints in self.red.items():
            told += [f"seed {seed}: {complaint}" for complaint in complaints[:3]]
            told.append(f"  python -m tests.simulation.campaign --seeds {seed} --events {self.events} --tell")
        return "\n".join(told)


def _prepare() -> None:
    """Everything that all histories share is made once, and never looked at by the garbage collector again."""
    furnished()
    gc.collect()
    gc.freeze()


def _played(seed: int, events: int) -> Outcome:
    outcome = play(seed, events)
    outcome.log.clear()
    return outcome


def campaign(seeds: Iterable[int], events: int, hands: int = HANDS) -> Verdict:
    """Play these seeds, in so many processes of their own."""
    verdict, seeds = Verdict(events), list(seeds)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(hands, len(seeds)), context, _prepare) as workers:
        for outcome in workers.map(_played, seeds, [events] * len(seeds)):
            verdict.add(outcome)
            if outcome.complaints:
                print(f"seed {outcome.seed} is red: {outcome.complaints[0]}", flush=True)
    return verdict


def _range(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main(argv: Sequence[str] | None = None) -> int:
    """Returns 1 if any history ended badly."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.campaign", description=__doc__)
    parser.add_argument("--seeds", type=_range, default="1-200", help="one seed, or a range like 1-200")
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--hands", type=int, default=HANDS, help="processes")
    parser.add_argument("--tell", action="store_true", help="print what happens, in this process")
    given = parser.parse_args(argv)
    if given.tell:
        outcomes = [play(seed, given.events) for seed in given.seeds]
        print(*(line for outcome in outcomes for line in (*outcome.log, outcome.digest, *outcome.complaints)), sep="\n")
        return int(any(outcome.complaints for outcome in outcomes))
    verdict = campaign(given.seeds, given.events, given.hands)
    print(verdict)
    print(*(f"{count:8} {what}" for what, count in sorted(verdict.facts.items())), sep="\n")
    return int(bool(verdict.red))


if __name__ == "__main__":
    sys.exit(main())

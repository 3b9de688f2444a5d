"""The SQL statements of one purchase, step by step: `python -m benchmarks.statements`.

Statements that were also seen while nobody did anything are those of jobs, and left out.
"""

import asyncio
import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.buying import Waits, buy, newcomers, settle_in
from benchmarks.counted import statements
from benchmarks.spending import CountedBot, counted_shop
from tests.support.process_harness import ROOT, sandbox_running

WIDTH = 150
UNTIL_NOTHING_COMES, QUIET = 1.5, 6


class Steps(Waits):
    """Remembers at which line of the list each step began."""

    def __init__(self, counted: CountedBot) -> None:
        super().__init__()
        self.counted = counted
        self.began: dict[str, int] = {}

    @contextlib.contextmanager
    def measure(self, step: str) -> Iterator[None]:
        """One step."""
        self.began[step] = len(self.counted.lines())
        with super().measure(step):
            yield


async def show() -> None:
    """Let two people buy, and print what the second purchase has made."""
    with tempfile.TemporaryDirectory() as place:
        async with sandbox_running() as sandbox, counted_shop(sandbox, Path(place), 10) as counted:
            first, second = await newcomers(sandbox, 2)
            await settle_in([first, second])
            await buy(first, Waits())
            await asyncio.sleep(UNTIL_NOTHING_COMES)
            quiet = len(counted.lines())
            await asyncio.sleep(QUIET)
            steps = Steps(counted)
            await buy(second, steps)
            await asyncio.sleep(UNTIL_NOTHING_COMES)
            jobs = set(statements(counted.lines()[quiet : min(steps.began.values())]))
            _print(steps.began, ["" if line in jobs else line for line in counted.lines()])


def _print(began: dict[str, int], lines: list[str]) -> None:
    ends = [*list(began.values())[1:], len(lines)]
    for (step, start), end in zip(began.items(), ends, strict=True):
        print(f"\n{step}: {len(statements(lines[start:end]))} statements")
        print("\n".join(f"  {line[:WIDTH]}" for line in lines[start:end] if line))
    print(f"\n{len(statements(lines[min(began.values()) :]))} statements in all")


if __name__ == "__main__":
    os.chdir(ROOT)
    asyncio.run(show())

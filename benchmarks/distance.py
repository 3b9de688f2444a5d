"""The distance to Telegram: each answer of its Bot API comes so much later (`latency` in sandbox/README.md)."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from tests.support.process_harness import Sandbox

LATENCIES = (0, 60)
"""Milliseconds: none, so that the machine alone is seen, and about what a server in Europe has to Telegram."""


def add_latency(parser: ArgumentParser) -> None:
    """Let the command line choose one distance."""
    parser.add_argument("--latency", type=int, metavar="MS", help="a call's answer comes so much later; default: 0, 60")


def latencies(chosen: Namespace) -> Sequence[int]:
    """The distances to be measured, one table each."""
    return LATENCIES if chosen.latency is None else (chosen.latency,)


async def move_away(sandbox: Sandbox, latency: int) -> None:
    """From now on answers come so many milliseconds later."""
    await sandbox.post("latency", seconds=latency / 1000)

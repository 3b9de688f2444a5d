"""Several replicas of the shop on one database, started in the same moment."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]


async def race(url: str, *tasks: tuple[object, ...]) -> Counter[str]:
    """Run each task in a process of its own; returns how often each outcome came, all processes together."""
    replicas = [await _start(url, task) for task in tasks]
    for replica in replicas:
        assert replica.stdout is not None
        assert (await replica.stdout.readline()) == b"ready\n"
    outcomes = await asyncio.gather(*(replica.communicate(b"go\n") for replica in replicas))
    assert [replica.returncode for replica in replicas] == [0] * len(tasks)
    return sum((Counter(json.loads(told.splitlines()[-1])) for told, _ in outcomes), Counter())


async def _start(url: str, task: tuple[object, ...]) -> Process:
    arguments = [str(argument) for argument in task]
    command = [sys.executable, "-m", "tests.races.buyer_process", url, *arguments]
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=PIPE, stdout=PIPE)

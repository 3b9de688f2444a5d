"""Several replicas of the shop on one database, started in the same moment."""

import asyncio
import fcntl
import json
import os
import tempfile
from asyncio import StreamReader
from collections import Counter
from pathlib import Path

from tests.support import warm_start
from tests.support.warm_start import Child

ROOT = Path(__file__).parents[2]


async def race(url: str, *tasks: tuple[object, ...]) -> Counter[str]:
    """Run each task in a process of its own; returns how often each outcome came, all processes together."""
    with tempfile.NamedTemporaryFile() as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        replicas = [await _start(url, gate.name, task) for task in tasks]
        for replica in replicas:
            assert await _told(replica).readline() == b"ready\n", (await _told(replica).read()).decode()
        fcntl.flock(gate, fcntl.LOCK_UN)
        outcomes = await asyncio.gather(*(_told(replica).read() for replica in replicas))
        assert [await replica.wait() for replica in replicas] == [0] * len(tasks)
    return sum((Counter(json.loads(told.splitlines()[-1])) for told in outcomes), Counter())


async def _start(url: str, gate: str, task: tuple[object, ...]) -> Child:
    arguments = [url, gate, *map(str, task)]
    return await warm_start.start("tests.races.buyer_process", arguments, ROOT, dict(os.environ))


def _told(replica: Child) -> StreamReader:
    assert replica.stdout is not None
    return replica.stdout

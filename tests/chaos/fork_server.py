"""A warm parent: it has imported everything, has no thread and no event loop, and forks a shop whenever it is asked.

A fork takes milliseconds where a start of Python with all its imports takes a second; and a fork is only safe from a
process in which nothing else runs.
"""

import asyncio
import gc
import json
import os
import signal
import socket
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.chaos.crash_points import live


def fork(work: Callable[[], None]) -> int:
    """Do some work in a child; returns its process id."""
    assert threading.active_count() == 1, "only a process without threads may fork"
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        work()
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it was, the child must not return into the life of its parent
        traceback.print_exc()
    finally:
        os._exit(code)


def beside(campaign: Callable[["ShopForker"], None]) -> int:
    """Run a campaign in a child, and fork shops for it until it is done; returns its exit code."""
    ours, theirs = socket.socketpair()
    gc.freeze()
    director = fork(lambda: _direct(ours, theirs, campaign))
    theirs.close()
    _fork_on_request(ours)
    return os.waitstatus_to_exitcode(os.waitpid(director, 0)[1])


def _direct(ours: socket.socket, theirs: socket.socket, campaign: Callable[["ShopForker"], None]) -> None:
    ours.close()
    shops = ShopForker(theirs)
    try:
        campaign(shops)
    finally:
        shops.end(signal.SIGKILL)


def _fork_on_request(channel: socket.socket) -> None:
    with channel.makefile("rw") as wire:
        for line in wire:
            order = json.loads(line)
            pid = fork(lambda order=order: _live(channel, order))  # type: ignore[misc]
            print(json.dumps(pid), file=wire, flush=True)
            print(json.dumps(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])), file=wire, flush=True)


def _live(channel: socket.socket, order: dict[str, Any]) -> None:
    channel.close()
    live(order["environment"], order["die_at"], Path(order["folder"]))


class ShopForker:
    """Asks the warm parent for shops, one after the other."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._pid = 0
        self.closing = False

    async def _told(self) -> int:
        assert self._streams is not None
        return int(json.loads(await self._streams[0].readline()))

    async def run(self, environment: dict[str, str], folder: Path, die_at: str | int | None) -> int:
        """One life of a shop; returns its exit code, or minus the signal that ended it."""
        self._streams = self._streams or await asyncio.open_connection(sock=self._channel)
        order = {"environment": environment, "folder": str(folder), "die_at": die_at}
        self._streams[1].write(json.dumps(order).encode() + b"\n")
        self._pid = await self._told()
        if self.closing:
            self.end()
        code = await self._told()
        self._pid = 0
        return code

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ask the shop that lives to stop."""
        self.closing = True
        if self._pid:
            with suppress(ProcessLookupError):
                os.kill(self._pid, how)

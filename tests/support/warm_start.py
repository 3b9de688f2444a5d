"""Programs of the shop without the seconds that their imports take: a warm parent has imported them, and forks.

`start` gives what `asyncio.create_subprocess_exec` gives, as far as tests use it. The parent has no thread and no event
loop, and ends with the process that has started it. What a fork does not have, a start of Python itself, is left to
the tests that ask for it (`ShopProcess.cold`).
"""

import asyncio
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from handlers.ui.text.translations import Translations

ROOT = Path(__file__).resolve().parents[2]
IMPORTED = ("bot.__main__", "bot.cli.commands", "bot.serve")
"""The modules that every program of the shop needs, and those that the commands need beside them."""
ORDER_BYTES = 1 << 16
ONE_AT_A_TIME = threading.Lock()
KEPT: list[tuple[socket.socket, "subprocess.Popen[bytes]"]] = []
"""Parents of this process: each ends as soon as nobody holds the other end of its line."""


@dataclass
class Child:
    """A process that another one has forked for us."""

    pid: int
    stdout: asyncio.StreamReader | None
    ended: "asyncio.Future[int]"

    @property
    def returncode(self) -> int | None:
        return self.ended.result() if self.ended.done() else None

    async def wait(self) -> int:
        return await asyncio.shield(self.ended)

    def send_signal(self, how: int) -> None:
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, how)


def parent() -> str:
    """The address of the warm parent of this process."""
    with ONE_AT_A_TIME:
        return _begun()


@cache
def _begun() -> str:
    place = f"{tempfile.mkdtemp(prefix='warm')}/parent"
    ours, theirs = socket.socketpair()
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-m", "tests.support.warm_start", place, str(theirs.fileno())]
    process = subprocess.Popen(
        command, cwd=ROOT, env=plain, pass_fds=[theirs.fileno()], start_new_session=True, stdin=subprocess.DEVNULL
    )
    theirs.close()
    KEPT.append((ours, process))
    assert ours.recv(1), "the warm parent has not begun"
    return place


async def start(module: str, arguments: Sequence[str], folder: Path, environment: dict[str, str]) -> Child:
    """Run `python -m module arguments` with this environment, both outputs in one stream."""
    place = await asyncio.to_thread(parent)
    line = socket.socket(socket.AF_UNIX)
    await asyncio.to_thread(line.connect, place)
    source, sink = os.pipe()
    order = {"module": module, "arguments": list(arguments), "folder": str(folder), "environment": environment}
    socket.send_fds(line, [json.dumps(order).encode()], [sink])
    os.close(sink)
    line.setblocking(False)
    reader, writer = await asyncio.open_connection(sock=line)
    pid = int(await reader.readline())
    stdout = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stdout), os.fdopen(source, "rb"))

    async def end() -> int:
        code = int(await reader.readline())
        writer.close()
        return code

    return Child(pid, stdout, asyncio.ensure_future(end()))


def wait_for_an_order(place: str, owner: int) -> dict[str, Any]:
    """Fork whenever somebody asks for it; returns in the child alone."""
    with socket.socket(socket.AF_UNIX) as door, socket.socket(fileno=owner) as alive:
        door.bind(place)
        door.listen()
        alive.send(b"!")
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who wait for the children
        while alive not in select.select([door, alive], [], [])[0]:
            line, _ = door.accept()
            if fork() == 0:
                door.close()
                alive.close()
                return _mind(line)
            line.close()
    sys.exit()


def fork() -> int:
    assert threading.active_count() == 1, "only a process without threads may fork"
    return os.fork()


def _mind(line: socket.socket) -> dict[str, Any]:
    """Fork once more, and tell how that child ends; returns in the child alone."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    words, (sink,), _, _ = socket.recv_fds(line, ORDER_BYTES, 1)
    pid = fork()
    if pid:
        os.close(sink)
        line.sendall(f"{pid}\n".encode())
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        with suppress(BrokenPipeError):
            line.sendall(f"{code}\n".encode())
        os._exit(0)
    line.close()
    os.setsid()
    for stream in (sys.stdout, sys.stderr):
        os.dup2(sink, stream.fileno())
    os.close(sink)
    return dict(json.loads(words))


def obey(order: dict[str, Any]) -> None:
    """Be the program that was asked for."""
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.argv[1:] = order["arguments"]
    runpy.run_module(order["module"], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    for name in IMPORTED:
        importlib.import_module(name)
    del sys.modules["bot.__main__"]  # it is what is run
    Translations()  # reads the texts, for all that are forked
    gc.freeze()
    obey(wait_for_an_order(sys.argv[1], int(sys.argv[2])))

"""Time that passes only when nobody has anything to do, chance that is dealt from one pack, and lives that can end.

An event loop asks its selector how long it may sleep. Here the selector never sleeps: it moves the loop's clock on by
that much. So an hour takes as long as the work in it, and what happens depends on nothing but the seed. Work for other
threads is done at once, on this one.
"""

import asyncio
import contextlib
import random
import selectors
from collections.abc import Callable, Coroutine, Iterator
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from typing import Any

import aiosqlite.core
import pytest

import services.domain.values.clock
import services.storage.sqlite.engine
from tests.simulation.inline_sqlite import DISK, Disk, InlineConnection, create_engine
from tests.simulation.log_capture import LogCapture, written_down

EPOCH = 1_795_446_840
"""2026-11-23 15:14 UTC."""
LAST_BREATHS = 20
"""The number of turns that a dying task gets to put its things away before it is told again."""
NANO = 1_000_000_000


class Deadlock(AssertionError):
    """Everybody waits for something that nobody will ever do."""


class _Leap(selectors.SelectSelector):
    """A selector that does not wait but moves the clock."""

    moment = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise Deadlock
        self.moment += max(timeout, 0)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop in whose world nothing takes time but waiting."""

    def __init__(self) -> None:
        self._leap = _Leap()
        super().__init__(self._leap)

    def time(self) -> float:
        return self._leap.moment

    def run_in_executor(self, executor: object, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        del executor
        done = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to who asked
            done.set_exception(error)
        return done


@dataclass
class WallClock:
    """The module `time` as the shop sees it: the loop's time, and how far somebody has set the machine's clock."""

    loop: asyncio.AbstractEventLoop
    set_by: int = 0

    def time_ns(self) -> int:
        return int((EPOCH + self.set_by + self.loop.time()) * NANO)

    def monotonic_ns(self) -> int:
        return int(self.loop.time() * NANO)

    def telegram(self) -> float:
        """Telegram's own clock: nobody here can set it."""
        return EPOCH + self.loop.time()


@dataclass
class ProgramRun:
    """All that belongs to one run of a program: its tasks and its open files."""

    alive: bool = True
    tasks: list[asyncio.Task[Any]] = field(default_factory=list)
    disk: Disk = field(default_factory=Disk)

    def begin(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Start something that lives no longer than this."""
        context = copy_context()
        context.run(LIFE.set, self)
        context.run(DISK.set, self.disk)
        return asyncio.get_running_loop().create_task(work, context=context)

    async def begin_here(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do something in this life, and wait for what comes of it."""
        return await self.begin(work)

    def kill(self) -> None:
        """Nothing reaches file or network any more, and what was not committed is gone."""
        self.alive = False
        self.disk.sever()
        for task in self.tasks[:1]:
            task.cancel()

    async def end(self) -> None:
        """Let go of memory: whatever its tasks do about being cancelled, nobody notices."""
        self.kill()
        while dying := [task for task in self.tasks if not task.done()]:
            for task in dying:
                task.cancel()
            for _ in range(LAST_BREATHS):
                await asyncio.sleep(0)


LIFE: ContextVar[ProgramRun | None] = ContextVar("LIFE", default=None)


def _is_dead() -> bool:
    """Return whether who asks belongs to a life that is over."""
    life = LIFE.get()
    return life is not None and not life.alive


def _born(loop: asyncio.AbstractEventLoop, work: Any, **options: Any) -> asyncio.Task[Any]:
    """A task belongs to the life in which it was begun."""
    task: asyncio.Task[Any] = asyncio.Task(work, loop=loop, **options)
    context = options.get("context")
    life = LIFE.get() if context is None else context.get(LIFE)
    if life is not None:
        life.tasks.append(task)
    return task


@dataclass(frozen=True)
class SimulatedEnvironment:
    """The parts of a simulated world: time, chance, and a record of the programs' logs."""

    loop: VirtualLoop
    wall: WallClock
    chance: random.Random
    log_capture: LogCapture


@contextlib.contextmanager
def simulated_environment(seed: int) -> Iterator[SimulatedEnvironment]:
    """A world of its own for as long as the block lasts: the four doors through which the real one comes in are shut.

    They are the module `time` of the shop's clock, the operating system's random numbers behind `secrets`, the thread
    of the shop's SQLite file, and the log.
    """
    loop = VirtualLoop()
    loop.set_task_factory(_born)
    chance, ids = random.Random(seed), random.Random(f"ids {seed}")
    wall = WallClock(loop)
    with pytest.MonkeyPatch.context() as doors, written_down(loop, _is_dead) as log_capture:
        doors.setattr(services.domain.values.clock, "time", wall)
        doors.setattr(random.SystemRandom, "getrandbits", lambda _, bits: ids.getrandbits(bits))
        doors.setattr(random.SystemRandom, "randbytes", lambda _, size: ids.randbytes(size))
        doors.setattr(aiosqlite.core, "Connection", InlineConnection)
        doors.setattr(services.storage.sqlite.engine, "create_async_engine", create_engine)
        try:
            yield SimulatedEnvironment(loop, wall, chance, log_capture)
        finally:
            loop.close()

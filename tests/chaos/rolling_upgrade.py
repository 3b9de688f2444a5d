"""Several replicas behind a balancer: people buy while replicas are killed, upgraded and taken back; nobody notices.

`python -m tests.chaos.rolling_upgrade POSTGRES_URL FOLDER PURCHASES SEED` prints the report as JSON; the database
must be empty.
"""

import asyncio
import json
import random
import signal
import sys
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import asyncpg

from sandbox.api.api_errors import ApiError
from sandbox.clock import Clock
from sandbox.faults.rate_limits import EVERYWHERE, Floods
from tests.chaos.balancer import balancing, free_ports
from tests.chaos.buyer import COPY, Buyer, deliveries
from tests.chaos.failure_counts import FailureCounts
from tests.chaos.final_checks import broken_promises, charged, count_failures
from tests.chaos.next_version import REVISION, make_successor
from tests.chaos.world import (
    InProcessSandbox,
    codes_of,
    furnish_shop,
    in_process_sandbox,
    invite,
    read_settings,
    settings_in,
)
from tests.support.process_harness import PATIENCE, ROOT, NotInTime, ShopProcess, said

REPLICAS = 3
CHANGES = (
    *((number, signal.SIGKILL, False) for number in range(REPLICAS)),  # each is killed in turn
    (0, signal.SIGTERM, True),  # the first is upgraded, and with it the database
    (1, signal.SIGKILL, False),  # an old one dies on the new schema, and comes back
    (1, signal.SIGTERM, True),
    (2, signal.SIGTERM, True),
    (0, signal.SIGTERM, False),  # the new version is taken back, at first here
)
"""The changes of a campaign: which replica, which signal, and whether it comes back as the next version."""
KILLS = sum(how is signal.SIGKILL for _, how, _ in CHANGES)
STOPS = len(CHANGES) - KILLS
AT_ONCE = 3
PAUSE = 0.25
"""Seconds between two purchases of one in line: three who buy without it ask for more than 30 messages a second."""
FIRST_GUEST = 10_001
SECRET = "x" * 32
LAUNCHER = (sys.executable, "-m", "tests.chaos.replica", "run")
SETTLED = "SELECT count(*), count(*) FILTER (WHERE state IN ('SENT', 'SEEN')) FROM deliveries"
HANDLED = "SELECT count(*) FROM inbox WHERE state = 'OPEN'"
LEADER = "SELECT holder FROM leases WHERE name = 'shop'"
SCHEMA = "SELECT version_num FROM alembic_version"
Prepare = Callable[[str], Awaitable[None]]
WORDS = ("Traceback", "deadlock", "incident", "job_failed", "outbox_task_failed")


class CountedFloods(Floods):
    """Telegram's sending limits, and how often a bot went beyond any of them, or beyond that of all chats together.

    A bucket lets a burst pass, and several replicas that send what can wait are a burst: `most` is how many messages
    came within a second, and `silence` the longest time between two (seconds).
    """

    refused = beyond_all = most = 0
    silence = 0.0

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self._lately: deque[float] = deque()

    def _count(self) -> None:
        now = self._clock.now()
        self.silence = max(self.silence, now - self._lately[-1] if self._lately else 0)
        self._lately.append(now)
        while self._lately[0] <= now - 1:
            self._lately.popleft()
        self.most = max(self.most, len(self._lately))

    def check(self, chat_id: int) -> None:
        self._count()
        overall = self._bucket(EVERYWHERE)
        left = overall.tokens + (self._clock.now() - overall.filled_at) / overall.period
        self.beyond_all += left < 1
        try:
            super().check(chat_id)
        except ApiError:
            self.refused += 1
            raise


@dataclass
class Report:
    """The result of a campaign. `broken` are violated guarantees, in words."""

    done: int
    kills: int = 0
    stops: int = 0
    copies: int = 0
    floods: int = 0
    most: int = 0
    silence: float = 0.0
    failures: FailureCounts = field(default_factory=FailureCounts)
    broken: list[str] = field(default_factory=list)


@dataclass
class Fleet:
    """Replicas of one shop, and the world around them."""

    sandbox: InProcessSandbox
    url: str
    replicas: list[ShopProcess]

    async def replace(self, number: int, how: signal.Signals, tree: Path = ROOT) -> int:
        """End one replica in this way and start it again, with the code of a tree; returns how it ended."""
        code = await self.replicas[number].stop(how)
        self.replicas[number].tree = tree
        await self.replicas[number].start()
        return code

    async def leader(self) -> int:
        """The number of the replica that leads, as soon as one does."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while (found := await self._holder()) is None:
            if asyncio.get_running_loop().time() > deadline:
                raise NotInTime("nobody leads")
            await asyncio.sleep(0.1)
        return found

    async def _holder(self) -> int | None:
        pids = {str(replica.process.pid): number for number, replica in enumerate(self.replicas) if replica.process}
        holders = [str(holder).split("/")[-2] for (holder,) in await self.ask(LEADER)]
        return next((pids[pid] for pid in holders if pid in pids), None)

    def tell(self, number: int, how: signal.Signals) -> None:
        """Send one replica a signal that does not end it: SIGSTOP is a machine that stands still."""
        process = self.replicas[number].process
        assert process is not None, "it was started"
        process.send_signal(how)

    async def ask(self, question: str) -> list[tuple[object, ...]]:
        connection = await asyncpg.connect(self.url.replace("+asyncpg", ""))
        try:
            return [tuple(row) for row in await connection.fetch(question)]
        finally:
            await connection.close()

    async def until(self, question: str, answer: tuple[object, ...]) -> None:
        """Ask the database again and again until it gives this answer."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while (found := await self.ask(question)) != [answer]:
            if asyncio.get_running_loop().time() > deadline:
                raise NotInTime(f"{question}: {found} instead of {answer}")
            await asyncio.sleep(0.2)

    def trouble(self) -> list[str]:
        """Lines of the logs that tell of trouble."""
        return [line for replica in self.replicas for line in replica.log if any(word in line for word in WORDS)]


async def nothing_more(_url: str) -> None:
    """The shop is furnished well enough."""


@asynccontextmanager
async def fleet_running(
    url: str, folder: Path, codes: list[str], guests: range, prepare: Prepare = nothing_more, *, cold: bool = True
) -> AsyncIterator[Fleet]:
    """An open shop of several replicas, furnished and prepared, with its guests invited.

    `cold` as of `ShopProcess`; the next version is a Python of its own in any case.
    """
    ports = free_ports(REPLICAS)
    async with in_process_sandbox() as sandbox, balancing(ports) as port:
        world = sandbox.world
        world.retry_pace, world.limits_floods, world.floods = 0.3, True, CountedFloods(world.clock)
        await invite(sandbox, guests)
        hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram", "WEBHOOK_SECRET": SECRET}
        common = settings_in(sandbox, folder, DATABASE_URL=url, **hook)
        await furnish_shop(read_settings(common), codes, guests)
        await prepare(url)
        replicas = [ShopProcess(common | {"WEB_PORT": str(one)}, LAUNCHER, cold=cold) for one in ports]
        await asyncio.gather(*(replica.start() for replica in replicas))
        try:
            yield Fleet(sandbox, url, replicas)
        finally:
            await asyncio.gather(*(replica.stop() for replica in replicas))


class Buyers:
    """People who buy one thing each, a few at a time, and no faster than Telegram lets a bot answer."""

    def __init__(self, fleet: Fleet, guests: range) -> None:
        self._fleet = fleet
        self._coming = iter(guests)
        self.bought = 0
        self._sold = asyncio.Condition()

    async def shop(self) -> None:
        """Until everybody has bought."""
        async with asyncio.TaskGroup() as all_of_them:
            for _ in range(AT_ONCE):
                all_of_them.create_task(self._one_by_one())

    async def _one_by_one(self) -> None:
        for guest in self._coming:
            await Buyer(self._fleet.sandbox, guest).buys()
            async with self._sold:
                self.bought += 1
                self._sold.notify_all()
            await asyncio.sleep(PAUSE)

    async def until(self, count: int) -> None:
        """Wait until so many have bought."""
        async with self._sold:
            await self._sold.wait_for(lambda: self.bought >= count)


async def sail(url: str, folder: Path, purchases: int, seed: int, *, cold: bool = True) -> Report:
    """So many purchases; meanwhile each replica is killed, and all are upgraded to the next version one by one."""
    chance, report = random.Random(seed), Report(0)
    guests = range(FIRST_GUEST, FIRST_GUEST + purchases)
    codes, successor = codes_of(purchases), make_successor(folder / "successor")
    async with fleet_running(url, folder, codes, guests, cold=cold) as fleet:
        crowd = Buyers(fleet, guests)
        shopping = asyncio.create_task(crowd.shop())
        for step, (number, how, is_next) in enumerate(CHANGES):
            part = (step + chance.random()) / len(CHANGES)
            waiting = asyncio.create_task(crowd.until(int(part * purchases)))
            await asyncio.wait([waiting, shopping], return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            code = await fleet.replace(number, how, successor if is_next else ROOT)
            report.kills += code == -signal.SIGKILL
            report.stops += code == 0
        await shopping
        await fleet.until(SETTLED, (purchases, purchases))
        await fleet.until(HANDLED, (0,))
        await fleet.until(SCHEMA, (REVISION,))
        world = fleet.sandbox.world
        assert isinstance(world.floods, CountedFloods)
        report.copies = sum(COPY in said(prepared) for guest in guests for prepared in deliveries(world, guest))
        # One chat may be refused: what a killed process answered is answered again, beside what people go on tapping.
        report.floods, report.most = world.floods.beyond_all, world.floods.most
        report.failures = await asyncio.to_thread(count_failures, world, url, codes, guests)
        report.done = sum(charged(world, guest) for guest in guests)
        report.broken = [*await asyncio.to_thread(broken_promises, world, url, codes, guests), *fleet.trouble()]
    return report


if __name__ == "__main__":
    sailed = asyncio.run(sail(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
    print(json.dumps(asdict(sailed)))

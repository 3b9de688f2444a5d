"""kill -9 at every point of a purchase and of the recovery after it.

`python -m tests.chaos.crash_campaign FOLDER KILLS SEED` prints the report.

In each play somebody buys while the shop dies at one to four points and is started again each time. First every point
of an undisturbed purchase is walked; then seeds choose points of purchases and recoveries, two buyers at once, and
whether the buyers wait before they look. The report is one JSON line a play.
"""

import asyncio
import json
import os
import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.fernet import Fernet

from tests.chaos.buyer import Buyer, is_settled, until
from tests.chaos.crash_points import DIED, warm_up
from tests.chaos.failure_counts import FailureCounts
from tests.chaos.final_checks import broken_promises, charged, count_failures
from tests.chaos.fork_server import ShopForker, beside, fork
from tests.chaos.world import (
    NOWHERE,
    InProcessSandbox,
    codes_of,
    copy_database,
    furnish_shop,
    in_process_sandbox,
    invite,
    read_settings,
    settings_in,
)
from tests.support.process_harness import NotInTime

WORKERS = 2
GUESTS = (1001, 1002)
CODES = codes_of(3)
KILLED = -9
RECOVERY = 40
SURPLUS = 1.2


@dataclass(frozen=True, slots=True)
class Plan:
    """A play: where the shop dies, one point a life; who buys; whether they wait for all messages before they look."""

    deaths: tuple[str | int, ...]
    guests: int = 1
    patient: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a campaign: the points where the shop died, how often somebody paid, and what was lost."""

    plan: Plan
    died: tuple[str, ...]
    paid: int
    failures: FailureCounts
    broken: tuple[str, ...]


async def keep_open(
    shops: ShopForker, environment: dict[str, str], folder: Path, deaths: tuple[str | int, ...]
) -> bool:
    """Start the shop again whenever it has died; returns whether the last one has ended in order."""
    shops.closing = False
    for die_at in [*deaths, None]:
        code = await shops.run(environment, folder, die_at)
        if code != KILLED:
            assert code == 0, f"the shop ended by itself with {code}"
            return True
        if shops.closing:
            return False
    raise AssertionError("nobody has told the last shop to die")


async def play(shops: ShopForker, sandbox: InProcessSandbox, template: Path, folder: Path, plan: Plan) -> Report:
    """One play."""
    guests = GUESTS[: plan.guests]
    await invite(sandbox, guests)
    database = copy_database(template, folder)
    environment = settings_in(sandbox, folder, SECRET_KEYS=(template.parent / "key").read_text())
    serving = asyncio.create_task(keep_open(shops, environment, folder, plan.deaths))
    shopping = asyncio.gather(*(shop_around(sandbox, guest, database, plan) for guest in guests))
    await asyncio.wait([serving, shopping], return_when=asyncio.FIRST_COMPLETED)
    shops.end()
    ends = await asyncio.gather(serving, shopping, return_exceptions=True)
    if ends[0] is False:
        finish = finish_work(shops, Buyer(sandbox, guests[0]), environment, folder)
        ends += await asyncio.gather(finish, return_exceptions=True)
    broken = [repr(error) for error in ends if isinstance(error, BaseException)]
    suffered = count_failures(sandbox.world, database, CODES, guests) + FailureCounts(
        stuck=sum(isinstance(end, NotInTime) for end in ends)
    )
    paid = sum(charged(sandbox.world, guest) for guest in guests)
    return Report(
        plan, deaths_of(folder), paid, suffered, (*broken, *broken_promises(sandbox.world, database, CODES, guests))
    )


async def finish_work(shops: ShopForker, buyer: Buyer, environment: dict[str, str], folder: Path) -> None:
    """A shop that was killed while it closed is opened and closed once more: nothing may be left to do then."""
    serving = asyncio.create_task(keep_open(shops, environment, folder, ()))
    try:
        await finds_goods(buyer)
    finally:
        shops.end()
        await serving


async def shop_around(sandbox: InProcessSandbox, guest: int, database: Path, plan: Plan) -> None:
    """Buy, perhaps look at once under /orders, and look again when the goods have come."""
    buyer = Buyer(sandbox, guest)
    await buyer.buys()
    if not plan.patient:
        await finds_goods(buyer)
    await until(lambda: is_settled(database, plan.guests), "settled deliveries")
    await finds_goods(buyer)


async def finds_goods(buyer: Buyer) -> None:
    """Check that a buyer who has paid sees the goods."""
    shown = await buyer.looks()
    assert shown.intersection(CODES), f"/orders shows no goods to {buyer.id}: {shown}"


def deaths_of(folder: Path) -> tuple[str, ...]:
    """Return the points at which the shop has died."""
    lines = (folder / "trace").read_text().splitlines()
    return tuple(line.removeprefix(DIED) for line in lines if line.startswith(DIED))


def prepare(folder: Path) -> Path:
    """Furnish the database that every play begins with; returns its file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "key").write_bytes(Fernet.generate_key())
    settings = read_settings(settings_in(NOWHERE, folder, SECRET_KEYS=(folder / "key").read_text()))
    warm_up(settings)
    pid = fork(lambda: asyncio.run(furnish_shop(settings, CODES, GUESTS)))
    assert os.waitpid(pid, 0)[1] == 0, "no database to begin with"
    return folder / "shop.sqlite3"


def perform(shops: ShopForker, template: Path, plans: Sequence[Plan], report: Path) -> None:
    """Perform these plays one after the other and report each."""

    async def play_all() -> None:
        async with in_process_sandbox() as sandbox:
            for number, plan in enumerate(plans):
                folder = report.with_suffix(".d") / str(number)
                played = await play(shops, sandbox, template, folder, plan)
                with report.open("a") as lines:
                    print(json.dumps(asdict(played)), file=lines)
                if not played.broken:
                    shutil.rmtree(folder)

    asyncio.run(play_all())


def walk(template: Path, folder: Path) -> list[str]:
    """All points of an undisturbed purchase, by name."""

    async def undisturbed(shops: ShopForker) -> None:
        async with in_process_sandbox() as sandbox:
            played = await play(shops, sandbox, template, folder, Plan(()))
        assert not played.broken, played.broken

    assert beside(lambda shops: asyncio.run(undisturbed(shops))) == 0, (folder / "log").read_text()
    return [line for line in (folder / "trace").read_text().splitlines() if line]


def kind_of(point: str) -> str:
    """Before or after what: a point without its number."""
    return point.rpartition(" ")[0]


def plans_of(points: Sequence[str], kills: int, seed: int) -> Iterator[Plan]:
    """First each point once, or for few kills one of each kind; then what chance brings, until so many are planned."""
    walked = points if kills >= len(points) else list({kind_of(point): point for point in points}.values())
    yield from (Plan((point,)) for point in walked)
    chance, planned = random.Random(seed), len(walked)
    while planned < kills * SURPLUS:
        recoveries = [chance.randint(1, RECOVERY) for _ in range(chance.randint(1, 3))]
        yield Plan((chance.choice(points), *recoveries), chance.randint(1, 2), chance.random() < 0.6)
        planned += 1 + len(recoveries)


def main(folder: Path, kills: int, seed: int) -> int:
    """The whole campaign, on all workers at once."""
    template = prepare(folder)
    plans = list(plans_of(walk(template, folder / "walk"), kills, seed))

    def work(number: int) -> None:
        report = folder / f"report-{number}.jsonl"
        assert beside(lambda shops: perform(shops, template, plans[number::WORKERS], report)) == 0

    workers = [fork(lambda number=number: work(number)) for number in range(WORKERS)]  # type: ignore[misc]
    return max(os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) for worker in workers)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))

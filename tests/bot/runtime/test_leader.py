"""Processes of one shop that know of each other, on both databases."""

import asyncio
import os
import subprocess
import sys

import pytest

from bot.runtime import leader as module
from bot.runtime.leader import TERM, Presence, is_gone
from services.domain.values.clock import SECOND
from services.storage.database import Database
from tests.shop import Watch


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both live in this process, so nobody may conclude from the process id that the other is dead."""
    monkeypatch.setattr(module, "is_gone", lambda _holder: False)


async def test_one_leads_and_the_other_does_not(db: Database) -> None:
    first, second = Presence(db), Presence(db)

    assert await asyncio.gather(first.lead(), second.lead()) in ([True, False], [False, True])
    assert (first.leads, second.leads) in {(True, False), (False, True)}


async def test_who_renews_goes_on_leading(db: Database, real: Watch) -> None:
    first, second = Presence(db), Presence(db)
    await first.lead()

    for _ in range(5):
        real.forward(TERM - SECOND)
        await first.renew()

    assert not await second.lead()
    assert not first.ousted


async def test_a_standby_takes_over_when_the_lease_is_over_and_the_other_notices(db: Database, real: Watch) -> None:
    first, second = Presence(db), Presence(db)
    assert await first.be_alone(asyncio.Event())
    assert not await second.lead()

    real.forward(TERM)
    taken = await second.lead()
    await first.renew()

    assert taken
    assert (first.leads, first.ousted) == (False, True)


async def test_a_standby_takes_over_at_once_from_who_has_left(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TRY_EVERY", 0.01)
    first, second = Presence(db), Presence(db)
    await first.be_alone(asyncio.Event())
    waiting = asyncio.ensure_future(second.be_alone(asyncio.Event()))
    await asyncio.wait([waiting], timeout=0.05)
    assert not waiting.done()

    await first.leave()

    assert await waiting


async def test_a_standby_that_is_asked_to_stop_stops(db: Database) -> None:
    stop = asyncio.Event()
    await Presence(db).be_alone(stop)
    waiting = asyncio.ensure_future(Presence(db).be_alone(stop))

    stop.set()

    assert not await waiting


async def test_several_may_be_there_and_one_leads(db: Database, real: Watch) -> None:
    fellows = [Presence(db) for _ in range(3)]
    for fellow in fellows:
        await fellow.arrive()
    leading = [await fellow.lead() for fellow in fellows]

    real.forward(TERM - SECOND)
    for fellow in fellows[1:]:
        await fellow.renew()
    real.forward(SECOND)
    heirs = [await fellow.lead() for fellow in fellows[1:]]
    async with db.begin() as tx:
        await tx.leases.end_expired()
    await fellows[0].renew()

    assert (leading, heirs) == ([True, False, False], [True, False])
    assert [fellow.ousted for fellow in fellows] == [True, False, False]


async def test_a_database_that_is_away_costs_the_lease_only_if_somebody_else_reaches_it(
    db: Database, real: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, heir = Presence(db), Presence(db)
    await alone.be_alone(asyncio.Event())
    with monkeypatch.context() as outage:
        outage.setattr(db, "begin", broken)
        await alone.renew()
    assert not alone.ousted

    real.forward(TERM)
    await heir.lead()
    await alone.renew()

    assert alone.ousted


async def is_certain(presence: Presence) -> bool:
    asking = asyncio.ensure_future(presence.certain())
    await asyncio.wait([asking], timeout=0.02)
    asking.cancel()
    return asking.done() and not asking.cancelled()


async def test_who_was_stopped_for_longer_than_his_lease_is_not_certain_before_it_is_renewed(
    db: Database, real: Watch
) -> None:
    presence = Presence(db, real)
    await presence.lead()
    at_first = await is_certain(presence)

    real.forward(TERM)
    asleep = await is_certain(presence)
    waiting = asyncio.ensure_future(presence.certain())
    await presence.renew()
    await asyncio.wait_for(waiting, 5)

    assert (at_first, asleep, await is_certain(presence)) == (True, False, True)


async def test_who_was_taken_over_from_is_never_certain_again(db: Database, real: Watch) -> None:
    first, second = Presence(db, real), Presence(db, real)
    await first.be_alone(asyncio.Event())
    real.forward(TERM)
    await second.lead()

    await first.renew()

    assert not await is_certain(first)


async def test_who_slept_and_takes_the_lead_is_not_certain_of_the_lanes(db: Database, real: Watch) -> None:
    fellow = Presence(db, real)
    await fellow.arrive()
    real.forward(TERM)

    leads = await fellow.lead()

    assert (leads, await is_certain(fellow)) == (True, False)


async def test_a_lease_that_could_not_be_renewed_makes_nobody_certain(
    db: Database, real: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence = Presence(db, real)
    await presence.lead()
    real.forward(TERM)

    with monkeypatch.context() as outage:
        outage.setattr(db, "begin", broken)
        await presence.renew()

    assert not await is_certain(presence)


def broken() -> None:
    raise OSError


def test_a_process_that_has_ended_is_gone() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()

    assert is_gone(f"{module._space()}/{child.pid}/x")


def test_this_place_among_the_processes_was_somebody_elses_before() -> None:
    assert is_gone(f"{module._space()}/{os.getpid()}/x")


@pytest.mark.parametrize("holder", [f"{module._space()}/{os.getppid()}/x", f"elsewhere/{2**22}/x", "words", ""])
def test_of_others_nobody_can_tell(holder: str) -> None:
    assert not is_gone(holder)

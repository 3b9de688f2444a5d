"""Processes of one shop that know of each other, on both databases."""

import asyncio
import os
import subprocess
import sys

import pytest

from bot.runtime import leader as module
from bot.runtime.leader import LEASE_MS, ProcessLease, is_dead_process
from services.domain.values.clock import SECOND
from services.storage.database import Database
from tests.support.service_harness import ManualClock


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both live in this process, so nobody may conclude from the process id that the other is dead."""
    monkeypatch.setattr(module, "is_dead_process", lambda _holder: False)


async def test_one_leads_and_the_other_does_not(db: Database) -> None:
    first, second = ProcessLease(db), ProcessLease(db)

    assert await asyncio.gather(first.try_lead(), second.try_lead()) in ([True, False], [False, True])
    assert (first.is_leader, second.is_leader) in {(True, False), (False, True)}


async def test_who_renews_goes_on_leading(db: Database, real: ManualClock) -> None:
    first, second = ProcessLease(db), ProcessLease(db)
    await first.try_lead()

    for _ in range(5):
        real.forward(LEASE_MS - SECOND)
        await first.renew()

    assert not await second.try_lead()
    assert not first.lease_lost


async def test_a_standby_takes_over_when_the_lease_is_over_and_the_other_notices(
    db: Database, real: ManualClock
) -> None:
    first, second = ProcessLease(db), ProcessLease(db)
    assert await first.wait_for_leadership(asyncio.Event())
    assert not await second.try_lead()

    real.forward(LEASE_MS)
    taken = await second.try_lead()
    await first.renew()

    assert taken
    assert (first.is_leader, first.lease_lost) == (False, True)


async def test_a_standby_takes_over_at_once_from_who_has_left(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TRY_EVERY", 0.01)
    first, second = ProcessLease(db), ProcessLease(db)
    await first.wait_for_leadership(asyncio.Event())
    waiting = asyncio.ensure_future(second.wait_for_leadership(asyncio.Event()))
    await asyncio.wait([waiting], timeout=0.05)
    assert not waiting.done()

    await first.release()

    assert await waiting


async def test_a_standby_that_is_asked_to_stop_stops(db: Database) -> None:
    stop = asyncio.Event()
    await ProcessLease(db).wait_for_leadership(stop)
    waiting = asyncio.ensure_future(ProcessLease(db).wait_for_leadership(stop))

    stop.set()

    assert not await waiting


async def test_several_may_be_there_and_one_leads(db: Database, real: ManualClock) -> None:
    fellows = [ProcessLease(db) for _ in range(3)]
    for fellow in fellows:
        await fellow.register()
    leading = [await fellow.try_lead() for fellow in fellows]

    real.forward(LEASE_MS - SECOND)
    for fellow in fellows[1:]:
        await fellow.renew()
    real.forward(SECOND)
    heirs = [await fellow.try_lead() for fellow in fellows[1:]]
    async with db.begin() as tx:
        await tx.leases.end_expired()
    await fellows[0].renew()

    assert (leading, heirs) == ([True, False, False], [True, False])
    assert [fellow.lease_lost for fellow in fellows] == [True, False, False]


async def test_a_database_that_is_away_costs_the_lease_only_if_somebody_else_reaches_it(
    db: Database, real: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, heir = ProcessLease(db), ProcessLease(db)
    await alone.wait_for_leadership(asyncio.Event())
    with monkeypatch.context() as outage:
        outage.setattr(db, "begin", broken)
        await alone.renew()
    assert not alone.lease_lost

    real.forward(LEASE_MS)
    await heir.try_lead()
    await alone.renew()

    assert alone.lease_lost


async def is_certain(lease: ProcessLease) -> bool:
    asking = asyncio.ensure_future(lease.wait_until_valid())
    await asyncio.wait([asking], timeout=0.02)
    asking.cancel()
    return asking.done() and not asking.cancelled()


async def test_who_was_stopped_for_longer_than_his_lease_is_not_certain_before_it_is_renewed(
    db: Database, real: ManualClock
) -> None:
    lease = ProcessLease(db, real)
    await lease.try_lead()
    at_first = await is_certain(lease)

    real.forward(LEASE_MS)
    asleep = await is_certain(lease)
    waiting = asyncio.ensure_future(lease.wait_until_valid())
    await lease.renew()
    await asyncio.wait_for(waiting, 5)

    assert (at_first, asleep, await is_certain(lease)) == (True, False, True)


async def test_who_was_taken_over_from_is_never_certain_again(db: Database, real: ManualClock) -> None:
    first, second = ProcessLease(db, real), ProcessLease(db, real)
    await first.wait_for_leadership(asyncio.Event())
    real.forward(LEASE_MS)
    await second.try_lead()

    await first.renew()

    assert not await is_certain(first)


async def test_who_slept_and_takes_the_lead_is_not_certain_of_the_customers(db: Database, real: ManualClock) -> None:
    fellow = ProcessLease(db, real)
    await fellow.register()
    real.forward(LEASE_MS)

    leads = await fellow.try_lead()

    assert (leads, await is_certain(fellow)) == (True, False)


async def test_a_lease_that_could_not_be_renewed_makes_nobody_certain(
    db: Database, real: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = ProcessLease(db, real)
    await lease.try_lead()
    real.forward(LEASE_MS)

    with monkeypatch.context() as outage:
        outage.setattr(db, "begin", broken)
        await lease.renew()

    assert not await is_certain(lease)


def broken() -> None:
    raise OSError


def test_a_process_that_has_ended_is_gone() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()

    assert is_dead_process(f"{module._host_id()}/{child.pid}/x")


def test_this_place_among_the_processes_was_somebody_elses_before() -> None:
    assert is_dead_process(f"{module._host_id()}/{os.getpid()}/x")


@pytest.mark.parametrize("holder", [f"{module._host_id()}/{os.getppid()}/x", f"elsewhere/{2**22}/x", "words", ""])
def test_of_others_nobody_can_tell(holder: str) -> None:
    assert not is_dead_process(holder)

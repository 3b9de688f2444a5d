import asyncio
from collections.abc import AsyncIterator

import pytest

from services.domain.system.uptime import LONGEST_GAP, Heartbeat, Span
from services.domain.values.clock import DAY, HOUR, MINUTE, SECOND
from services.storage.database import Database
from services.storage.schema.bootstrap import open_database
from services.system.heartbeats import KEY, Heartbeats
from tests.support import databases
from tests.support.service_harness import AFTERNOON, ManualClock


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def heartbeats(db: Database, clock: ManualClock) -> Heartbeats:
    return Heartbeats(db, clock)


@pytest.fixture
async def twin(url: str, real: ManualClock, clock: ManualClock) -> AsyncIterator[Heartbeats]:
    """The same in a process of its own."""
    database = await open_database(url, [databases.KEY], real=real)
    yield Heartbeats(database, clock)
    await database.close()


@pytest.fixture
def passes(clock: ManualClock, real: ManualClock) -> "Passes":
    return Passes(clock, real)


class Passes:
    """Time passes by both clocks."""

    def __init__(self, clock: ManualClock, real: ManualClock) -> None:
        self.clock, self.real = clock, real

    def __call__(self, milliseconds: int) -> None:
        self.clock.forward(milliseconds)
        self.real.forward(milliseconds)


async def downtimes(db: Database) -> list[Span]:
    async with db.read() as reading:
        return await reading.downtimes.since(0)


async def last(db: Database) -> Heartbeat | None:
    async with db.read() as reading:
        return Heartbeat.read(await reading.key_values.get(KEY))


async def test_a_year_of_heartbeats_is_one_row(heartbeats: Heartbeats, db: Database, passes: Passes) -> None:
    for _ in range(20):
        assert await heartbeats.beat(well=True) is None
        passes(MINUTE)

    assert await downtimes(db) == []
    found = await last(db)
    assert found is not None
    assert (found.since, found.at) == (AFTERNOON, AFTERNOON + 19 * MINUTE)


async def test_nothing_is_measured_before_the_first_heartbeat(
    heartbeats: Heartbeats, db: Database, passes: Passes
) -> None:
    await heartbeats.beat(well=False)
    passes(HOUR)

    assert await last(db) is None
    await heartbeats.beat(well=True)
    assert await downtimes(db) == []


async def test_a_restart_is_no_downtime_and_a_longer_gap_is_one_from_the_last_heartbeat_on(
    heartbeats: Heartbeats, db: Database, passes: Passes
) -> None:
    await heartbeats.beat(well=True)
    passes(LONGEST_GAP)
    assert await heartbeats.beat(well=True) is None

    began = passes.clock()
    passes(LONGEST_GAP + 1)
    ended = await heartbeats.beat(well=True)

    assert ended == Span(began, began + LONGEST_GAP + 1)
    assert await downtimes(db) == [ended]


async def test_a_shop_that_says_it_fails_is_down_however_soon_it_recovers(
    heartbeats: Heartbeats, db: Database, passes: Passes
) -> None:
    await heartbeats.beat(well=True)
    passes(MINUTE)
    for _ in range(3):
        await heartbeats.beat(well=False)
        passes(5 * SECOND)

    await heartbeats.beat(well=True)
    passes(MINUTE)
    await heartbeats.beat(well=True)

    assert await downtimes(db) == [Span(AFTERNOON, AFTERNOON + MINUTE + 15 * SECOND)]


async def test_a_process_that_died_while_the_shop_failed_leaves_one_downtime_to_its_heir(
    heartbeats: Heartbeats, twin: Heartbeats, db: Database, passes: Passes
) -> None:
    await heartbeats.beat(well=True)
    passes(MINUTE)
    await heartbeats.beat(well=False)
    passes(HOUR)

    await twin.beat(well=True)
    passes(MINUTE)
    await twin.beat(well=True)

    assert await downtimes(db) == [Span(AFTERNOON, AFTERNOON + HOUR + MINUTE)]


async def test_an_interrupted_heartbeat_leaves_everything_as_it_was(
    heartbeats: Heartbeats, db: Database, passes: Passes, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: object) -> None:
        raise ConnectionError

    await heartbeats.beat(well=True)
    before = await last(db)
    passes(HOUR)
    with monkeypatch.context() as crash:
        crash.setattr("services.storage.system.key_values.KeyValues.put", dies)
        with pytest.raises(ConnectionError):
            await heartbeats.beat(well=True)
    assert (await last(db), await downtimes(db)) == (before, [])

    await heartbeats.beat(well=True)

    assert await downtimes(db) == [Span(AFTERNOON, AFTERNOON + HOUR)]


async def test_two_processes_that_both_think_they_lead_write_one_downtime(
    heartbeats: Heartbeats, twin: Heartbeats, db: Database, passes: Passes
) -> None:
    await asyncio.gather(heartbeats.beat(well=True), twin.beat(well=True))
    passes(HOUR)

    await asyncio.gather(*(one.beat(well=True) for one in (heartbeats, twin) * 3))

    assert await downtimes(db) == [Span(AFTERNOON, AFTERNOON + HOUR)]


@pytest.mark.parametrize("jump", [8 * HOUR, -8 * HOUR, 40 * DAY])
async def test_a_clock_on_the_wall_that_is_set_is_no_downtime(
    heartbeats: Heartbeats, db: Database, passes: Passes, jump: int
) -> None:
    await heartbeats.beat(well=True)
    passes(MINUTE)
    passes.clock.forward(jump)
    await heartbeats.beat(well=True)

    assert await downtimes(db) == []
    found = await last(db)
    assert found is not None
    assert found.since == min(AFTERNOON, passes.clock())


async def test_a_clock_that_is_set_back_hides_no_downtime(heartbeats: Heartbeats, db: Database, passes: Passes) -> None:
    await heartbeats.beat(well=True)
    passes(HOUR)
    passes.clock.forward(-HOUR)

    await heartbeats.beat(well=True)

    assert await downtimes(db) == [Span(AFTERNOON - HOUR, AFTERNOON)]

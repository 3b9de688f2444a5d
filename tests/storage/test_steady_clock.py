"""The clock of leases while somebody sets that of the machine of the database: SQLite's by the wall of this process,
PostgreSQL's by a function of ours that it finds before its own."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import func, select

from bot.intake.updates import parse_update
from bot.runtime import leader
from bot.runtime.leader import ProcessLease
from services.domain.delivery.delivery import DeliveryState
from services.domain.messaging.notice import Notice
from services.domain.values.clock import HOUR, MINUTE, SECOND, real_time
from services.domain.values.language import Language
from services.storage import tables
from services.storage.connection import steady_clock
from services.storage.database import Database
from services.storage.schema.bootstrap import open_database
from tests.bot.intake.inbox_harness import BOT, words
from tests.support import databases
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ShopHarness
from tests.support.wall_clock import ShiftedWallClock

STEPS = [-8 * HOUR, -6 * SECOND, 6 * SECOND, 8 * HOUR]
SETTABLE = """
    CREATE SCHEMA settable;
    CREATE TABLE settable.by (seconds bigint);
    INSERT INTO settable.by VALUES (0);
    CREATE FUNCTION settable.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS
        'SELECT pg_catalog.clock_timestamp() + make_interval(secs => seconds) FROM settable.by';
    DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = settable, public, pg_catalog', current_database());
    END $$;
"""
AGAIN, NOW = 51, 52
Set = Callable[[int], Awaitable[None]]


@pytest.fixture
async def set_clock(bare_url: str, monkeypatch: pytest.MonkeyPatch) -> Set:
    """Sets the clock on the wall so many milliseconds ahead of the true time, here and on the database's server."""
    wall = ShiftedWallClock()
    wall.hang(monkeypatch)
    monkeypatch.setattr(leader, "is_dead_process", lambda _holder: False)
    address = bare_url.replace("+asyncpg", "") if bare_url.startswith("postgresql") else ""
    if address:
        await _execute(address, SETTABLE)

    async def ahead(milliseconds: int) -> None:
        wall.ahead = milliseconds / SECOND
        if address:
            await _execute(address, f"UPDATE settable.by SET seconds = {milliseconds // SECOND}")

    return ahead


async def _execute(address: str, statements: str) -> None:
    connection = await asyncpg.connect(address)
    await connection.execute(statements)
    await connection.close()


@pytest.fixture
async def shop(bare_url: str, set_clock: Set) -> AsyncIterator[ShopHarness]:
    del set_clock
    db = await open_database(bare_url, [databases.KEY])
    shop = ShopHarness(db, real=db.real)  # type: ignore[arg-type]
    await shop.furnish()
    yield shop
    await shop.db.close()


@pytest.fixture
async def ann(shop: ShopHarness) -> CustomerDriver:
    driver = await arrives(shop, 1001, "Ann", Language.EN)
    await driver.accepts(version=1)
    return driver


async def leave_work(shop: ShopHarness, ann: CustomerDriver) -> None:
    """Two notices, two deliveries, an update, a name: each is due, under way, or due again in a minute."""
    await shop.stocks("windows", "one", "two")
    for _ in range(2):
        await ann.buys("windows")
    async with shop.db.begin() as tx:
        await tx.notices.add(Notice(AGAIN, "words"))
        [again] = [one for one in await tx.notices.claim(100, MINUTE) if one.recipient_id == AGAIN]
        await tx.notices.later(again.id, MINUTE, "flood")
        _, second = await tx.deliveries.claim(10, MINUTE)
        await tx.deliveries.move(second.id, DeliveryState.DUE, due_at=tx.real() + MINUTE, lease_until=None)
        await tx.inbox.store([parse_update(BOT, words(7), tx.real())], tx.real() + MINUTE)
        await tx.leases.take("shop", "first", MINUTE)
        await tx.notices.add(Notice(NOW, "words"))


async def taken_up(db: Database) -> tuple[list[int], int, int, int, bool]:
    """Return what anybody may take now: notices (whose), deliveries, abandoned deliveries, updates, the name."""
    async with db.begin() as tx:
        return (
            [one.recipient_id for one in await tx.notices.claim(100, MINUTE)],
            len(await tx.deliveries.claim(10, MINUTE)),
            len(await tx.deliveries.abandoned(10)),
            len(await tx.inbox.claim(BOT, 10, tx.real() + MINUTE)),
            await tx.leases.take("shop", "second", MINUTE),
        )


async def longest_wait(db: Database) -> int:
    """Return how long (ms) it takes until everything that waits has come."""
    async with db.read() as reading:
        rows = [
            await reading.connection.scalar(select(func.max(column)))
            for column in (
                tables.notices.c.due_at,
                tables.notices.c.lease_until,
                tables.deliveries.c.due_at,
                tables.deliveries.c.lease_until,
                tables.inbox.c.lease_until,
                tables.leases.c.lease_until,
            )
        ]
    return max(row for row in rows if row is not None) - db.real()


NOTHING_BUT_WHAT_IS_DUE = ([NOW], 0, 0, 0, False)


@pytest.mark.parametrize("step", STEPS)
async def test_a_clock_that_is_set_neither_stops_nor_doubles_what_waits(
    shop: ShopHarness, ann: CustomerDriver, set_clock: Set, step: int
) -> None:
    await leave_work(shop, ann)

    await set_clock(step)
    await shop.db.set_clock()

    assert await taken_up(shop.db) == NOTHING_BUT_WHAT_IS_DUE
    assert 0 < await longest_wait(shop.db) <= MINUTE


@pytest.mark.parametrize("step", STEPS)
async def test_nor_does_it_for_a_process_that_comes_later(
    shop: ShopHarness, ann: CustomerDriver, set_clock: Set, step: int
) -> None:
    await leave_work(shop, ann)

    await set_clock(step)
    await shop.db.set_clock()
    later = await open_database(shop.db.url, [databases.KEY])
    found, wait, apart = await taken_up(later), await longest_wait(later), later.real() - shop.db.real()
    await later.close()

    assert found == NOTHING_BUT_WHAT_IS_DUE
    assert 0 < wait <= MINUTE
    assert abs(apart) < SECOND


@pytest.mark.parametrize("bare_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("step", STEPS)
async def test_processes_of_one_machine_agree_before_anybody_has_noticed(
    shop: ShopHarness, set_clock: Set, step: int
) -> None:
    await set_clock(step)

    later = await open_database(shop.db.url, [databases.KEY])
    apart = later.real() - shop.db.real()
    await later.close()

    assert abs(apart) < SECOND


@pytest.mark.parametrize("step", [-8 * HOUR, -6 * SECOND])
async def test_what_was_written_before_a_start_of_the_machine_that_set_its_clock_back_does_not_wait_for_it(
    shop: ShopHarness, ann: CustomerDriver, set_clock: Set, step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await leave_work(shop, ann)
    await shop.db.close()

    (tmp_path / "boot").write_text("another start", encoding="ascii")
    monkeypatch.setattr(steady_clock, "BOOT", tmp_path / "boot")
    await set_clock(step)
    db = await open_database(shop.db.url, [databases.KEY])
    wait = await longest_wait(db)
    await db.close()

    assert 0 < wait <= 2 * MINUTE  # the last moment that was noted may be a minute old


@pytest.mark.parametrize("step", STEPS)
async def test_a_lead_outlives_a_clock_that_is_set(shop: ShopHarness, set_clock: Set, step: int) -> None:
    other = await open_database(shop.db.url, [databases.KEY])
    first, second = ProcessLease(shop.db), ProcessLease(other)
    await first.try_lead()
    await second.register()

    await set_clock(step)
    for each in (second, first, second):
        await each.renew()
    taken = await second.try_lead()
    await other.close()

    assert (taken, first.is_leader, first.lease_lost, second.lease_lost) == (False, True, False, False)


async def test_a_person_is_told_a_date_of_the_clock_on_the_wall(shop: ShopHarness, set_clock: Set) -> None:
    await set_clock(8 * HOUR)
    await shop.db.set_clock()
    async with shop.db.begin() as tx:
        update = parse_update(shop.work_queue.bot_id, words(7), tx.real())
        await tx.inbox.store([update], tx.real())
        await tx.inbox.mark_dead(update, "KeyError")

    [dead] = await shop.work_queue.dead_letters()

    assert abs(dead.received_at - real_time()) < MINUTE


async def test_a_clock_that_runs_a_little_fast_is_followed(shop: ShopHarness, set_clock: Set) -> None:
    before = shop.db.real()

    await set_clock(3 * SECOND)
    await shop.db.set_clock()

    followed = shop.db.real() - before >= 3 * SECOND
    assert followed is not shop.db.is_sqlite  # whose processes all are on one machine

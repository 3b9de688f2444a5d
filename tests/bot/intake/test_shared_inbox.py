"""Two intakes on one database, as two processes have them."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.intake import retries
from bot.intake.shared_inbox import RELEASE_AFTER, SharedInboxProcessor
from bot.runtime.leader import LEASE_MS, ProcessLease
from services.domain.values.clock import SECOND
from services.storage.database import Database
from services.storage.update_listener import listen
from tests.bot.intake.inbox_harness import BOT, InboxHarness, tap, words
from tests.support.service_harness import ManualClock


class Process(InboxHarness):
    """A harness behind an intake that knows of others."""

    def open(self) -> SharedInboxProcessor:
        self.lease = ProcessLease(self.db)
        self.forgotten: list[int] = []
        self.intake = SharedInboxProcessor(
            self.db, BOT, self.feed, self.report_dead, self.lease.me, self.forgotten.append
        )
        return self.intake

    @property
    def shared(self) -> SharedInboxProcessor:
        assert isinstance(self.intake, SharedInboxProcessor)
        return self.intake

    async def dies(self) -> None:
        """End a process: what it had in hand is never finished, and its lease runs out."""
        await self.intake.queues.cancel_all()


@pytest.fixture
async def first(db: Database) -> AsyncIterator[Process]:
    process = Process(db)
    await process.lease.register()
    yield process
    await process.intake.queues.cancel_all()


@pytest.fixture
async def second(url: str, db: Database, real: ManualClock) -> AsyncIterator[Process]:
    other = Database(url, db.vault, real)
    process = Process(other)
    await process.lease.register()
    yield process
    await process.intake.queues.cancel_all()
    await other.close()


async def test_an_update_that_both_receive_is_handled_once(first: Process, second: Process) -> None:
    await asyncio.gather(first.intake.accept_batch([words(1)]), second.intake.accept_batch([words(1)]))
    await first.finish()
    await second.finish()

    assert [*first.given, *second.given] == [1]


async def test_what_another_receives_is_handled_by_the_owner_of_the_customer_in_order(
    first: Process, second: Process
) -> None:
    gate = first.holds(1)
    await first.intake.accept_batch([words(1)])
    await second.intake.accept_batch([words(2)])
    await second.finish()

    found = await first.shared.reclaim()
    before = list(first.given)
    gate.set()
    await first.finish()

    assert (found, before, first.given, second.given) == (1, [1], [1, 2], [])


async def test_a_later_update_does_not_overtake_one_that_was_left_for_the_holder(
    first: Process, second: Process
) -> None:
    await first.takes(words(1))
    await second.intake.accept_batch([words(2)])

    await first.takes(words(3))

    assert (first.given, second.given) == ([1, 2, 3], [])


async def test_different_people_are_served_by_different_processes(first: Process, second: Process) -> None:
    await first.takes(words(1, user_id=1001))
    await second.takes(words(2, user_id=1002))

    assert (first.given, second.given) == ([1], [2])


async def test_a_pre_checkout_is_handled_where_it_comes_in(first: Process, second: Process) -> None:
    gate = first.holds(1)
    await first.intake.accept_batch([words(1)])

    await second.intake.accept_batch([tap(2, kind="pre_checkout_query")])
    await second.finish()
    gate.set()
    await first.finish()

    assert (first.given, second.given) == ([1], [2])


async def test_the_living_are_not_robbed(first: Process, second: Process, real: ManualClock) -> None:
    gate = first.holds(1)
    await first.intake.accept_batch([words(1)])
    real.forward(LEASE_MS - SECOND)
    await first.lease.renew()
    real.forward(LEASE_MS - SECOND)

    taken = await second.shared.take_over()
    gate.set()

    assert taken == 0


async def test_what_the_dead_had_in_hand_is_taken_over_in_order(
    first: Process, second: Process, real: ManualClock
) -> None:
    first.holds(1)
    await first.intake.accept_batch([words(1), words(2)])
    await second.intake.accept_batch([words(3)])
    await first.dies()
    assert await second.shared.take_over() == 0

    real.forward(LEASE_MS)
    await second.lease.renew()
    taken = await second.shared.take_over()
    await second.finish()

    assert (taken, second.given) == (3, [1, 2, 3])


async def test_only_what_the_dead_had_in_hand_counts_as_a_recovery(
    first: Process, second: Process, real: ManualClock
) -> None:
    first.holds(1)
    await first.intake.accept_batch([words(1), tap(2, user_id=1002, kind="pre_checkout_query")])
    first.holds(2)
    await second.intake.accept_batch([words(3)])
    await first.dies()
    real.forward(LEASE_MS)
    await second.lease.renew()

    await second.shared.take_over()
    await second.finish()

    assert {number: row.recoveries for number, row in (await second.rows()).items()} == {1: 1, 2: 0, 3: 0}


async def test_who_was_taken_for_dead_is_told_so(first: Process, second: Process, real: ManualClock) -> None:
    first.holds(1)
    await first.intake.accept_batch([words(1)])
    first.lease._wanted = {first.lease.me}
    real.forward(LEASE_MS)
    await second.lease.renew()

    await second.shared.take_over()
    await first.lease.renew()

    assert first.lease.lease_lost


async def test_a_customer_without_updates_goes_to_the_next_receiver(
    first: Process, second: Process, real: ManualClock
) -> None:
    await first.takes(words(1))
    real.forward(RELEASE_AFTER + SECOND)
    await first.shared.release_idle()

    await second.takes(words(2))

    assert (first.given, second.given) == ([1], [2])


async def test_a_customer_with_an_open_update_is_kept(first: Process, second: Process, real: ManualClock) -> None:
    gate = first.holds(1)
    await first.intake.accept_batch([words(1)])
    real.forward(RELEASE_AFTER + SECOND)
    await first.shared.release_idle()

    await second.intake.accept_batch([words(2)])
    await second.finish()
    gate.set()

    assert second.given == []


async def test_what_was_known_of_a_customer_is_forgotten_when_the_customer_comes_or_goes(
    first: Process, real: ManualClock
) -> None:
    await first.takes(words(1), words(2))
    fresh = list(first.forgotten)
    real.forward(RELEASE_AFTER + SECOND)

    await first.shared.release_idle()

    assert (fresh, first.forgotten) == ([1001], [1001, 1001])


async def test_an_update_that_an_admin_revives_is_handled_by_somebody(
    first: Process, second: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "PAUSES", (0.0, 0.0, 0.0))
    first.failures[1] = [ValueError() for _ in range(4)]
    await first.takes(words(1))
    first.given.clear()
    async with first.db.begin() as tx:
        revived = await tx.inbox.requeue_dead(BOT)

    await asyncio.gather(first.shared.take_over(), second.shared.take_over())
    await first.finish()
    await second.finish()

    assert (revived, [*first.given, *second.given]) == (1, [1])


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)  # SQLite has no bell: one process has it for itself
async def test_the_holder_hears_at_once_that_something_was_left(first: Process, second: Process) -> None:
    heard = asyncio.Event()
    listening = asyncio.create_task(listen(first.db, first.lease.me, heard.set))
    await first.takes(words(1))
    while not await listeners(first.db):  # noqa: ASYNC110 - PostgreSQL tells nobody that somebody listens
        await asyncio.sleep(0.01)

    await second.intake.accept_batch([words(2)])

    assert await asyncio.wait_for(heard.wait(), 10)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def listeners(db: Database) -> bool:
    async with db.read() as reading:
        rows = await reading.connection.exec_driver_sql(
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
        )
        return bool(rows.scalar())

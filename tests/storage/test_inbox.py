from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, text

from services.domain.system.update import DeadLetter, InboxUpdate, UpdateState
from services.domain.values.clock import DAY, MINUTE
from services.storage.database import Database
from tests.support.databases import listen
from tests.support.service_harness import AFTERNOON, ManualClock

BOT = 77
OVER = AFTERNOON + MINUTE


def update(update_id: int, bot_id: int = BOT) -> InboxUpdate:
    return InboxUpdate(bot_id, update_id, 1001, "message", {"text": f"words {update_id}"}, AFTERNOON)


async def store(db: Database, *updates: InboxUpdate) -> set[int]:
    async with db.begin() as tx:
        return await tx.inbox.store(updates, OVER)


async def claim(db: Database, *, all_leases: bool = False, limit: int = 10) -> list[InboxUpdate]:
    """Claim updates, whatever was counted (see test_each_recovery_is_counted_up_to_a_suspicion)."""
    async with db.begin() as tx:
        claimed = await tx.inbox.claim(BOT, limit, db.real() + MINUTE, all_leases=all_leases)
        return [replace(one, recoveries=0) for one in claimed]


async def rows(db: Database) -> list[tuple[Any, ...]]:
    """Id, state and whether anything of what it said is left."""
    async with db.read() as reading:
        found = await reading.connection.execute(
            text("SELECT update_id, state, payload IS NOT NULL FROM inbox ORDER BY bot_id, update_id")
        )
        return [(row[0], row[1], bool(row[2])) for row in found]


async def test_an_update_is_stored_once(db: Database) -> None:
    first = await store(db, update(1), update(2))

    second = await store(db, update(2), update(3))

    assert (first, second) == ({1, 2}, {3})
    assert await rows(db) == [(1, "OPEN", True), (2, "OPEN", True), (3, "OPEN", True)]


async def test_two_bots_may_have_updates_of_one_number(db: Database) -> None:
    await store(db, update(1))

    assert await store(db, update(1, bot_id=BOT + 1)) == {1}


async def test_an_update_belongs_to_who_stored_it_until_the_lease_is_over(db: Database, real: ManualClock) -> None:
    await store(db, update(2), update(1))
    async with db.read() as reading:
        leased = (await claim(db), await reading.inbox.has_abandoned(BOT))

    real.forward(MINUTE)
    async with db.read() as reading:
        abandoned = await reading.inbox.has_abandoned(BOT)

    assert (leased, abandoned, await claim(db), await claim(db)) == (([], False), True, [update(1), update(2)], [])


async def test_the_only_process_takes_over_everything_that_is_open(db: Database) -> None:
    await store(db, update(1), update(2), update(3))

    assert await claim(db, all_leases=True, limit=2) == [update(1), update(2)]


async def test_a_finished_update_is_emptied_and_its_number_stays(db: Database) -> None:
    await store(db, update(1), update(2))

    async with db.begin() as tx:
        await tx.inbox.finish(BOT, [1])
        await tx.inbox.finish(BOT, [1, 2], UpdateState.SKIPPED)

    assert (await rows(db), await store(db, update(1))) == ([(1, "DONE", False), (2, "SKIPPED", False)], set())


async def test_a_failure_is_counted_and_tried_again_later(db: Database, real: ManualClock) -> None:
    await store(db, update(1))

    async with db.begin() as tx:
        await tx.inbox.postpone(update(1), 2, "ValueError", real() + 5 * MINUTE)
    real.forward(2 * MINUTE)
    early = await claim(db)
    real.forward(3 * MINUTE)

    assert (early, [one.attempts for one in await claim(db)]) == ([], [2])


async def test_what_cannot_be_handled_disturbs_nobody_and_can_be_tried_anew(db: Database) -> None:
    await store(db, update(1), update(2))
    async with db.begin() as tx:
        await tx.inbox.mark_dead(update(1), "ValueError")
        await tx.inbox.mark_dead(update(2), "KeyError")
    async with db.read() as reading:
        newest, count = await reading.inbox.dead_letters(BOT, 1), len(await reading.inbox.dead_letters(BOT, 10))
    open_ones = await claim(db, all_leases=True)

    async with db.begin() as tx:
        revived = await tx.inbox.requeue_dead(BOT)

    assert (newest, count) == ([DeadLetter(2, "message", AFTERNOON, "KeyError")], 2)
    assert (open_ones, revived, await claim(db)) == ([], 2, [update(1), update(2)])


async def test_an_update_that_was_handled_and_fails_when_it_comes_again_stays_handled(db: Database) -> None:
    await store(db, update(1), update(2))
    async with db.begin() as tx:
        await tx.inbox.finish(BOT, [1])

    async with db.begin() as tx:
        await tx.inbox.postpone(update(1), 1, "ValueError", OVER)
        await tx.inbox.mark_dead(update(1), "ValueError")
        revived = await tx.inbox.requeue_dead(BOT)

    assert (revived, await claim(db, all_leases=True)) == (0, [update(2)])
    assert await rows(db) == [(1, "DONE", False), (2, "OPEN", True)]


async def test_what_is_given_up_is_emptied(db: Database) -> None:
    await store(db, update(1))
    async with db.begin() as tx:
        await tx.inbox.mark_dead(update(1), "ValueError")
        forgotten = await tx.inbox.discard_dead(BOT)

    assert (forgotten, await rows(db)) == (1, [(1, "SKIPPED", False)])


async def test_the_oldest_open_update_tells_how_far_behind_the_shop_is(db: Database) -> None:
    async with db.read() as reading:
        nothing = await reading.inbox.oldest_open(BOT)
    await store(db, update(1))

    async with db.read() as reading:
        found = await reading.inbox.oldest_open(BOT)

    assert (nothing, found) == (None, AFTERNOON)


async def test_what_another_bot_has_left_on_this_database_is_its_own(db: Database) -> None:
    old, other = update(1, bot_id=BOT + 1), update(2, bot_id=BOT + 1)
    await store(db, old, other)
    async with db.begin() as tx:
        await tx.inbox.mark_dead(old, "ValueError")

    async with db.begin() as tx:
        told = (await tx.inbox.oldest_open(BOT), await tx.inbox.dead_letters(BOT, 10))
        touched = (await tx.inbox.requeue_dead(BOT), await tx.inbox.discard_dead(BOT))

    assert (told, touched) == ((None, []), (0, 0))
    assert await rows(db) == [(1, "DEAD", True), (2, "OPEN", True)]


async def test_numbers_of_finished_updates_are_forgotten_in_the_end(db: Database, real: ManualClock) -> None:
    await store(db, update(1), update(2), update(3), update(1, bot_id=BOT + 1))
    async with db.begin() as tx:
        await tx.inbox.finish(BOT, [1])
        await tx.inbox.mark_dead(update(1, bot_id=BOT + 1), "ValueError")
    real.forward(DAY)
    async with db.begin() as tx:
        await tx.inbox.finish(BOT, [2])

    async with db.begin() as tx:
        cleared = [await tx.inbox.clear(real()) for _ in range(2)]

    assert (cleared, await rows(db)) == ([1, 0], [(2, "DONE", False), (3, "OPEN", True), (1, "DEAD", True)])


async def test_ids_of_several_bots_are_forgotten_together(db: Database, real: ManualClock) -> None:
    await store(db, update(1), update(2), update(1, bot_id=BOT + 1))
    async with db.begin() as tx:
        await tx.inbox.finish(BOT, [1])
        await tx.inbox.finish(BOT + 1, [1])
    real.forward(DAY)

    async with db.begin() as tx:
        cleared = await tx.inbox.clear(real())

    assert (cleared, await rows(db)) == (2, [(2, "OPEN", True)])


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_to_forget_a_few_ids_the_others_are_not_looked_at(db: Database, real: ManualClock) -> None:
    await store(db, *map(update, range(20)))
    async with db.begin() as tx:
        await tx.inbox.finish(BOT, range(10))
    real.forward(DAY)
    plans: list[str] = []

    def explain(
        connection: Connection, _cursor: object, statement: str, values: tuple[object, ...], *_: object
    ) -> None:
        if statement.startswith(("SELECT", "DELETE")):
            raw = connection.connection.cursor()
            raw.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            plans.extend(row[3] for row in raw.fetchall())

    listen(db, "before_cursor_execute", explain)
    async with db.begin() as tx:
        await tx.inbox.clear(real())
        await tx.notices.clear(real(), real(), real())

    assert [plan for plan in plans if plan.startswith(("SCAN inbox", "SCAN notices"))] == []

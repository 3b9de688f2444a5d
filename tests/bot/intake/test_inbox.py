import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import GetMe
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import DBAPIError

from bot.intake import retries
from bot.intake.updates import LEASE, parse_update
from bot.intake.user_queues import PLACES, PRE_CHECKOUT
from services.domain.system.update import DEADLY, SUSPECT, InboxUpdate
from services.domain.values.clock import SECOND
from services.storage.database import Database
from tests.bot.intake.inbox_harness import BOT, Disk, InboxHarness, tap, words
from tests.support.databases import listen
from tests.support.service_harness import ManualClock

WHOLE_OUTAGE = retries.OUTAGE


@pytest.fixture
def counter(db: Database) -> InboxHarness:
    return InboxHarness(db)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(retries, "OUTAGE", (0.0,) * 9)


def nonsense() -> ValidationError:
    class Strict(BaseModel):
        number: int

    with pytest.raises(ValidationError) as caught:
        Strict.model_validate({"number": "none"})
    return caught.value


async def test_a_batch_is_committed_before_it_is_confirmed(counter: InboxHarness) -> None:
    gate = counter.holds(1, 2)

    await counter.intake.accept_batch([words(1), words(2, user_id=1002)])
    confirmed = await counter.states()
    gate.set()

    assert confirmed == {1: "OPEN", 2: "OPEN"}
    await counter.finish()


async def test_what_is_done_keeps_its_number_and_forgets_its_words(counter: InboxHarness) -> None:
    await counter.takes(words(1), words(2))

    rows = await counter.rows()

    assert {number: (row.state, row.payload) for number, row in rows.items()} == {1: ("DONE", None), 2: ("DONE", None)}


async def test_what_waits_is_kept_in_cipher(counter: InboxHarness) -> None:
    gate = counter.holds(1)
    await counter.intake.accept_batch([words(1, said="CANARY-7")])

    payload = bytes((await counter.rows())[1].payload)
    gate.set()

    assert b"CANARY" not in payload
    assert counter.db.vault.decrypt_json(payload)["message"]["text"] == "CANARY-7"
    await counter.finish()


async def test_every_batch_is_stored_before_anything_of_it_is_handled(counter: InboxHarness) -> None:
    await counter.takes(words(1), words(2, user_id=1002))
    await counter.takes(words(3))

    assert counter.stored_before == [True, True, True]


async def test_what_is_known_is_not_handled_twice(counter: InboxHarness) -> None:
    await counter.takes(words(1))
    await counter.takes(words(1), words(2))
    await counter.takes(words(2), words(1))

    assert counter.given == [1, 2]


async def test_what_an_earlier_process_has_handled_is_not_handled_again(counter: InboxHarness) -> None:
    await counter.takes(words(1), words(2))
    counter.open()

    await counter.takes(words(1), words(2), words(3))
    await counter.takes(words(2), words(4))

    assert counter.given == [1, 2, 3, 4]


async def test_a_failure_that_passes_is_tried_again(counter: InboxHarness) -> None:
    counter.failures[1] = [RuntimeError("once"), TelegramNetworkError(GetMe(), "twice")]

    await counter.takes(words(1))

    assert (counter.given, counter.buried) == ([1, 1, 1], [])
    assert (await counter.states())[1] == "DONE"


async def test_a_flood_is_waited_out_for_as_long_as_telegram_asks(counter: InboxHarness) -> None:
    counter.failures[1] = [TelegramRetryAfter(GetMe(), "flood", retry_after=0)]

    await counter.takes(words(1))

    row = (await counter.rows())[1]
    assert (counter.given, row.state, row.attempts) == ([1, 1], "DONE", 0)


async def test_no_number_of_floods_in_a_row_buries_an_update(counter: InboxHarness) -> None:
    counter.failures[1] = [TelegramRetryAfter(GetMe(), "flood", retry_after=0) for _ in range(20)]

    await counter.takes(words(1))

    assert (len(counter.given), counter.buried, await counter.states()) == (21, [], {1: "DONE"})


async def test_an_update_that_causes_floods_itself_ends_all_the_same(counter: InboxHarness) -> None:
    floods = [TelegramRetryAfter(GetMe(), "flood", retry_after=0) for _ in range(retries.FLOODS + 5)]
    counter.failures[1] = list(floods)

    await counter.takes(words(1))

    assert (len(counter.given), counter.buried) == (retries.FLOODS, [(1, "TelegramRetryAfter")])


@pytest.mark.parametrize("error", [TelegramNetworkError(GetMe(), "away"), TelegramServerError(GetMe(), "502")])
async def test_telegram_that_is_away_buries_nothing_for_minutes(counter: InboxHarness, error: Exception) -> None:
    counter.failures[1] = [error] * len(retries.OUTAGE)

    await counter.takes(words(1))

    assert (counter.buried, (await counter.rows())[1].attempts) == ([], 0)


def test_an_outage_may_last_for_minutes() -> None:
    assert 4 * 60 <= sum(WHOLE_OUTAGE) <= 6 * 60


async def test_failures_of_the_handler_count_alone(counter: InboxHarness) -> None:
    flood, away = TelegramRetryAfter(GetMe(), "flood", retry_after=0), TelegramNetworkError(GetMe(), "away")
    counter.failures[1] = [flood, RuntimeError("1"), away, RuntimeError("2"), flood, RuntimeError("3"), away, flood]

    await counter.takes(words(1))

    assert (len(counter.given), counter.buried, (await counter.rows())[1].attempts) == (9, [], 3)


async def test_those_who_wait_for_another_try_leave_their_places_to_others(
    counter: InboxHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "OUTAGE", (60.0,))
    for number in range(1, PLACES + 1):
        counter.failures[number] = [TelegramNetworkError(GetMe(), "slow")]

    await counter.intake.accept_batch([words(number, user_id=number) for number in range(1, PLACES + 1)])
    await counter.intake.accept_batch([words(100, user_id=100)])
    await asyncio.wait_for(counter.begun[100].wait(), 5)

    assert counter.given.count(100) == 1
    await counter.intake.close(0)


async def test_poison_is_buried_and_told_and_disturbs_nobody(counter: InboxHarness) -> None:
    counter.failures[1] = [RuntimeError(f"always {number}") for number in range(9)]

    await counter.takes(words(1), words(2), words(3, user_id=1002))

    assert counter.given.count(1) == 4
    assert counter.buried == [(1, "RuntimeError")]
    assert await counter.states() == {1: "DEAD", 2: "DONE", 3: "DONE"}
    assert (await counter.rows())[1].error == "RuntimeError"


async def test_what_is_no_update_is_buried_at_once(counter: InboxHarness) -> None:
    counter.failures[1] = [nonsense()]

    await counter.takes(words(1))

    assert (counter.given, counter.buried) == ([1], [(1, "ValidationError")])


async def test_a_dead_letter_keeps_its_words_for_another_try(counter: InboxHarness) -> None:
    counter.failures[1] = [nonsense()]
    await counter.takes(words(1, said="please"))

    async with counter.db.begin() as tx:
        revived = await tx.inbox.requeue_dead(BOT)
    again = await counter.intake.reclaim()
    await counter.finish()

    assert (revived, again, counter.given) == (1, 1, [1, 1])
    assert (await counter.states())[1] == "DONE"


@pytest.mark.parametrize(("kind", "seconds"), [("callback_query", 151), (PRE_CHECKOUT, 9)])
async def test_what_comes_too_late_to_matter_is_skipped(
    counter: InboxHarness, real: ManualClock, kind: str, seconds: int
) -> None:
    gate = counter.holds(1)
    await counter.intake.accept_batch([tap(1, kind=kind), tap(2, kind=kind)])
    await counter.begun[1].wait()

    real.forward(seconds * SECOND)
    gate.set()
    await counter.finish()

    assert counter.given == [1]
    assert await counter.states() == {1: "DONE", 2: "SKIPPED"}


async def test_words_never_come_too_late(counter: InboxHarness, real: ManualClock) -> None:
    gate = counter.holds(1)
    await counter.intake.accept_batch([words(1), words(2)])

    real.forward(10 * LEASE)
    gate.set()
    await counter.finish()

    assert counter.given == [1, 2]


async def test_a_new_process_takes_up_what_was_left_in_its_order(counter: InboxHarness, real: ManualClock) -> None:
    updates = [parse_update(BOT, raw, real()) for raw in (words(5), words(3), tap(4, user_id=1002))]
    async with counter.db.begin() as tx:
        await tx.inbox.store(updates, real() + LEASE)

    left = await counter.intake.recover()
    await counter.finish()

    assert left == 3
    assert [number for number in counter.given if number != 4] == [3, 5]
    assert set((await counter.states()).values()) == {"DONE"}


async def test_what_was_left_and_comes_again_is_handled_once(counter: InboxHarness, real: ManualClock) -> None:
    async with counter.db.begin() as tx:
        await tx.inbox.store([parse_update(BOT, words(1), real())], real() + LEASE)

    await counter.intake.recover()
    await counter.takes(words(1))

    assert counter.given == [1]


async def test_what_failed_before_a_crash_is_not_tried_without_end(counter: InboxHarness, real: ManualClock) -> None:
    update = parse_update(BOT, words(1), real())
    async with counter.db.begin() as tx:
        await tx.inbox.store([update], real())
        await tx.inbox.postpone(update, len(retries.PAUSES), "RuntimeError", real())
    counter.failures[1] = [RuntimeError("again")]

    await counter.intake.recover()
    await counter.finish()

    assert (counter.given, counter.buried) == ([1], [(1, "RuntimeError")])


async def left_behind(counter: InboxHarness, real: ManualClock, *raws: dict[str, Any], recoveries: int) -> None:
    """Updates that were open when the process died, as often as that."""
    updates = [parse_update(BOT, raw, real()) for raw in raws]
    async with counter.db.begin() as tx:
        await tx.inbox.store(updates, real() + LEASE)
        for update in updates:
            await tx.inbox.note_recoveries(update, recoveries)


async def test_what_the_process_died_of_while_it_was_alone_is_handled_no_more(
    counter: InboxHarness, real: ManualClock
) -> None:
    await left_behind(counter, real, words(1), recoveries=DEADLY)

    await counter.intake.recover()
    await counter.finish()

    assert (counter.given, counter.buried) == ([], [(1, "ProcessDied")])
    assert await counter.states() == {1: "DEAD"}


async def test_each_recovery_is_counted_up_to_a_suspicion(counter: InboxHarness) -> None:
    counter.holds(1)
    await counter.intake.accept_batch([words(1), words(2)])
    counts = []
    for _ in range(3):
        await counter.intake.queues.cancel_all()
        counter.open()
        await counter.intake.recover()
        counts.append((await counter.rows())[2].recoveries)

    await counter.intake.queues.cancel_all()

    assert (counts, counter.buried) == ([1, SUSPECT, SUSPECT], [])


async def test_suspects_are_handled_one_at_a_time_and_counted_before(counter: InboxHarness, real: ManualClock) -> None:
    await left_behind(counter, real, words(1), words(2, user_id=1002), recoveries=SUSPECT)
    gate = counter.holds(1)

    await counter.intake.recover()
    await counter.begun[1].wait()
    await counter.intake.accept_batch([words(3, user_id=1003)])
    await counter.begun[3].wait()
    before, counts = list(counter.given), {number: row.recoveries for number, row in (await counter.rows()).items()}
    gate.set()
    await counter.finish()

    assert (before, counts) == ([1, 3], {1: SUSPECT + 1, 2: SUSPECT, 3: 0})
    assert (counter.given, counter.buried) == ([1, 3, 2], [])
    assert {row.recoveries for row in (await counter.rows()).values()} == {0}


async def test_a_suspect_that_fails_or_is_cut_short_has_not_killed_anybody(
    counter: InboxHarness, real: ManualClock
) -> None:
    await left_behind(counter, real, words(1), words(2, user_id=1002), recoveries=SUSPECT)
    counter.failures[1] = [RuntimeError("fails, and lives")]
    counter.holds(2)

    await counter.intake.recover()
    await counter.begun[2].wait()
    await counter.intake.close(0)

    assert {row.recoveries for row in (await counter.rows()).values()} == {0}


async def test_only_what_nobody_holds_is_reclaimed(counter: InboxHarness, real: ManualClock) -> None:
    async with counter.db.begin() as tx:
        await tx.inbox.store([parse_update(BOT, words(1), real())], real() + LEASE)

    early = await counter.intake.reclaim()
    real.forward(LEASE)
    late = await counter.intake.reclaim()
    await counter.finish()

    assert (early, late, counter.given) == (0, 1, [1])


async def test_what_is_under_way_for_long_is_not_begun_again(counter: InboxHarness, real: ManualClock) -> None:
    gate = counter.holds(1)
    await counter.intake.accept_batch([words(1)])

    real.forward(2 * LEASE)
    reclaimed = await counter.intake.reclaim()
    gate.set()
    await counter.finish()

    assert (reclaimed, counter.given) == (0, [1])


async def test_a_batch_that_cannot_be_stored_is_taken_when_it_comes_again(counter: InboxHarness) -> None:
    disk = Disk(counter.db)
    disk.full = True
    with pytest.raises(DBAPIError):
        await counter.intake.accept_batch([words(1), words(2)])
    refused = counter.given.copy()

    disk.full = False
    await counter.takes(words(1), words(2))

    assert (refused, counter.given) == ([], [1, 2])
    assert await counter.states() == {1: "DONE", 2: "DONE"}


async def test_what_is_done_is_marked_with_the_next_batch(counter: InboxHarness) -> None:
    await counter.intake.accept_batch([words(1)])
    assert await counter.intake.queues.drain(5)
    before = await counter.states()

    await counter.intake.accept_batch([words(2)])

    assert (before, (await counter.states())[1]) == ({1: "OPEN"}, "DONE")
    await counter.finish()


async def test_what_is_done_is_handled_once_although_its_mark_could_not_be_written(
    counter: InboxHarness, real: ManualClock
) -> None:
    disk = Disk(counter.db)
    await counter.intake.accept_batch([words(1)])
    assert await counter.intake.queues.drain(5)
    disk.full = True
    with pytest.raises(DBAPIError):
        await counter.intake.mark()
    real.forward(2 * LEASE)

    disk.full = False
    again = await counter.intake.reclaim()
    await counter.finish()

    assert (again, counter.given, await counter.states()) == (0, [1], {1: "DONE"})


async def test_what_is_done_while_it_is_taken_up_is_handled_once(counter: InboxHarness, real: ManualClock) -> None:
    gate = counter.holds(1)
    await counter.intake.accept_batch([words(1)])
    real.forward(2 * LEASE)

    looks = [asyncio.ensure_future(counter.intake.reclaim()) for _ in range(3)]
    gate.set()
    marks = asyncio.ensure_future(counter.intake.mark())
    again = [await look for look in looks]
    await marks
    await counter.finish()

    assert (again, counter.given) == ([0, 0, 0], [1])


async def test_what_a_handler_wrote_and_was_cancelled_in_the_commit_is_not_handled_again(
    counter: InboxHarness, real: ManualClock
) -> None:
    write, given = writes_and_is_cancelled(counter.db), list[int]()

    async def feed(update: InboxUpdate) -> None:
        given.append(update.update_id)
        with suppress(TimeoutError):
            await write()

    counter.intake._feed = feed
    await counter.takes(words(2))
    real.forward(2 * LEASE)
    again = await counter.intake.reclaim()
    await counter.finish()

    assert (again, given, (await counter.states())[2]) == (0, [2], "DONE")


def writes_and_is_cancelled(db: Database) -> Callable[[], Awaitable[None]]:
    """A transaction that is out of time at the moment in which it is committed."""

    async def write() -> None:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(None) as limit:
            listen(db, "commit", lambda _: loop.call_soon_threadsafe(limit.reschedule, loop.time()), dedup_key=True)
            async with db.begin() as tx:
                await tx.meta.put("handled", b"")

    return write


async def test_what_comes_in_while_a_handler_writes_for_long_is_confirmed_all_the_same(counter: InboxHarness) -> None:
    """Of SQLite there is one writer: there, those who come wait for it."""
    writes, ends = asyncio.Event(), asyncio.Event()

    async def feed(update: InboxUpdate) -> None:
        if update.update_id == 2:
            async with counter.db.begin() as tx:
                await tx.meta.put("import", b"")
                writes.set()
                await ends.wait()

    counter.intake._feed = feed
    first = asyncio.ensure_future(counter.intake.accept_batch([words(2)]))
    await writes.wait()
    second = asyncio.ensure_future(counter.intake.accept_batch([words(3, user_id=1002)]))
    confirmed, _ = await asyncio.wait([first, second], timeout=5 if not counter.db.is_sqlite else 0)
    ends.set()
    await asyncio.gather(first, second)
    await counter.finish()

    assert counter.db.is_sqlite or confirmed == {first, second}


async def test_closing_finishes_what_is_under_way_and_writes_it_down(counter: InboxHarness) -> None:
    gate = counter.holds(1)
    await counter.intake.accept_batch([words(1)])

    closing = asyncio.ensure_future(counter.intake.close(5))
    gate.set()
    await closing

    assert await counter.states() == {1: "DONE"}


async def test_what_takes_too_long_at_the_end_is_left_to_the_next_process(counter: InboxHarness) -> None:
    counter.holds(1)
    await counter.intake.accept_batch([words(1), words(2)])
    await counter.intake.close(0)
    left = await counter.states()

    counter.gates.clear()
    counter.open()
    await counter.intake.recover()
    await counter.finish()

    assert left == {1: "OPEN", 2: "OPEN"}
    assert counter.given == [1, 1, 2]


def sender(raw: dict[str, object]) -> int | None:
    return parse_update(BOT, {"update_id": 1, **raw}, 0).user_id


@pytest.mark.parametrize(
    ("raw", "user_id"),
    [
        ({"message": {"from": {"id": 7}}}, 7),
        ({"message": {"from": {"id": "7"}}}, None),
        ({"message": {"from": None}}, None),
        ({"message": "what is this"}, None),
        ({"channel_post": {"chat": {"id": -1}}}, None),
        ({}, None),
    ],
)
def test_any_update_can_be_kept_whatever_it_says(raw: dict[str, object], user_id: int | None) -> None:
    assert sender(raw) == user_id


async def test_no_update_can_be_one_that_cannot_be_kept(counter: InboxHarness) -> None:
    await counter.takes({"update_id": 1, "mess\0age": {"text": "\0 \ud800"}}, {"update_id": 2, "\ud800": {}}, words(3))

    assert await counter.states() == {1: "DONE", 2: "DONE", 3: "DONE"}

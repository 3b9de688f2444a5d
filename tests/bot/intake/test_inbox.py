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
from bot.intake.user_queues import PRE_CHECKOUT, WORKERS
from services.domain.system.update import DEADLY, SUSPECT, InboxUpdate
from services.domain.values.clock import SECOND
from services.storage.database import Database
from tests.bot.intake.inbox_harness import BOT, Disk, InboxHarness, tap, words
from tests.support.databases import listen
from tests.support.service_harness import ManualClock

WHOLE_OUTAGE = retries.OUTAGE


@pytest.fixture
def harness(db: Database) -> InboxHarness:
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


async def test_a_batch_is_committed_before_it_is_confirmed(harness: InboxHarness) -> None:
    gate = harness.holds(1, 2)

    await harness.intake.accept_batch([words(1), words(2, user_id=1002)])
    confirmed = await harness.states()
    gate.set()

    assert confirmed == {1: "OPEN", 2: "OPEN"}
    await harness.finish()


async def test_what_is_done_keeps_its_number_and_forgets_its_words(harness: InboxHarness) -> None:
    await harness.takes(words(1), words(2))

    rows = await harness.rows()

    assert {number: (row.state, row.payload) for number, row in rows.items()} == {1: ("DONE", None), 2: ("DONE", None)}


async def test_what_waits_is_kept_in_cipher(harness: InboxHarness) -> None:
    gate = harness.holds(1)
    await harness.intake.accept_batch([words(1, said="CANARY-7")])

    payload = bytes((await harness.rows())[1].payload)
    gate.set()

    assert b"CANARY" not in payload
    assert harness.db.vault.decrypt_json(payload)["message"]["text"] == "CANARY-7"
    await harness.finish()


async def test_every_batch_is_stored_before_anything_of_it_is_handled(harness: InboxHarness) -> None:
    await harness.takes(words(1), words(2, user_id=1002))
    await harness.takes(words(3))

    assert harness.stored_before == [True, True, True]


async def test_what_is_known_is_not_handled_twice(harness: InboxHarness) -> None:
    await harness.takes(words(1))
    await harness.takes(words(1), words(2))
    await harness.takes(words(2), words(1))

    assert harness.given == [1, 2]


async def test_what_an_earlier_process_has_handled_is_not_handled_again(harness: InboxHarness) -> None:
    await harness.takes(words(1), words(2))
    harness.open()

    await harness.takes(words(1), words(2), words(3))
    await harness.takes(words(2), words(4))

    assert harness.given == [1, 2, 3, 4]


async def test_a_failure_that_passes_is_tried_again(harness: InboxHarness) -> None:
    harness.failures[1] = [RuntimeError("once"), TelegramNetworkError(GetMe(), "twice")]

    await harness.takes(words(1))

    assert (harness.given, harness.dead) == ([1, 1, 1], [])
    assert (await harness.states())[1] == "DONE"


async def test_a_flood_is_waited_out_for_as_long_as_telegram_asks(harness: InboxHarness) -> None:
    harness.failures[1] = [TelegramRetryAfter(GetMe(), "flood", retry_after=0)]

    await harness.takes(words(1))

    row = (await harness.rows())[1]
    assert (harness.given, row.state, row.attempts) == ([1, 1], "DONE", 0)


async def test_no_number_of_floods_in_a_row_buries_an_update(harness: InboxHarness) -> None:
    harness.failures[1] = [TelegramRetryAfter(GetMe(), "flood", retry_after=0) for _ in range(20)]

    await harness.takes(words(1))

    assert (len(harness.given), harness.dead, await harness.states()) == (21, [], {1: "DONE"})


async def test_an_update_that_causes_floods_itself_ends_all_the_same(harness: InboxHarness) -> None:
    floods = [TelegramRetryAfter(GetMe(), "flood", retry_after=0) for _ in range(retries.FLOODS + 5)]
    harness.failures[1] = list(floods)

    await harness.takes(words(1))

    assert (len(harness.given), harness.dead) == (retries.FLOODS, [(1, "TelegramRetryAfter")])


@pytest.mark.parametrize("error", [TelegramNetworkError(GetMe(), "away"), TelegramServerError(GetMe(), "502")])
async def test_telegram_that_is_away_buries_nothing_for_minutes(harness: InboxHarness, error: Exception) -> None:
    harness.failures[1] = [error] * len(retries.OUTAGE)

    await harness.takes(words(1))

    assert (harness.dead, (await harness.rows())[1].attempts) == ([], 0)


def test_an_outage_may_last_for_minutes() -> None:
    assert 4 * 60 <= sum(WHOLE_OUTAGE) <= 6 * 60


async def test_failures_of_the_handler_count_alone(harness: InboxHarness) -> None:
    flood, away = TelegramRetryAfter(GetMe(), "flood", retry_after=0), TelegramNetworkError(GetMe(), "away")
    harness.failures[1] = [flood, RuntimeError("1"), away, RuntimeError("2"), flood, RuntimeError("3"), away, flood]

    await harness.takes(words(1))

    assert (len(harness.given), harness.dead, (await harness.rows())[1].attempts) == (9, [], 3)


async def test_those_who_wait_for_another_try_leave_their_places_to_others(
    harness: InboxHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "OUTAGE", (60.0,))
    for number in range(1, WORKERS + 1):
        harness.failures[number] = [TelegramNetworkError(GetMe(), "slow")]

    await harness.intake.accept_batch([words(number, user_id=number) for number in range(1, WORKERS + 1)])
    await harness.intake.accept_batch([words(100, user_id=100)])
    await asyncio.wait_for(harness.begun[100].wait(), 5)

    assert harness.given.count(100) == 1
    await harness.intake.close(0)


async def test_poison_is_a_dead_letter_and_told_and_disturbs_nobody(harness: InboxHarness) -> None:
    harness.failures[1] = [RuntimeError(f"always {number}") for number in range(9)]

    await harness.takes(words(1), words(2), words(3, user_id=1002))

    assert harness.given.count(1) == 4
    assert harness.dead == [(1, "RuntimeError")]
    assert await harness.states() == {1: "DEAD", 2: "DONE", 3: "DONE"}
    assert (await harness.rows())[1].error == "RuntimeError"


async def test_what_is_no_update_is_a_dead_letter_at_once(harness: InboxHarness) -> None:
    harness.failures[1] = [nonsense()]

    await harness.takes(words(1))

    assert (harness.given, harness.dead) == ([1], [(1, "ValidationError")])


async def test_a_dead_letter_keeps_its_words_for_another_try(harness: InboxHarness) -> None:
    harness.failures[1] = [nonsense()]
    await harness.takes(words(1, said="please"))

    async with harness.db.begin() as tx:
        revived = await tx.inbox.requeue_dead(BOT)
    again = await harness.intake.reclaim()
    await harness.finish()

    assert (revived, again, harness.given) == (1, 1, [1, 1])
    assert (await harness.states())[1] == "DONE"


@pytest.mark.parametrize(("kind", "seconds"), [("callback_query", 151), (PRE_CHECKOUT, 9)])
async def test_what_comes_too_late_to_matter_is_skipped(
    harness: InboxHarness, real: ManualClock, kind: str, seconds: int
) -> None:
    gate = harness.holds(1)
    await harness.intake.accept_batch([tap(1, kind=kind), tap(2, kind=kind)])
    await harness.begun[1].wait()

    real.forward(seconds * SECOND)
    gate.set()
    await harness.finish()

    assert harness.given == [1]
    assert await harness.states() == {1: "DONE", 2: "SKIPPED"}


async def test_words_never_come_too_late(harness: InboxHarness, real: ManualClock) -> None:
    gate = harness.holds(1)
    await harness.intake.accept_batch([words(1), words(2)])

    real.forward(10 * LEASE)
    gate.set()
    await harness.finish()

    assert harness.given == [1, 2]


async def test_a_new_process_takes_up_what_was_left_in_its_order(harness: InboxHarness, real: ManualClock) -> None:
    updates = [parse_update(BOT, raw, real()) for raw in (words(5), words(3), tap(4, user_id=1002))]
    async with harness.db.begin() as tx:
        await tx.inbox.store(updates, real() + LEASE)

    left = await harness.intake.recover()
    await harness.finish()

    assert left == 3
    assert [number for number in harness.given if number != 4] == [3, 5]
    assert set((await harness.states()).values()) == {"DONE"}


async def test_what_was_left_and_comes_again_is_handled_once(harness: InboxHarness, real: ManualClock) -> None:
    async with harness.db.begin() as tx:
        await tx.inbox.store([parse_update(BOT, words(1), real())], real() + LEASE)

    await harness.intake.recover()
    await harness.takes(words(1))

    assert harness.given == [1]


async def test_what_failed_before_a_crash_is_not_tried_without_end(harness: InboxHarness, real: ManualClock) -> None:
    update = parse_update(BOT, words(1), real())
    async with harness.db.begin() as tx:
        await tx.inbox.store([update], real())
        await tx.inbox.postpone(update, len(retries.PAUSES), "RuntimeError", real())
    harness.failures[1] = [RuntimeError("again")]

    await harness.intake.recover()
    await harness.finish()

    assert (harness.given, harness.dead) == ([1], [(1, "RuntimeError")])


async def left_behind(harness: InboxHarness, real: ManualClock, *raws: dict[str, Any], recoveries: int) -> None:
    """Updates that were open when the process died, as often as that."""
    updates = [parse_update(BOT, raw, real()) for raw in raws]
    async with harness.db.begin() as tx:
        await tx.inbox.store(updates, real() + LEASE)
        for update in updates:
            await tx.inbox.note_recoveries(update, recoveries)


async def test_what_the_process_died_of_while_it_was_alone_is_handled_no_more(
    harness: InboxHarness, real: ManualClock
) -> None:
    await left_behind(harness, real, words(1), recoveries=DEADLY)

    await harness.intake.recover()
    await harness.finish()

    assert (harness.given, harness.dead) == ([], [(1, "ProcessDied")])
    assert await harness.states() == {1: "DEAD"}


async def test_each_recovery_is_counted_up_to_a_suspicion(harness: InboxHarness) -> None:
    harness.holds(1)
    await harness.intake.accept_batch([words(1), words(2)])
    counts = []
    for _ in range(3):
        await harness.intake.queues.cancel_all()
        harness.open()
        await harness.intake.recover()
        counts.append((await harness.rows())[2].recoveries)

    await harness.intake.queues.cancel_all()

    assert (counts, harness.dead) == ([1, SUSPECT, SUSPECT], [])


async def test_suspects_are_handled_one_at_a_time_and_counted_before(harness: InboxHarness, real: ManualClock) -> None:
    await left_behind(harness, real, words(1), words(2, user_id=1002), recoveries=SUSPECT)
    gate = harness.holds(1)

    await harness.intake.recover()
    await harness.begun[1].wait()
    await harness.intake.accept_batch([words(3, user_id=1003)])
    await harness.begun[3].wait()
    before, counts = list(harness.given), {number: row.recoveries for number, row in (await harness.rows()).items()}
    gate.set()
    await harness.finish()

    assert (before, counts) == ([1, 3], {1: SUSPECT + 1, 2: SUSPECT, 3: 0})
    assert (harness.given, harness.dead) == ([1, 3, 2], [])
    assert {row.recoveries for row in (await harness.rows()).values()} == {0}


async def test_a_suspect_that_fails_or_is_cut_short_has_not_killed_anybody(
    harness: InboxHarness, real: ManualClock
) -> None:
    await left_behind(harness, real, words(1), words(2, user_id=1002), recoveries=SUSPECT)
    harness.failures[1] = [RuntimeError("fails, and lives")]
    harness.holds(2)

    await harness.intake.recover()
    await harness.begun[2].wait()
    await harness.intake.close(0)

    assert {row.recoveries for row in (await harness.rows()).values()} == {0}


async def test_only_what_nobody_holds_is_reclaimed(harness: InboxHarness, real: ManualClock) -> None:
    async with harness.db.begin() as tx:
        await tx.inbox.store([parse_update(BOT, words(1), real())], real() + LEASE)

    early = await harness.intake.reclaim()
    real.forward(LEASE)
    late = await harness.intake.reclaim()
    await harness.finish()

    assert (early, late, harness.given) == (0, 1, [1])


async def test_what_is_under_way_for_long_is_not_begun_again(harness: InboxHarness, real: ManualClock) -> None:
    gate = harness.holds(1)
    await harness.intake.accept_batch([words(1)])

    real.forward(2 * LEASE)
    reclaimed = await harness.intake.reclaim()
    gate.set()
    await harness.finish()

    assert (reclaimed, harness.given) == (0, [1])


async def test_a_batch_that_cannot_be_stored_is_taken_when_it_comes_again(harness: InboxHarness) -> None:
    disk = Disk(harness.db)
    disk.full = True
    with pytest.raises(DBAPIError):
        await harness.intake.accept_batch([words(1), words(2)])
    refused = harness.given.copy()

    disk.full = False
    await harness.takes(words(1), words(2))

    assert (refused, harness.given) == ([], [1, 2])
    assert await harness.states() == {1: "DONE", 2: "DONE"}


async def test_what_is_done_is_marked_with_the_next_batch(harness: InboxHarness) -> None:
    await harness.intake.accept_batch([words(1)])
    assert await harness.intake.queues.drain(5)
    before = await harness.states()

    await harness.intake.accept_batch([words(2)])

    assert (before, (await harness.states())[1]) == ({1: "OPEN"}, "DONE")
    await harness.finish()


async def test_what_is_done_is_handled_once_although_its_mark_could_not_be_written(
    harness: InboxHarness, real: ManualClock
) -> None:
    disk = Disk(harness.db)
    await harness.intake.accept_batch([words(1)])
    assert await harness.intake.queues.drain(5)
    disk.full = True
    with pytest.raises(DBAPIError):
        await harness.intake.mark()
    real.forward(2 * LEASE)

    disk.full = False
    again = await harness.intake.reclaim()
    await harness.finish()

    assert (again, harness.given, await harness.states()) == (0, [1], {1: "DONE"})


async def test_what_is_done_while_it_is_taken_up_is_handled_once(harness: InboxHarness, real: ManualClock) -> None:
    gate = harness.holds(1)
    await harness.intake.accept_batch([words(1)])
    real.forward(2 * LEASE)

    looks = [asyncio.ensure_future(harness.intake.reclaim()) for _ in range(3)]
    gate.set()
    marks = asyncio.ensure_future(harness.intake.mark())
    again = [await look for look in looks]
    await marks
    await harness.finish()

    assert (again, harness.given) == ([0, 0, 0], [1])


async def test_what_a_handler_wrote_and_was_cancelled_in_the_commit_is_not_handled_again(
    harness: InboxHarness, real: ManualClock
) -> None:
    write, given = writes_and_is_cancelled(harness.db), list[int]()

    async def feed(update: InboxUpdate) -> None:
        given.append(update.update_id)
        with suppress(TimeoutError):
            await write()

    harness.intake._feed = feed
    await harness.takes(words(2))
    real.forward(2 * LEASE)
    again = await harness.intake.reclaim()
    await harness.finish()

    assert (again, given, (await harness.states())[2]) == (0, [2], "DONE")


def writes_and_is_cancelled(db: Database) -> Callable[[], Awaitable[None]]:
    """A transaction that is out of time at the moment in which it is committed."""

    async def write() -> None:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(None) as limit:
            listen(db, "commit", lambda _: loop.call_soon_threadsafe(limit.reschedule, loop.time()), dedup_key=True)
            async with db.begin() as tx:
                await tx.key_values.put("handled", b"")

    return write


async def test_what_comes_in_while_a_handler_writes_for_long_is_confirmed_all_the_same(harness: InboxHarness) -> None:
    """Of SQLite there is one writer: there, those who come wait for it."""
    writes, ends = asyncio.Event(), asyncio.Event()

    async def feed(update: InboxUpdate) -> None:
        if update.update_id == 2:
            async with harness.db.begin() as tx:
                await tx.key_values.put("import", b"")
                writes.set()
                await ends.wait()

    harness.intake._feed = feed
    first = asyncio.ensure_future(harness.intake.accept_batch([words(2)]))
    await writes.wait()
    second = asyncio.ensure_future(harness.intake.accept_batch([words(3, user_id=1002)]))
    confirmed, _ = await asyncio.wait([first, second], timeout=5 if not harness.db.is_sqlite else 0)
    ends.set()
    await asyncio.gather(first, second)
    await harness.finish()

    assert harness.db.is_sqlite or confirmed == {first, second}


async def test_closing_finishes_what_is_under_way_and_writes_it_down(harness: InboxHarness) -> None:
    gate = harness.holds(1)
    await harness.intake.accept_batch([words(1)])

    closing = asyncio.ensure_future(harness.intake.close(5))
    gate.set()
    await closing

    assert await harness.states() == {1: "DONE"}


async def test_what_takes_too_long_at_the_end_is_left_to_the_next_process(harness: InboxHarness) -> None:
    harness.holds(1)
    await harness.intake.accept_batch([words(1), words(2)])
    await harness.intake.close(0)
    left = await harness.states()

    harness.gates.clear()
    harness.open()
    await harness.intake.recover()
    await harness.finish()

    assert left == {1: "OPEN", 2: "OPEN"}
    assert harness.given == [1, 1, 2]


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


async def test_no_update_can_be_one_that_cannot_be_kept(harness: InboxHarness) -> None:
    await harness.takes({"update_id": 1, "mess\0age": {"text": "\0 \ud800"}}, {"update_id": 2, "\ud800": {}}, words(3))

    assert await harness.states() == {1: "DONE", 2: "DONE", 3: "DONE"}

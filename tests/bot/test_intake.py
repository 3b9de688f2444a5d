import asyncio

import pytest
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import GetMe
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import DBAPIError

from bot import intake, retries
from bot.lanes import PLACES, URGENT
from bot.letters import LEASE, letter_of
from services.domain.clock import SECOND
from services.storage.database import Database
from tests.bot.counter import BOT, Counter, Disk, tap, words
from tests.shop import Watch

WHOLE_OUTAGE = retries.OUTAGE


@pytest.fixture
def counter(db: Database) -> Counter:
    return Counter(db)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "PAUSES", (0.0, 0.0, 0.0))
    monkeypatch.setattr(retries, "OUTAGE", (0.0,) * 9)


async def warm(counter: Counter) -> None:
    """The first batch is behind us: from now on, handling does not wait for storing."""
    await counter.takes(words(1))
    counter.given.clear()
    counter.stored_before.clear()


def nonsense() -> ValidationError:
    class Strict(BaseModel):
        number: int

    with pytest.raises(ValidationError) as caught:
        Strict.model_validate({"number": "none"})
    return caught.value


async def test_a_batch_is_committed_before_it_is_confirmed(counter: Counter) -> None:
    await warm(counter)
    gate = counter.holds(2, 3)

    await counter.intake.take([words(2), words(3, user_id=1002)])
    confirmed = await counter.states()
    gate.set()

    assert confirmed == {1: "DONE", 2: "OPEN", 3: "OPEN"}
    await counter.finish()


async def test_what_is_done_keeps_its_number_and_forgets_its_words(counter: Counter) -> None:
    await counter.takes(words(1), words(2))

    rows = await counter.rows()

    assert {number: (row.state, row.payload) for number, row in rows.items()} == {1: ("DONE", None), 2: ("DONE", None)}


async def test_what_waits_is_kept_in_cipher(counter: Counter) -> None:
    gate = counter.holds(1)
    await counter.intake.take([words(1, said="CANARY-7")])

    payload = bytes((await counter.rows())[1].payload)
    gate.set()

    assert b"CANARY" not in payload
    assert counter.db.vault.open_json(payload)["message"]["text"] == "CANARY-7"
    await counter.finish()


async def test_the_first_batch_is_stored_before_anything_of_it_is_handled(counter: Counter) -> None:
    await counter.takes(words(1), words(2, user_id=1002))

    assert counter.stored_before == [True, True]


async def test_what_is_known_is_not_handled_twice(counter: Counter) -> None:
    await counter.takes(words(1))
    await counter.takes(words(1), words(2))
    await counter.takes(words(2), words(1))

    assert counter.given == [1, 2]


async def test_what_an_earlier_process_has_handled_is_not_handled_again(counter: Counter) -> None:
    await counter.takes(words(1), words(2))
    counter.open()

    await counter.takes(words(1), words(2), words(3))
    await counter.takes(words(2), words(4))

    assert counter.given == [1, 2, 3, 4]


async def test_a_failure_that_passes_is_tried_again(counter: Counter) -> None:
    counter.failures[1] = [RuntimeError("once"), TelegramNetworkError(GetMe(), "twice")]

    await counter.takes(words(1))

    assert (counter.given, counter.buried) == ([1, 1, 1], [])
    assert (await counter.states())[1] == "DONE"


async def test_a_flood_is_waited_out_for_as_long_as_telegram_asks(counter: Counter) -> None:
    counter.failures[1] = [TelegramRetryAfter(GetMe(), "flood", retry_after=0)]

    await counter.takes(words(1))

    row = (await counter.rows())[1]
    assert (counter.given, row.state, row.attempts) == ([1, 1], "DONE", 0)


async def test_no_number_of_floods_in_a_row_buries_an_update(counter: Counter) -> None:
    counter.failures[1] = [TelegramRetryAfter(GetMe(), "flood", retry_after=0) for _ in range(20)]

    await counter.takes(words(1))

    assert (len(counter.given), counter.buried, await counter.states()) == (21, [], {1: "DONE"})


async def test_an_update_that_causes_floods_itself_ends_all_the_same(counter: Counter) -> None:
    floods = [TelegramRetryAfter(GetMe(), "flood", retry_after=0) for _ in range(retries.FLOODS + 5)]
    counter.failures[1] = list(floods)

    await counter.takes(words(1))

    assert (len(counter.given), counter.buried) == (retries.FLOODS, [(1, "TelegramRetryAfter")])


@pytest.mark.parametrize("error", [TelegramNetworkError(GetMe(), "away"), TelegramServerError(GetMe(), "502")])
async def test_telegram_that_is_away_buries_nothing_for_minutes(counter: Counter, error: Exception) -> None:
    counter.failures[1] = [error] * len(retries.OUTAGE)

    await counter.takes(words(1))

    assert (counter.buried, (await counter.rows())[1].attempts) == ([], 0)


def test_an_outage_may_last_for_minutes() -> None:
    assert 4 * 60 <= sum(WHOLE_OUTAGE) <= 6 * 60


async def test_failures_of_the_handler_count_alone(counter: Counter) -> None:
    flood, away = TelegramRetryAfter(GetMe(), "flood", retry_after=0), TelegramNetworkError(GetMe(), "away")
    counter.failures[1] = [flood, RuntimeError("1"), away, RuntimeError("2"), flood, RuntimeError("3"), away, flood]

    await counter.takes(words(1))

    assert (len(counter.given), counter.buried, (await counter.rows())[1].attempts) == (9, [], 3)


async def test_those_who_wait_for_another_try_leave_their_places_to_others(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "OUTAGE", (60.0,))
    for number in range(1, PLACES + 1):
        counter.failures[number] = [TelegramNetworkError(GetMe(), "slow")]

    await counter.intake.take([words(number, user_id=number) for number in range(1, PLACES + 1)])
    await counter.intake.take([words(100, user_id=100)])
    await asyncio.wait_for(counter.begun[100].wait(), 5)

    assert counter.given.count(100) == 1
    await counter.intake.close(0)


async def test_poison_is_buried_and_told_and_disturbs_nobody(counter: Counter) -> None:
    counter.failures[1] = [RuntimeError(f"always {number}") for number in range(9)]

    await counter.takes(words(1), words(2), words(3, user_id=1002))

    assert counter.given.count(1) == 4
    assert counter.buried == [(1, "RuntimeError")]
    assert await counter.states() == {1: "DEAD", 2: "DONE", 3: "DONE"}
    assert (await counter.rows())[1].error == "RuntimeError"


async def test_what_is_no_update_is_buried_at_once(counter: Counter) -> None:
    counter.failures[1] = [nonsense()]

    await counter.takes(words(1))

    assert (counter.given, counter.buried) == ([1], [(1, "ValidationError")])


async def test_a_dead_letter_keeps_its_words_for_another_try(counter: Counter) -> None:
    counter.failures[1] = [nonsense()]
    await counter.takes(words(1, said="please"))

    async with counter.db.begin() as tx:
        revived = await tx.inbox.revive(BOT)
    again = await counter.intake.reclaim()
    await counter.finish()

    assert (revived, again, counter.given) == (1, 1, [1, 1])
    assert (await counter.states())[1] == "DONE"


@pytest.mark.parametrize(("kind", "seconds"), [("callback_query", 151), (URGENT, 9)])
async def test_what_comes_too_late_to_matter_is_skipped(counter: Counter, real: Watch, kind: str, seconds: int) -> None:
    gate = counter.holds(1)
    await counter.intake.take([tap(1, kind=kind), tap(2, kind=kind)])
    await counter.begun[1].wait()

    real.forward(seconds * SECOND)
    gate.set()
    await counter.finish()

    assert counter.given == [1]
    assert await counter.states() == {1: "DONE", 2: "SKIPPED"}


async def test_words_never_come_too_late(counter: Counter, real: Watch) -> None:
    gate = counter.holds(1)
    await counter.intake.take([words(1), words(2)])

    real.forward(10 * LEASE)
    gate.set()
    await counter.finish()

    assert counter.given == [1, 2]


async def test_a_new_process_takes_up_what_was_left_in_its_order(counter: Counter, real: Watch) -> None:
    letters = [letter_of(BOT, raw, real()) for raw in (words(5), words(3), tap(4, user_id=1002))]
    async with counter.db.begin() as tx:
        await tx.inbox.store(letters, real() + LEASE)

    left = await counter.intake.recover()
    await counter.finish()

    assert left == 3
    assert [number for number in counter.given if number != 4] == [3, 5]
    assert set((await counter.states()).values()) == {"DONE"}


async def test_what_was_left_and_comes_again_is_handled_once(counter: Counter, real: Watch) -> None:
    async with counter.db.begin() as tx:
        await tx.inbox.store([letter_of(BOT, words(1), real())], real() + LEASE)

    await counter.intake.recover()
    await counter.takes(words(1))

    assert counter.given == [1]


async def test_what_failed_before_a_crash_is_not_tried_without_end(counter: Counter, real: Watch) -> None:
    letter = letter_of(BOT, words(1), real())
    async with counter.db.begin() as tx:
        await tx.inbox.store([letter], real())
        await tx.inbox.postpone(letter, len(retries.PAUSES), "RuntimeError", real())
    counter.failures[1] = [RuntimeError("again")]

    await counter.intake.recover()
    await counter.finish()

    assert (counter.given, counter.buried) == ([1], [(1, "RuntimeError")])


async def test_only_what_nobody_holds_is_reclaimed(counter: Counter, real: Watch) -> None:
    async with counter.db.begin() as tx:
        await tx.inbox.store([letter_of(BOT, words(1), real())], real() + LEASE)

    early = await counter.intake.reclaim()
    real.forward(LEASE)
    late = await counter.intake.reclaim()
    await counter.finish()

    assert (early, late, counter.given) == (0, 1, [1])


async def test_what_is_under_way_for_long_is_not_begun_again(counter: Counter, real: Watch) -> None:
    gate = counter.holds(1)
    await counter.intake.take([words(1)])

    real.forward(2 * LEASE)
    reclaimed = await counter.intake.reclaim()
    gate.set()
    await counter.finish()

    assert (reclaimed, counter.given) == (0, [1])


async def test_a_first_batch_that_cannot_be_stored_is_taken_when_it_comes_again(counter: Counter) -> None:
    disk = Disk(counter.db)
    disk.fills()
    with pytest.raises(DBAPIError):
        await counter.intake.take([words(1), words(2)])
    refused = counter.given.copy()

    disk.full = False
    await counter.takes(words(1), words(2))

    assert (refused, counter.given) == ([], [1, 2])
    assert await counter.states() == {1: "DONE", 2: "DONE"}


async def test_a_batch_that_cannot_be_stored_is_not_confirmed_before_it_is_done(counter: Counter) -> None:
    await warm(counter)
    disk, gate = Disk(counter.db), counter.holds(2)
    disk.fills()

    for _ in range(3):
        with pytest.raises(DBAPIError):
            await counter.intake.take([words(2)])
    gate.set()
    await counter.intake.take([words(2)])
    disk.full = False
    await counter.finish()

    assert counter.given == [2]
    assert await counter.states() == {1: "DONE"}


async def test_what_is_done_before_telegram_is_told_costs_no_transaction(counter: Counter) -> None:
    await warm(counter)
    disk = Disk(counter.db)
    disk.fills()

    await counter.intake.take([words(2), words(3, user_id=1002)])
    await counter.intake.take([words(2), words(4)])

    assert counter.given == [2, 3, 4]
    disk.full = False


async def test_a_batch_whose_commit_fails_is_confirmed_only_when_its_handling_ends(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    await warm(counter)
    disk, gate = Disk(counter.db), counter.holds(2)
    monkeypatch.setattr(intake, "LINGER", 0.2)

    taking = asyncio.ensure_future(counter.intake.take([words(2)]))
    await counter.begun[2].wait()
    disk.fills()  # behind the rows of the batch: they are aboard when the transaction fails
    with pytest.raises(DBAPIError):
        await taking
    with pytest.raises(DBAPIError):
        await counter.intake.take([words(2), words(3, user_id=1002)])  # of which the second is done at once
    gate.set()
    await counter.intake.take([words(2)])
    disk.full = False
    await counter.finish()

    assert counter.given == [2, 3]
    assert await counter.states() == {1: "DONE"}


async def test_a_mark_does_not_overtake_the_row_it_is_for(counter: Counter, real: Watch) -> None:
    """PostgreSQL has two transactions under way at once: the first with the row, the second with its mark."""
    await warm(counter)
    gate = counter.holds(2)
    taking = asyncio.ensure_future(counter.intake.take([words(2)]))
    await asyncio.sleep(0)

    async with counter.db.begin():
        gate.set()
        assert await counter.intake.lanes.drain(5)
        if not counter.db.is_sqlite:
            await counter.db.flush()
    await taking
    await counter.finish()
    real.forward(2 * LEASE)

    assert await counter.intake.reclaim() == 0
    assert (counter.given, await counter.states()) == ([2], {1: "DONE", 2: "DONE"})


async def test_closing_finishes_what_is_under_way_and_writes_it_down(counter: Counter) -> None:
    gate = counter.holds(1)
    await counter.intake.take([words(1)])

    closing = asyncio.ensure_future(counter.intake.close(5))
    gate.set()
    await closing

    assert await counter.states() == {1: "DONE"}


async def test_what_takes_too_long_at_the_end_is_left_to_the_next_process(counter: Counter) -> None:
    counter.holds(1)
    await counter.intake.take([words(1), words(2)])
    await counter.intake.close(0)
    left = await counter.states()

    counter.gates.clear()
    counter.open()
    await counter.intake.recover()
    await counter.finish()

    assert left == {1: "OPEN", 2: "OPEN"}
    assert counter.given == [1, 1, 2]


def sender(raw: dict[str, object]) -> int | None:
    return letter_of(BOT, {"update_id": 1, **raw}, 0).user_id


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

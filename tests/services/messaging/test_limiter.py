import asyncio
import time
from itertools import pairwise
from types import SimpleNamespace

import pytest

import services.messaging.rate_limit.limiter
from services.domain.values.clock import HOUR, MINUTE, SECOND
from services.messaging.rate_limit.limiter import CHATS_REMEMBERED, Pace, back_off
from tests.support.service_harness import ManualClock


@pytest.fixture
def pace(real: ManualClock) -> Pace:
    return Pace(real)


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The part of asyncio that the pace uses: its naps can be changed here, and nobody else's."""
    ours = SimpleNamespace(**vars(asyncio))
    monkeypatch.setattr(services.messaging.rate_limit.limiter, "asyncio", ours)
    return ours


@pytest.fixture
def slept(real: ManualClock, naps: SimpleNamespace) -> list[int]:
    """Sleeping moves the clock instead of taking time; tells how long each sleep was (ms)."""
    sleeps: list[int] = []

    async def sleep(seconds: float) -> None:
        sleeps.append(round(seconds * SECOND))
        real.forward(round(seconds * SECOND))

    naps.sleep = sleep
    return sleeps


def turns(pace: Pace, chats: list[int]) -> list[float]:
    """Return the times at which each of them may be written to, if all ask at once."""
    return [pace.reserve(chat) for chat in chats]


def test_the_first_may_speak_at_once(pace: Pace) -> None:
    assert turns(pace, [1]) == [0]


def test_a_clock_that_is_put_back_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    pace, before = Pace(), time.time_ns()
    pace.reserve(1)
    pace.pause(0)

    monkeypatch.setattr(time, "time_ns", lambda: before - HOUR * 1_000_000)

    assert pace.away(2) <= SECOND


def test_at_most_thirty_messages_a_second(pace: Pace) -> None:
    given = turns(pace, list(range(300)))

    for start in given:
        assert sum(start <= turn < start + SECOND - 1 for turn in given) <= 30
    assert given[-1] == pytest.approx(299 * SECOND / 30, abs=1)


def test_at_most_one_message_a_second_in_one_chat(pace: Pace) -> None:
    given = turns(pace, [7] * 5)

    assert [later - sooner for sooner, later in pairwise(given)] == [SECOND] * 4


def test_a_busy_chat_does_not_hold_the_others(pace: Pace) -> None:
    turns(pace, [7] * 10)

    assert pace.reserve(8) < SECOND


def test_an_idle_shop_saves_no_turns_up(pace: Pace, real: ManualClock) -> None:
    turns(pace, [1])
    real.forward(MINUTE)

    given = turns(pace, list(range(100, 160)))

    assert given[30] == pytest.approx(SECOND, abs=1)


def test_a_pause_holds_everybody(pace: Pace, real: ManualClock) -> None:
    pace.pause(5 * SECOND)

    first, second = turns(pace, [1, 2])
    real.forward(5 * SECOND)

    assert (first, pace.away(3) <= SECOND / 15) == (5 * SECOND, True)
    assert second == pytest.approx(5 * SECOND + SECOND / 30, abs=1)


def test_a_shorter_pause_does_not_end_a_longer_one(pace: Pace) -> None:
    pace.pause(5 * SECOND)
    pace.pause(SECOND)

    assert pace.away(1) == 5 * SECOND


def test_what_took_no_turn_makes_turns_come_later(pace: Pace) -> None:
    for _ in range(6):
        pace.count()

    assert turns(pace, [1, 2]) == pytest.approx([6 * SECOND / 30, 7 * SECOND / 30], abs=1)


def test_a_crowd_that_took_no_turns_holds_others_up_for_a_second_at_most(pace: Pace) -> None:
    for _ in range(500):
        pace.count()

    assert pace.reserve(1) == pytest.approx(SECOND, abs=1)


def test_what_took_no_turn_never_brings_a_turn_forward(pace: Pace) -> None:
    turns(pace, list(range(100)))
    before = pace.away(1_000)

    pace.count()

    assert pace.away(1_000) == before


def test_who_goes_ahead_is_counted(pace: Pace) -> None:
    assert pace.ahead(1)
    assert pace.away(1) == pytest.approx(SECOND / 30, abs=1)


def test_nobody_goes_ahead_in_the_chat_in_which_a_pause_was_asked_for(pace: Pace, real: ManualClock) -> None:
    pace.pause(SECOND, 7)
    during = pace.ahead(7), pace.ahead(8), pace.away(8) >= SECOND
    real.forward(SECOND)

    assert (during, pace.ahead(7)) == ((False, True, True), True)


@pytest.mark.parametrize(("first", "second", "goes"), [(7, 8, False), (7, 7, True), (None, 7, True), (7, None, True)])
def test_nobody_goes_ahead_once_two_chats_were_asked_for_a_pause(
    pace: Pace, real: ManualClock, first: int | None, second: int | None, *, goes: bool
) -> None:
    pace.pause(5 * SECOND, first)
    pace.pause(SECOND, second)
    during = pace.ahead(9)
    real.forward(SECOND)

    assert (during, pace.ahead(9)) == (goes, True)


def test_looking_takes_no_turn(pace: Pace) -> None:
    pace.away(1)

    assert pace.reserve(1) == 0


def test_old_chats_are_forgotten(pace: Pace) -> None:
    turns(pace, list(range(CHATS_REMEMBERED + 10)))

    assert len(pace._chats) == CHATS_REMEMBERED


async def test_a_turn_is_waited_for(pace: Pace, slept: list[int]) -> None:
    assert [await pace.turn(7), await pace.turn(7)] == [0, 0]

    assert slept == [0, SECOND]


async def test_who_has_no_patience_is_told_how_long_it_takes(pace: Pace, slept: list[int]) -> None:
    pace.pause(MINUTE)

    away = await pace.turn(7, patience=30 * SECOND)

    assert (away, slept, pace.away(7)) == (MINUTE, [], MINUTE)


async def test_a_pause_holds_those_who_wait_already(
    pace: Pace, real: ManualClock, slept: list[int], naps: SimpleNamespace
) -> None:
    patient = naps.sleep

    async def interrupted(seconds: float) -> None:
        await patient(seconds)
        if len(slept) == 1:
            pace.pause(10 * SECOND)

    naps.sleep = interrupted
    start = real()

    await pace.turn(7)

    assert real() - start >= 10 * SECOND


async def test_a_pause_that_outlasts_the_patience_ends_the_waiting(
    pace: Pace, slept: list[int], naps: SimpleNamespace
) -> None:
    async def flooded(seconds: float) -> None:
        slept.append(round(seconds * SECOND))
        pace.pause(MINUTE)

    naps.sleep = flooded

    away = await pace.turn(7, patience=30 * SECOND)

    assert away >= MINUTE
    assert len(slept) == 1


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [
        (0, SECOND),
        (1, SECOND),
        (2, 2 * SECOND),
        (5, 16 * SECOND),
        (9, 256 * SECOND),
        (10, 5 * MINUTE),
        (999, 5 * MINUTE),
    ],
)
def test_the_back_off_doubles_up_to_five_minutes(attempts: int, wait: int) -> None:
    assert back_off(attempts) == wait

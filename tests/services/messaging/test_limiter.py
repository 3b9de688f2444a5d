import asyncio
import time
from itertools import pairwise
from types import SimpleNamespace

import pytest

import services.messaging.rate_limit.limiter
from services.domain.values.clock import HOUR, MINUTE, SECOND
from services.messaging.rate_limit.limiter import MAX_CHATS, RateLimiter, back_off
from tests.support.service_harness import ManualClock


@pytest.fixture
def limiter(real: ManualClock) -> RateLimiter:
    return RateLimiter(real)


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


def take_slots(limiter: RateLimiter, chats: list[int]) -> list[float]:
    """Return the times at which each of them may be written to, if all ask at once."""
    return [limiter.reserve(chat) for chat in chats]


def test_the_first_may_speak_at_once(limiter: RateLimiter) -> None:
    assert take_slots(limiter, [1]) == [0]


def test_a_clock_that_is_put_back_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    limiter, before = RateLimiter(), time.time_ns()
    limiter.reserve(1)
    limiter.pause(0)

    monkeypatch.setattr(time, "time_ns", lambda: before - HOUR * 1_000_000)

    assert limiter.delay(2) <= SECOND


def test_at_most_thirty_messages_a_second(limiter: RateLimiter) -> None:
    given = take_slots(limiter, list(range(300)))

    for start in given:
        assert sum(start <= acquire < start + SECOND - 1 for acquire in given) <= 30
    assert given[-1] == pytest.approx(299 * SECOND / 30, abs=1)


def test_at_most_one_message_a_second_in_one_chat(limiter: RateLimiter) -> None:
    given = take_slots(limiter, [7] * 5)

    assert [later - sooner for sooner, later in pairwise(given)] == [SECOND] * 4


def test_a_busy_chat_does_not_hold_the_others(limiter: RateLimiter) -> None:
    take_slots(limiter, [7] * 10)

    assert limiter.reserve(8) < SECOND


def test_an_idle_shop_saves_no_turns_up(limiter: RateLimiter, real: ManualClock) -> None:
    take_slots(limiter, [1])
    real.forward(MINUTE)

    given = take_slots(limiter, list(range(100, 160)))

    assert given[30] == pytest.approx(SECOND, abs=1)


def test_a_pause_holds_everybody(limiter: RateLimiter, real: ManualClock) -> None:
    limiter.pause(5 * SECOND)

    first, second = take_slots(limiter, [1, 2])
    real.forward(5 * SECOND)

    assert (first, limiter.delay(3) <= SECOND / 15) == (5 * SECOND, True)
    assert second == pytest.approx(5 * SECOND + SECOND / 30, abs=1)


def test_a_shorter_pause_does_not_end_a_longer_one(limiter: RateLimiter) -> None:
    limiter.pause(5 * SECOND)
    limiter.pause(SECOND)

    assert limiter.delay(1) == 5 * SECOND


def test_what_took_no_turn_makes_turns_come_later(limiter: RateLimiter) -> None:
    for _ in range(6):
        limiter.count()

    assert take_slots(limiter, [1, 2]) == pytest.approx([6 * SECOND / 30, 7 * SECOND / 30], abs=1)


def test_a_crowd_that_took_no_turns_holds_others_up_for_a_second_at_most(limiter: RateLimiter) -> None:
    for _ in range(500):
        limiter.count()

    assert limiter.reserve(1) == pytest.approx(SECOND, abs=1)


def test_what_took_no_turn_never_brings_a_turn_forward(limiter: RateLimiter) -> None:
    take_slots(limiter, list(range(100)))
    before = limiter.delay(1_000)

    limiter.count()

    assert limiter.delay(1_000) == before


def test_who_goes_ahead_is_counted(limiter: RateLimiter) -> None:
    assert limiter.try_bypass(1)
    assert limiter.delay(1) == pytest.approx(SECOND / 30, abs=1)


def test_nobody_goes_ahead_in_the_chat_in_which_a_pause_was_asked_for(limiter: RateLimiter, real: ManualClock) -> None:
    limiter.pause(SECOND, 7)
    during = limiter.try_bypass(7), limiter.try_bypass(8), limiter.delay(8) >= SECOND
    real.forward(SECOND)

    assert (during, limiter.try_bypass(7)) == ((False, True, True), True)


@pytest.mark.parametrize(("first", "second", "goes"), [(7, 8, False), (7, 7, True), (None, 7, True), (7, None, True)])
def test_nobody_goes_ahead_once_two_chats_were_asked_for_a_pause(
    limiter: RateLimiter, real: ManualClock, first: int | None, second: int | None, *, goes: bool
) -> None:
    limiter.pause(5 * SECOND, first)
    limiter.pause(SECOND, second)
    during = limiter.try_bypass(9)
    real.forward(SECOND)

    assert (during, limiter.try_bypass(9)) == (goes, True)


def test_looking_takes_no_turn(limiter: RateLimiter) -> None:
    limiter.delay(1)

    assert limiter.reserve(1) == 0


def test_old_chats_are_forgotten(limiter: RateLimiter) -> None:
    take_slots(limiter, list(range(MAX_CHATS + 10)))

    assert len(limiter._chats) == MAX_CHATS


async def test_a_turn_is_waited_for(limiter: RateLimiter, slept: list[int]) -> None:
    assert [await limiter.acquire(7), await limiter.acquire(7)] == [0, 0]

    assert slept == [0, SECOND]


async def test_who_has_no_patience_is_told_how_long_it_takes(limiter: RateLimiter, slept: list[int]) -> None:
    limiter.pause(MINUTE)

    delay = await limiter.acquire(7, max_wait=30 * SECOND)

    assert (delay, slept, limiter.delay(7)) == (MINUTE, [], MINUTE)


async def test_a_pause_holds_those_who_wait_already(
    limiter: RateLimiter, real: ManualClock, slept: list[int], naps: SimpleNamespace
) -> None:
    patient = naps.sleep

    async def interrupted(seconds: float) -> None:
        await patient(seconds)
        if len(slept) == 1:
            limiter.pause(10 * SECOND)

    naps.sleep = interrupted
    start = real()

    await limiter.acquire(7)

    assert real() - start >= 10 * SECOND


async def test_a_pause_that_outlasts_the_patience_ends_the_waiting(
    limiter: RateLimiter, slept: list[int], naps: SimpleNamespace
) -> None:
    async def flooded(seconds: float) -> None:
        slept.append(round(seconds * SECOND))
        limiter.pause(MINUTE)

    naps.sleep = flooded

    delay = await limiter.acquire(7, max_wait=30 * SECOND)

    assert delay >= MINUTE
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

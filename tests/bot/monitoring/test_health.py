import asyncio
from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from bot.monitoring.health import HealthMonitor, Limits, keep_loop_ok
from services.domain.values.clock import MINUTE, SECOND, uptime


class Time:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = 1_000_000

    def __call__(self) -> int:
        return self.at

    def passes(self, milliseconds: int) -> None:
        self.at += milliseconds


@pytest.fixture
def time() -> Time:
    return Time()


async def of(value: int) -> int:
    return value


async def test_a_shop_that_has_just_started_is_well(time: Time) -> None:
    health = HealthMonitor(now=time)

    assert health.alive
    assert await health.failing_checks() == ()


async def test_each_silence_is_noticed_in_its_time(time: Time) -> None:
    health, seen = HealthMonitor(now=time), []

    for milliseconds in (5 * SECOND, 85 * SECOND, 10 * SECOND):
        time.passes(milliseconds)
        seen.append(await health.failing_checks())

    assert seen == [("loop",), ("loop", "scheduler"), ("loop", "telegram", "scheduler")]


async def test_whoever_speaks_is_well_again(time: Time) -> None:
    health = HealthMonitor(now=time)
    time.passes(10 * MINUTE)

    health.loop_ok()
    health.telegram_ok()
    health.job_begun()
    health.scheduler_ok()

    assert (await health.failing_checks(), health.telegram_silence_ms, health.alive) == ((), 0, True)


@pytest.mark.parametrize(
    ("part", "health"),
    [
        ("inbox", HealthMonitor(inbox_age=lambda: of(MINUTE))),
        ("outbox", HealthMonitor(outbox_age=lambda: of(5 * MINUTE))),
        ("disk", HealthMonitor(disk_free=lambda: 500_000_000)),
        ("database", HealthMonitor(writable=lambda: asyncio.sleep(0, result=False))),
    ],
)
async def test_what_waits_too_long_or_runs_out_is_named(part: str, health: HealthMonitor) -> None:
    for mark in (health.loop_ok, health.telegram_ok, health.scheduler_ok):
        mark()

    assert await health.failing_checks() == (part,)


async def test_a_check_that_raises_is_unhealthy_and_its_secrets_stay(time: Time) -> None:
    async def broken() -> bool:
        raise ConnectionError("canary")

    def missing() -> int:
        raise FileNotFoundError("canary")

    with capture_logs() as told:
        failing = await HealthMonitor(writable=broken, disk_free=missing, now=time).failing_checks()

    assert failing == ("database", "disk")
    assert {(line["part"], line["error"]) for line in told} == {
        ("database", "ConnectionError"),
        ("disk", "FileNotFoundError"),
    }
    assert "canary" not in str(told)


async def test_a_check_that_never_answers_is_unhealthy(time: Time) -> None:
    health = HealthMonitor(writable=lambda: asyncio.Event().wait(), limits=Limits(probe=1_000), now=time)  # type: ignore[arg-type]

    assert await health.failing_checks() == ("database",)


async def test_the_heart_beats_by_itself() -> None:
    beats = asyncio.Queue[int]()

    class Counted(HealthMonitor):
        def loop_ok(self) -> None:
            super().loop_ok()
            beats.put_nowait(self.loop_ok_at)

    heart = asyncio.ensure_future(keep_loop_ok(Counted(), 0))
    first, second = await beats.get(), await beats.get()
    heart.cancel()
    with suppress(asyncio.CancelledError):
        await heart

    assert first <= second <= uptime()

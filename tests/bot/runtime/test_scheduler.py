import asyncio

import pytest

from bot.monitoring.health import HealthMonitor
from bot.runtime.scheduler import Job, Scheduler
from tests.support.wall_clock import ShiftedWallClock


class Work:
    """Something to look at: counts, and fails as often as it is told."""

    def __init__(self, failures: int = 0) -> None:
        self.done = 0
        self.most = 0
        self.failures = failures
        self.again = asyncio.Event()
        self._now = 0

    async def __call__(self) -> None:
        self._now += 1
        self.most = max(self.most, self._now)
        await asyncio.sleep(0)
        self._now -= 1
        self.done += 1
        if self.done > 2:
            self.again.set()
        if self.done <= self.failures:
            raise RuntimeError("a tick fails")


async def test_everything_is_looked_at_in_the_order_of_the_table() -> None:
    seen: list[str] = []

    async def look(name: str) -> None:
        seen.append(name)

    ticks = [Job(60, lambda: look("first")), Job(60, lambda: look("second"), on_clock_change=True)]
    await Scheduler(ticks, HealthMonitor()).run_all()

    assert seen == ["first", "second"]


async def test_only_what_depends_on_business_time_is_looked_at_when_it_jumps() -> None:
    plain, business = Work(), Work()

    await Scheduler([Job(60, plain), Job(60, business, on_clock_change=True)], HealthMonitor()).run_all(business=True)

    assert (plain.done, business.done) == (0, 1)


async def test_a_tick_that_fails_hinders_no_other() -> None:
    broken, whole = Work(failures=9), Work()

    await Scheduler([Job(60, broken), Job(60, whole)], HealthMonitor()).run_all()

    assert (broken.done, whole.done) == (1, 1)


async def test_a_database_that_is_away_is_one_line_for_all_ticks(caplog: pytest.LogCaptureFixture) -> None:
    async def away() -> None:
        raise ConnectionRefusedError

    scheduler = Scheduler([Job(60, away), Job(60, away)], HealthMonitor())
    for _ in range(3):
        await scheduler.run_all()

    assert [record.exc_info for record in caplog.records] == [None]


async def test_only_a_tick_that_succeeds_is_a_sign_of_health() -> None:
    moments = iter(range(100))
    health = HealthMonitor(now=lambda: next(moments))

    before = health.job_ok_at
    await Scheduler([Job(60, Work(failures=1))], health).run_all()
    after_failure = health.job_ok_at
    await Scheduler([Job(60, Work())], health).run_all()

    assert before == after_failure < health.job_ok_at


async def test_it_ticks_again_and_again_also_after_a_failure_and_never_beside_itself() -> None:
    work = Work(failures=1)
    scheduler = Scheduler([Job(0.01, work)], HealthMonitor())

    scheduler.start()
    await asyncio.wait_for(work.again.wait(), 5)
    await scheduler.stop(1)

    assert work.most == 1


async def test_a_ticker_can_be_stopped_that_never_ran() -> None:
    work = Work()

    await Scheduler([Job(60, work)], HealthMonitor()).stop(1)

    assert work.done == 0


@pytest.mark.parametrize("step", [-8 * 3600, -6, 6, 8 * 3600])
async def test_a_clock_that_is_set_neither_stops_nor_doubles_ticks(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    wall, work, slow = ShiftedWallClock(), Work(), Work()
    wall.hang(monkeypatch)
    scheduler = Scheduler([Job(0.01, work), Job(60, slow)], HealthMonitor())

    scheduler.start()
    await asyncio.wait_for(work.again.wait(), 5)
    wall.ahead = step
    work.done = 0
    work.again.clear()
    await asyncio.wait_for(work.again.wait(), 5)
    await scheduler.stop(1)

    assert (work.most, slow.done) == (1, 0)


@pytest.mark.parametrize("step", [-8 * 3600, 8 * 3600])
async def test_ticks_come_as_often_as_they_should_after_a_clock_was_set(
    monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    wall, often, seldom = ShiftedWallClock(), Work(), Work()
    wall.hang(monkeypatch)
    scheduler = Scheduler([Job(0.01, often), Job(0.2, seldom)], HealthMonitor())

    scheduler.start()
    await asyncio.wait_for(often.again.wait(), 5)
    wall.ahead = step
    await asyncio.wait_for(seldom.again.wait(), 5)
    await scheduler.stop(1)

    assert often.done > seldom.done


@pytest.mark.parametrize(("seconds", "finished"), [(10, True), (0.01, False)])
async def test_what_runs_may_finish_before_the_end(
    caplog: pytest.LogCaptureFixture, *, seconds: float, finished: bool
) -> None:
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        await may_end.wait()
        ended.set()

    scheduler = Scheduler([Job(0.01, work)], HealthMonitor())
    scheduler.start()
    await begun.wait()
    asyncio.get_running_loop().call_later(0.1, may_end.set)
    await scheduler.stop(seconds)

    assert ended.is_set() is finished
    assert not finished or caplog.records == []

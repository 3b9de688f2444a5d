import asyncio

import pytest
from structlog.testing import capture_logs

from bot.monitoring.health import HealthMonitor
from bot.monitoring.watchdog import SCHEDULER, Watchdog
from services.domain.values.clock import MINUTE


class WatchedHealth:
    """A watched pulse whose time moves minute by minute."""

    def __init__(self) -> None:
        self.at = 0
        self.given_up = 0
        self.health = HealthMonitor(now=lambda: self.at)
        self.scheduler_runs = True
        self.dog = Watchdog(self.health, self.give_up)

    def give_up(self) -> None:
        self.given_up += 1

    def lasts(self, minutes: int) -> list[str]:
        with capture_logs() as told:
            for _ in range(minutes):
                self.at += MINUTE
                if self.scheduler_runs:
                    self.health.job_begun()
                self.dog.look()
        return [line["log_level"] for line in told]


@pytest.fixture
def watched() -> WatchedHealth:
    return WatchedHealth()


def test_a_short_silence_is_nothing(watched: WatchedHealth) -> None:
    assert watched.lasts(1) == []


def test_two_minutes_of_silence_are_told_once(watched: WatchedHealth) -> None:
    assert watched.lasts(4) == ["error"]
    assert watched.given_up == 0


def test_five_minutes_of_silence_are_the_end_once(watched: WatchedHealth) -> None:
    assert watched.lasts(9) == ["error", "critical"]
    assert watched.given_up == 1


def test_an_answer_ends_the_alarm_and_the_next_silence_is_told_again(watched: WatchedHealth) -> None:
    watched.lasts(3)

    watched.health.telegram_ok()

    assert watched.lasts(1) == ["warning"]
    assert watched.lasts(2) == ["error"]


def test_a_scheduler_that_stands_still_is_the_end_while_telegram_answers(watched: WatchedHealth) -> None:
    watched.scheduler_runs = False

    told = [line for _ in range(6) for line in [*watched.lasts(1), watched.health.telegram_ok()] if line]

    assert (told, watched.given_up, watched.dog.given_up) == (["error", "critical"], 1, SCHEDULER)


def test_a_scheduler_whose_jobs_fail_is_unhealthy_and_does_not_stand_still(watched: WatchedHealth) -> None:
    watched.lasts(1)
    watched.health.telegram_ok()

    assert watched.lasts(1) == []
    assert watched.health.now() - watched.health.job_ok_at == 2 * MINUTE


def test_a_long_standby_is_no_silence(watched: WatchedHealth) -> None:
    watched.at = 60 * MINUTE
    watched.health.begin()

    assert watched.lasts(1) == []
    assert watched.given_up == 0


async def test_the_dog_looks_by_itself_until_it_gives_up(watched: WatchedHealth) -> None:
    watched.at = 5 * MINUTE

    async with asyncio.timeout(5):
        await watched.dog.watch(0)

    assert watched.given_up == 1

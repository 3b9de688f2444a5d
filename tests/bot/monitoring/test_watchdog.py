import asyncio

import pytest
from structlog.testing import capture_logs

from bot.monitoring.health import HealthMonitor
from bot.monitoring.watchdog import SCHEDULER, Watchdog
from services.domain.values.clock import MINUTE


class Silence:
    """A watched pulse whose time moves minute by minute."""

    def __init__(self) -> None:
        self.at = 0
        self.given_up = 0
        self.health = HealthMonitor(now=lambda: self.at)
        self.send_slots = True
        self.dog = Watchdog(self.health, self.give_up)

    def give_up(self) -> None:
        self.given_up += 1

    def lasts(self, minutes: int) -> list[str]:
        with capture_logs() as told:
            for _ in range(minutes):
                self.at += MINUTE
                if self.send_slots:
                    self.health.job_begun()
                self.dog.look()
        return [line["log_level"] for line in told]


@pytest.fixture
def silence() -> Silence:
    return Silence()


def test_a_short_silence_is_nothing(silence: Silence) -> None:
    assert silence.lasts(1) == []


def test_two_minutes_of_silence_are_told_once(silence: Silence) -> None:
    assert silence.lasts(4) == ["error"]
    assert silence.given_up == 0


def test_five_minutes_of_silence_are_the_end_once(silence: Silence) -> None:
    assert silence.lasts(9) == ["error", "critical"]
    assert silence.given_up == 1


def test_an_answer_ends_the_alarm_and_the_next_silence_is_told_again(silence: Silence) -> None:
    silence.lasts(3)

    silence.health.telegram_ok()

    assert silence.lasts(1) == ["warning"]
    assert silence.lasts(2) == ["error"]


def test_a_scheduler_that_stands_still_is_the_end_while_telegram_answers(silence: Silence) -> None:
    silence.send_slots = False

    told = [line for _ in range(6) for line in [*silence.lasts(1), silence.health.telegram_ok()] if line]

    assert (told, silence.given_up, silence.dog.given_up) == (["error", "critical"], 1, SCHEDULER)


def test_a_scheduler_whose_ticks_fail_is_ill_and_does_not_stand_still(silence: Silence) -> None:
    silence.lasts(1)
    silence.health.telegram_ok()

    assert silence.lasts(1) == []
    assert silence.health.now() - silence.health.job_ok_at == 2 * MINUTE


def test_whoever_stood_by_for_long_was_not_silent(silence: Silence) -> None:
    silence.at = 60 * MINUTE
    silence.health.begin()

    assert silence.lasts(1) == []
    assert silence.given_up == 0


async def test_the_dog_looks_by_itself_until_it_gives_up(silence: Silence) -> None:
    silence.at = 5 * MINUTE

    async with asyncio.timeout(5):
        await silence.dog.watch(0)

    assert silence.given_up == 1

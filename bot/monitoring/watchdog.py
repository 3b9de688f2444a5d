"""The watchdog of polling and the scheduler: it logs a part that is silent for long, then ends the process.

Polling can fail for ever and look busy, and a shop whose scheduler stands still sells, but never closes an order or
gives money back. After the process has ended, its supervisor restarts it.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from bot.monitoring.health import HealthMonitor
from services.domain.values.clock import MINUTE, SECOND

log = structlog.get_logger(__name__)


class Silence(Exception):
    """A part was silent for so long that a new start is worth more than waiting. Its text is for a person."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A watched part: the log events of its silence, and the message of a process that ended because of it."""

    silent: str
    too_long: str
    again: str
    end: str


SCHEDULER = Voice(
    "scheduler_silent",
    "scheduler_silent_too_long",
    "scheduler_heard_again",
    "The scheduler of the shop stood still for five minutes. Start again; the log names what it was busy with.",
)
TELEGRAM = Voice(
    "telegram_silent",
    "telegram_silent_too_long",
    "telegram_heard_again",
    "Telegram has not answered for five minutes. Start again; look at the network if it goes on.",
)


@dataclass(slots=True)
class Watchdog:
    """Watches `health`. After `alert_after` ms of silence logs once, after `give_up_after` ms calls `give_up` once."""

    health: HealthMonitor
    give_up: Callable[[], object]
    alert_after: int = 2 * MINUTE
    give_up_after: int = 5 * MINUTE
    given_up: Voice | None = field(default=None, init=False)
    """The part whose silence was too long."""
    _alerted: set[Voice] = field(default_factory=set, init=False)

    async def watch(self, every: float = 1.0) -> None:
        """Look every so many seconds until cancelled or given up."""
        while self.given_up is None:
            self.look()
            await asyncio.sleep(every)

    def look(self) -> None:
        """Compare each silence with its limits."""
        for voice, silence in ((SCHEDULER, self.health.standstill), (TELEGRAM, self.health.telegram_silence_ms)):
            if self.given_up is None:
                self._mind(voice, silence)

    def _mind(self, voice: Voice, silence: int) -> None:
        if silence >= self.give_up_after:
            self.given_up = voice
            log.critical(voice.too_long, seconds=silence // SECOND)
            self.give_up()
        elif silence >= self.alert_after and voice not in self._alerted:
            self._alerted.add(voice)
            log.error(voice.silent, seconds=silence // SECOND)
        elif silence < self.alert_after and voice in self._alerted:
            self._alerted.discard(voice)
            log.warning(voice.again)

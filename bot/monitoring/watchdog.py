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


class PartUnresponsive(Exception):
    """A part did not respond for so long that a restart is worth more than waiting. Its text is for a person."""


@dataclass(frozen=True, slots=True)
class WatchedPart:
    """A watched part: the log events of its silence, and the message of a process that ended because of it."""

    silent: str
    too_long: str
    again: str
    end: str


SCHEDULER = WatchedPart(
    "scheduler_silent",
    "scheduler_silent_too_long",
    "scheduler_recovered",
    "The scheduler of the shop stood still for five minutes. Start again; the log names what it was busy with.",
)
TELEGRAM = WatchedPart(
    "telegram_silent",
    "telegram_silent_too_long",
    "telegram_recovered",
    "Telegram has not answered for five minutes. Start again; look at the network if it goes on.",
)


@dataclass(slots=True)
class Watchdog:
    """Watches `health`. After `alert_after` ms of silence logs once, after `give_up_after` ms calls `give_up` once."""

    health: HealthMonitor
    give_up: Callable[[], object]
    alert_after: int = 2 * MINUTE
    give_up_after: int = 5 * MINUTE
    given_up: WatchedPart | None = field(default=None, init=False)
    """The part whose silence was too long."""
    _alerted: set[WatchedPart] = field(default_factory=set, init=False)

    async def watch(self, every: float = 1.0) -> None:
        """Look every so many seconds until cancelled or given up."""
        while self.given_up is None:
            self.look()
            await asyncio.sleep(every)

    def look(self) -> None:
        """Compare each silence with its limits."""
        for part, silence in (
            (SCHEDULER, self.health.scheduler_silence_ms),
            (TELEGRAM, self.health.telegram_silence_ms),
        ):
            if self.given_up is None:
                self._check(part, silence)

    def _check(self, part: WatchedPart, silence: int) -> None:
        if silence >= self.give_up_after:
            self.given_up = part
            log.critical(part.too_long, seconds=silence // SECOND)
            self.give_up()
        elif silence >= self.alert_after and part not in self._alerted:
            self._alerted.add(part)
            log.error(part.silent, seconds=silence // SECOND)
        elif silence < self.alert_after and part in self._alerted:
            self._alerted.discard(part)
            log.warning(part.again)

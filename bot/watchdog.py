"""A silence that nobody hears is the worst failure of a bot: polling can fail for ever and look busy.

After a while without a successful getUpdates somebody is told; after a longer while the process gives up, so that
whoever supervises it starts it anew.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from bot.pulse import Pulse
from services.domain.clock import MINUTE, SECOND

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Watchdog:
    """Watches `pulse`. After `alert_after` ms of silence logs once, after `give_up_after` ms calls `give_up` once."""

    pulse: Pulse
    give_up: Callable[[], object]
    alert_after: int = 2 * MINUTE
    give_up_after: int = 5 * MINUTE
    _alerted: bool = field(default=False, init=False)
    _given_up: bool = field(default=False, init=False)

    @property
    def given_up(self) -> bool:
        """Whether the silence was too long."""
        return self._given_up

    async def watch(self, every: float = 1.0) -> None:
        """Look every so many seconds until cancelled or given up."""
        while not self._given_up:
            self.look()
            await asyncio.sleep(every)

    def look(self) -> None:
        """Compare the silence with what is bearable."""
        silence = self.pulse.silence
        if silence >= self.give_up_after:
            self._stop(silence)
        elif silence >= self.alert_after:
            self._alert(silence)
        elif self._alerted:
            self._alerted = False
            log.warning("Telegram answers again")

    def _alert(self, silence: int) -> None:
        if not self._alerted:
            self._alerted = True
            log.error("Telegram has not answered getUpdates", seconds=silence // SECOND)

    def _stop(self, silence: int) -> None:
        if not self._given_up:
            self._given_up = True
            log.critical("Telegram stays silent, giving up", seconds=silence // SECOND)
            self.give_up()

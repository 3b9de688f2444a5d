"""The writer of heartbeats: once a minute the leader asks the parts of the shop whether it serves, and notes it.

It looks more often than that: at once when a process begins to lead, and while the shop is down, so that neither a
change of leader nor the end of a trouble waits for a minute.
"""

from dataclasses import dataclass, field

import structlog

from bot.monitoring.health import HealthMonitor
from services.domain.values.clock import MINUTE, SECOND, Clock, uptime
from services.system.heartbeats import Heartbeats

log = structlog.get_logger(__name__)

LOOK_EVERY = 15
"""The time (s) between two looks."""
BEAT_EVERY = MINUTE - LOOK_EVERY * SECOND // 2
"""The time (ms) between two heartbeats, but for half a look: the nearest look writes it."""


@dataclass
class HeartbeatWriter:
    """Writes the heartbeats of the shop, as this process sees it."""

    health: HealthMonitor
    heartbeats: Heartbeats
    now: Clock = uptime
    _due_at: int = field(default=0, init=False)
    _failing: tuple[str, ...] = field(default=(), init=False)

    async def look(self) -> None:
        """Write a heartbeat if it is time."""
        now = self.now()
        if now < self._due_at:
            return
        failing = await self.health.outages()
        if failing and failing != self._failing:
            log.warning("shop_down", failing=failing)
        self._failing = failing
        ended = await self.heartbeats.beat(well=not failing)
        if ended is not None:
            log.warning("downtime_ended", seconds=(ended.ends_at - ended.starts_at) // SECOND)
        self._due_at = now if failing else now + BEAT_EVERY

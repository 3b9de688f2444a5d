"""Heartbeats: one a minute says that the shop serves, and what lies between two that are too far apart was downtime.

Only the newest heartbeat is kept, and one row for each downtime, which is written when it is over: a process that dies
has nothing to clean up, and whoever beats next measures the gap that it has left.
"""

from dataclasses import dataclass, replace

from services.domain.system.uptime import Heartbeat, Span
from services.domain.values.clock import Clock
from services.storage.database import Database
from services.storage.transaction import Transaction

KEY = "heartbeat"


@dataclass(frozen=True)
class Heartbeats:
    """Measures whether the shop serves."""

    db: Database
    now: Clock

    async def beat(self, *, well: bool) -> Span | None:
        """Note that the shop serves, or that it does not; returns the downtime that has ended by this.

        Before the first heartbeat nothing is measured, and the shop's troubles neither.
        """
        async with self.db.begin() as tx:
            last = Heartbeat.read(await tx.key_values.get(KEY, lock=True))
            if last is None:
                await self._begin(tx, well=well)
                return None
            now, steady = self.now(), self.db.real()
            if not well:
                if not last.failing:
                    await tx.key_values.put(KEY, replace(last, failing=True).written())
                return None
            ended = last.downtime(now, steady)
            if ended is not None:
                await tx.downtimes.add(ended)
            await tx.key_values.put(KEY, Heartbeat(min(last.since, now), now, steady).written())
        return ended

    async def _begin(self, tx: Transaction, *, well: bool) -> None:
        """A rival that begins at the same moment makes no difference."""
        if well:
            now = self.now()
            await tx.key_values.put_once(KEY, Heartbeat(now, now, self.db.real()).written())

"""The status of the shop as its customers read it: whether it serves, how much of the time it did, and incidents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from services.domain.support.incident import Incident, IncidentUpdate
from services.domain.system.uptime import Heartbeat, Span, overlap, share, total
from services.domain.values.clock import DAY, SECOND, Clock
from services.storage.database import Database
from services.storage.transaction import ReadTransaction
from services.system.heartbeats import KEY

MONTH, QUARTER = 30, 90
"""The days over which uptime is told."""
RECENT = 3
"""So many incidents that are over are told."""


@dataclass(frozen=True, slots=True)
class UptimeReport:
    """The measured uptime. `since` is when measuring began (business time), None if it has not.

    `month` and `quarter` are hundredths of a percent of the last 30 and 90 days; None if not all of them were measured.
    `all_time` is that of all measured time, None if it is longer than that.
    `days` are the downtimes (ms) of the last 30 days of the shop's calendar, today last; None: not measured.
    """

    since: int | None
    serves: bool = True
    month: int | None = None
    quarter: int | None = None
    all_time: int | None = None
    down: int = 0
    """Downtime of the last 30 days (ms)."""
    maintenance: int = 0
    """The part of it (ms) that was announced as maintenance."""
    days: Sequence[int | None] = ()


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The uptime, the incidents that go on with the newest update of each, and those that were over lately."""

    uptime: UptimeReport
    open: Sequence[Incident] = ()
    updates: Mapping[str, IncidentUpdate] = field(default_factory=dict)
    closed: Sequence[Incident] = ()


@dataclass(frozen=True)
class ServiceStatus:
    """Tells how the shop is. `zone` is that of its calendar."""

    db: Database
    now: Clock
    zone: tzinfo

    async def report(self) -> StatusReport:
        """Return how the shop is now."""
        async with self.db.read() as reading:
            found = await reading.incidents.open()
            updates = await reading.incidents.newest([one.id for one in found]) if found else {}
            closed = await reading.incidents.closed_since(self.now() - MONTH * DAY, RECENT)
            return StatusReport(await self._uptime(reading), found, updates, closed)

    async def _uptime(self, reading: ReadTransaction) -> UptimeReport:
        now, steady = self.now(), self.db.real()
        last = Heartbeat.read(await reading.key_values.get(KEY))
        if last is None:
            return UptimeReport(None)
        present = last.downtime(now, steady)
        down = await reading.downtimes.since(now - QUARTER * DAY) + ([present] if present else [])
        month, quarter = (Span(now - days * DAY, now) for days in (MONTH, QUARTER))
        measured = Span(last.since, now)
        return UptimeReport(
            since=last.since,
            serves=present is None,
            month=share(down, month) if last.since <= month.starts_at else None,
            quarter=share(down, quarter) if last.since <= quarter.starts_at else None,
            all_time=share(down, measured) if last.since > quarter.starts_at else None,
            down=total(down, month),
            maintenance=overlap(down, await _maintenance(reading, month), month),
            days=[_within(down, day, measured) for day in self._days(now)],
        )

    def _days(self, now: int) -> list[Span]:
        """Return the last days of the calendar, today last."""
        today = datetime.fromtimestamp(now // SECOND, self.zone).date()
        begins = [self._midnight(today - timedelta(days=ago)) for ago in range(MONTH - 1, -2, -1)]
        return [Span(*one) for one in pairwise(begins)]

    def _midnight(self, day: date) -> int:
        return int(datetime.combine(day, time.min, self.zone).timestamp()) * SECOND


async def _maintenance(reading: ReadTransaction, within: Span) -> list[Span]:
    announced = await reading.incidents.maintenance_since(within.starts_at)
    return [Span(one.started_at, one.closed_at or within.ends_at) for one in announced]


def _within(down: Sequence[Span], day: Span, measured: Span) -> int | None:
    """Return the downtime of a day (ms); None if nothing of it was measured."""
    starts_at, ends_at = max(day.starts_at, measured.starts_at), min(day.ends_at, measured.ends_at)
    return total(down, Span(starts_at, ends_at)) if starts_at < ends_at else None

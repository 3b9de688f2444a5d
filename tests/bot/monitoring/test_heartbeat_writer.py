from structlog.testing import capture_logs

from bot.monitoring.health import HealthMonitor
from bot.monitoring.heartbeat_writer import LOOK_EVERY, HeartbeatWriter
from services.domain.system.uptime import LONGEST_GAP, Span
from services.domain.values.clock import HOUR, MINUTE, SECOND
from services.storage.database import Database
from services.system.heartbeats import Heartbeats
from tests.support.service_harness import AFTERNOON, ManualClock


class Shop:
    """A shop whose parts are well until they are not, and whose leader looks every fifteen seconds."""

    def __init__(self, db: Database, real: ManualClock) -> None:
        self.db, self.real, self.clock, self.up = db, real, ManualClock(), ManualClock()
        self.works, self.disk_is_full = True, False
        self.health = HealthMonitor(writable=self._writable, disk_free=self._free, now=self.up)
        self.writer = self.new_process()

    async def _writable(self) -> bool:
        return self.works

    def _free(self) -> int:
        return 0 if self.disk_is_full else 10**12

    def new_process(self) -> HeartbeatWriter:
        return HeartbeatWriter(self.health, Heartbeats(self.db, self.clock), self.up)

    def passes(self, milliseconds: int) -> None:
        for clock in (self.real, self.clock, self.up):
            clock.forward(milliseconds)

    async def runs(self, milliseconds: int, writer: HeartbeatWriter | None = None) -> None:
        for _ in range(milliseconds // (LOOK_EVERY * SECOND)):
            for part in (self.health.loop_ok, self.health.telegram_ok, self.health.job_begun, self.health.scheduler_ok):
                part()
            await (writer or self.writer).look()
            self.passes(LOOK_EVERY * SECOND)

    async def downtimes(self) -> list[Span]:
        async with self.db.read() as reading:
            return await reading.downtimes.since(0)


async def test_a_shop_that_serves_writes_once_a_minute(db: Database, real: ManualClock) -> None:
    shop, beats = Shop(db, real), list[bool]()

    class Counted(Heartbeats):
        async def beat(self, *, well: bool) -> Span | None:
            beats.append(well)
            return await super().beat(well=well)

    await shop.runs(10 * MINUTE, HeartbeatWriter(shop.health, Counted(db, shop.clock), shop.up))

    assert beats == [True] * 10
    assert await shop.downtimes() == []


async def test_a_trouble_of_seconds_is_measured_and_told_once(db: Database, real: ManualClock) -> None:
    shop = Shop(db, real)
    await shop.runs(MINUTE)
    shop.works = False
    with capture_logs() as told:
        await shop.runs(MINUTE)
        shop.works = True
        await shop.runs(MINUTE)

    assert await shop.downtimes() == [Span(AFTERNOON, AFTERNOON + 2 * MINUTE)]
    assert [line for line in told if line["event"] in {"shop_down", "downtime_ended"}] == [
        {"event": "shop_down", "failing": ("database",), "log_level": "warning"},
        {"event": "downtime_ended", "seconds": 120, "log_level": "warning"},
    ]


async def test_a_full_disk_is_an_alarm_and_no_downtime(db: Database, real: ManualClock) -> None:
    shop = Shop(db, real)
    shop.disk_is_full = True

    await shop.runs(10 * MINUTE)

    assert await shop.downtimes() == []
    assert await shop.health.failing_checks() == ("loop", "disk")  # nobody has looked for fifteen seconds


async def test_a_new_leader_beats_at_once(db: Database, real: ManualClock) -> None:
    shop = Shop(db, real)
    await shop.runs(MINUTE)
    shop.passes(LONGEST_GAP - MINUTE)

    await shop.runs(MINUTE, shop.new_process())

    assert await shop.downtimes() == []


async def test_a_shop_that_was_killed_has_a_gap(db: Database, real: ManualClock) -> None:
    shop = Shop(db, real)
    await shop.runs(MINUTE)
    shop.passes(HOUR)

    await shop.runs(MINUTE, shop.new_process())

    assert await shop.downtimes() == [Span(AFTERNOON, AFTERNOON + MINUTE + HOUR)]

"""The health of the shop: alive, and able to sell. The parts of the process report, and it is put together here.

Moments are real and monotonic, in milliseconds: the health of a machine has nothing to do with business time.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from services.domain.values.clock import MINUTE, SECOND, uptime

log = structlog.get_logger(__name__)


async def no_age() -> int:
    """Return 0: nothing is queued."""
    return 0


async def always_ok() -> bool:
    """Return True: no check is configured."""
    return True


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits beyond which a part counts as failing: ages in milliseconds, disk space in bytes."""

    loop: int = 5 * SECOND
    telegram: int = 100 * SECOND  # twice the longest getUpdates
    inbox: int = MINUTE
    outbox: int = 5 * MINUTE
    scheduler: int = 90 * SECOND
    disk: int = 500 * 1_000_000
    probe: int = 3 * SECOND


@dataclass(slots=True)
class HealthMonitor:
    """The health of the parts of a shop, as they report it.

    They call `loop_ok` (the event loop), `telegram_ok` (a getUpdates or a check of the webhook that succeeded),
    `job_begun` (the scheduler) and `scheduler_ok` (a job that succeeded), and set `webhook_ok`. The
    app hands in the rest: ages of the oldest open row of inbox and outbox (milliseconds, 0 if none), whether the
    database takes a write, and free disk space in bytes.
    """

    inbox_age: Callable[[], Awaitable[int]] = no_age
    outbox_age: Callable[[], Awaitable[int]] = no_age
    writable: Callable[[], Awaitable[bool]] = always_ok
    disk_free: Callable[[], int] = lambda: Limits().disk + 1
    limits: Limits = field(default_factory=Limits)
    now: Callable[[], int] = uptime
    webhook_ok: bool = field(default=True, init=False)
    loop_ok_at: int = field(init=False)
    telegram_ok_at: int = field(init=False)
    scheduler_ok_at: int = field(init=False)
    job_ok_at: int = field(init=False)

    def __post_init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Start all clocks: a process that stood by was not silent."""
        self.loop_ok_at = self.telegram_ok_at = self.scheduler_ok_at = self.job_ok_at = self.now()

    def loop_ok(self) -> None:
        """Record that the event loop runs."""
        self.loop_ok_at = self.now()

    def telegram_ok(self) -> None:
        """Record that Telegram answered a getUpdates or a webhook check."""
        self.telegram_ok_at = self.now()

    def job_begun(self) -> None:
        """Record that the scheduler begins a job."""
        self.scheduler_ok_at = self.now()

    def scheduler_ok(self) -> None:
        """Record that a job succeeded."""
        self.job_ok_at = self.now()

    @property
    def loop_is_alive(self) -> bool:
        """True if the event loop turns."""
        return self.now() - self.loop_ok_at < self.limits.loop

    @property
    def alive(self) -> bool:
        """True if the event loop and the scheduler turn, whatever becomes of what they begin."""
        return self.loop_is_alive and self.scheduler_silence_ms < self.limits.scheduler

    @property
    def scheduler_silence_ms(self) -> int:
        """For how many milliseconds the scheduler has begun nothing."""
        return self.now() - self.scheduler_ok_at

    @property
    def telegram_silence_ms(self) -> int:
        """The time since Telegram last answered (ms)."""
        return self.now() - self.telegram_ok_at

    async def failing_checks(self) -> tuple[str, ...]:
        """Return the names of the failing parts. A part that cannot be checked, or not in time, is failing."""
        return await self._failing(self._serving() | {"disk": _above(self.disk_free, self.limits.disk)})

    async def outages(self) -> tuple[str, ...]:
        """Return the names of the failing parts without which no customer is served: a disk may be nearly full."""
        return await self._failing(self._serving())

    def _serving(self) -> dict[str, Awaitable[bool]]:
        limits, now = self.limits, self.now()
        return {
            "loop": _is(self.loop_is_alive),
            "telegram": _is(self.telegram_silence_ms < limits.telegram),
            "webhook": _is(self.webhook_ok),
            "scheduler": _is(now - self.job_ok_at < limits.scheduler),
            "inbox": _below(self.inbox_age, limits.inbox),
            "outbox": _below(self.outbox_age, limits.outbox),
            "database": _asked(self.writable),
        }

    async def _failing(self, checks: dict[str, Awaitable[bool]]) -> tuple[str, ...]:
        answers = await asyncio.gather(*(self._ask(part, check) for part, check in checks.items()))
        return tuple(part for part, well in zip(checks, answers, strict=True) if not well)

    async def _ask(self, part: str, check: Awaitable[bool]) -> bool:
        try:
            return await asyncio.wait_for(check, self.limits.probe / SECOND)
        except Exception as error:  # noqa: BLE001 - a part whose check raises is failing, whatever the reason
            log.warning("health_check_failed", part=part, error=type(error).__name__)
            return False


async def keep_loop_ok(health: HealthMonitor, every: float = 1.0) -> None:
    """Record that the event loop runs, every so many seconds, until cancelled."""
    while True:
        health.loop_ok()
        await asyncio.sleep(every)


async def _is(fact: bool) -> bool:  # noqa: FBT001 - it only wraps a fact
    return fact


async def _asked(question: Callable[[], Awaitable[bool]]) -> bool:
    return await question()


async def _below(age: Callable[[], Awaitable[int]], limit: int) -> bool:
    return await age() < limit


async def _above(free: Callable[[], int], limit: int) -> bool:
    return await asyncio.to_thread(free) > limit

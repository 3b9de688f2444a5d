"""Time as the shop knows it: integer milliseconds, UTC, handed in and never looked up.

Two clocks exist. *Business time* decides deadlines, periods and reminders; it is the clock on the wall, and the sandbox
may move it forward. *Real time* decides leases, back-off and rate limits, which concern machines and not customers;
it cannot be set (services/storage/connection/steady_clock.py).
"""

import time
from typing import Protocol

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Clock(Protocol):
    """Tells the present moment in UTC milliseconds."""

    def __call__(self) -> int:
        """The present moment."""
        ...


def real_time() -> int:
    """The machine's clock, in UTC milliseconds."""
    return time.time_ns() // 1_000_000


def uptime() -> int:
    """Return how long the machine has been up, in milliseconds: it stays right when somebody sets the other clock.

    Where the system can tell (Linux), the time in which the machine was asleep counts too.
    """
    through_sleep = getattr(time, "CLOCK_BOOTTIME", None)
    return (time.monotonic_ns() if through_sleep is None else time.clock_gettime_ns(through_sleep)) // 1_000_000

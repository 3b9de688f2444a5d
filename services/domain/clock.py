"""Time as the shop knows it: integer milliseconds, UTC, handed in and never looked up.

Two clocks exist. *Business time* decides deadlines, periods and reminders; the sandbox may move it forward. *Real time*
decides leases, back-off and rate limits, which concern machines and not customers.
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
    """The machine's monotonic clock, in milliseconds: what it measures stays right when somebody sets the other one."""
    return time.monotonic_ns() // 1_000_000

"""Two clocks that must never be confused.

Telegram's own time stamps messages and expires updates; it cannot be moved. The *business* offset is what the bot
under test adds to its own clock, so that a month can pass in a moment without a single update growing old.
"""

import time
from collections.abc import Callable

Now = Callable[[], float]


class Clock:
    """Telegram's time, and how far the business is ahead of it."""

    def __init__(self, now: Now = time.time) -> None:
        self.now = now
        self.offset_seconds = 0

    def seconds(self) -> int:
        """Unix time, as messages carry it."""
        return int(self.now())

    def advance(self, seconds: int) -> None:
        """Let business time pass."""
        self.offset_seconds += seconds

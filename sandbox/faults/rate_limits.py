"""Telegram's sending limits, switched on by --flood: 1 a second to a chat, 20 a minute to a group, 30 a second in all.

Each limit is a bucket that refills steadily, so a short burst passes and a stream does not.
"""

import math
from dataclasses import dataclass

from sandbox.api import api_errors
from sandbox.clock import Clock

EVERYWHERE = 0


@dataclass(slots=True)
class Bucket:
    """`size` at once, one more every `period` seconds."""

    size: float
    period: float
    tokens: float
    filled_at: float

    def wait(self, now: float) -> float:
        """Take one; or the seconds until there is one, and then nothing is taken."""
        self.tokens = min(self.size, self.tokens + (now - self.filled_at) / self.period)
        self.filled_at = now
        if self.tokens < 1:
            return (1 - self.tokens) * self.period
        self.tokens -= 1
        return 0.0


class Floods:
    """A bucket for each chat and one for all together."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[int, Bucket] = {}

    def check(self, chat_id: int) -> None:
        """Count one message to this chat, or refuse it with the seconds to wait."""
        wait = max(self._bucket(chat_id).wait(self._clock.now()), self._bucket(EVERYWHERE).wait(self._clock.now()))
        if wait > 0:
            raise api_errors.flood(max(1, math.ceil(wait)))

    def forget(self) -> None:
        """Everyone may send again."""
        self._buckets.clear()

    def _bucket(self, chat_id: int) -> Bucket:
        if chat_id not in self._buckets:
            size, period = self._limit(chat_id)
            self._buckets[chat_id] = Bucket(size, period, size, self._clock.now())
        return self._buckets[chat_id]

    def _limit(self, chat_id: int) -> tuple[float, float]:
        if chat_id == EVERYWHERE:
            return 30, 1 / 30
        return (3, 1.0) if chat_id > 0 else (20, 3.0)

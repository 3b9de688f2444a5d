"""The rate limiter: Telegram allows about 30 messages a second, and one a second in one chat.

Source: Bot API FAQ, "My bot is hitting limits". An answer or goods just paid take no slot.
It is counted, and what nobody waits for, a reminder or a notice, goes out that much later.
"""

import asyncio
import math

from services.domain.values.bounded_dict import BoundedDict
from services.domain.values.clock import MINUTE, SECOND, Clock, uptime

MESSAGES_PER_SECOND = 30
SHARED_MESSAGES_PER_SECOND = 20
"""The messages a second of a process that cannot count the answers of others: the rest is left for those."""
MAX_CHATS = 10_000
DOUBLINGS = 10


def back_off(attempts: int) -> int:
    """Return how long to wait before the next try (ms): 1 s, doubling, five minutes at most."""
    return min(SECOND << min(max(attempts - 1, 0), DOUBLINGS), 5 * MINUTE)


class RateLimiter:
    """Assigns send slots. A pause (the channel asked for one) holds all callers, those already waiting too."""

    def __init__(self, real: Clock = uptime, per_second: int = MESSAGES_PER_SECOND) -> None:
        self._real = real
        self._gap = SECOND / per_second
        self._next = 0.0
        self._silent_until = 0.0
        self._closed_until = 0.0
        self._flooded: int | None = None
        self._chats: BoundedDict[int, float] = BoundedDict(MAX_CHATS)
        self._open = True
        self._sleepers: set[asyncio.Future[None]] = set()

    def close(self) -> None:
        """Assign no more slots; waiting callers return at once."""
        self._open = False
        for sleeper in self._sleepers:
            sleeper.cancel()

    def pause(self, after: int, chat_id: int | None = None) -> None:
        """Assign no slot for so many milliseconds: Telegram has asked for it, in answer to a message to a chat.

        In that chat nothing goes ahead either. If it asks in a second chat meanwhile, the limit is that of the whole
        bot, and nothing goes ahead anywhere.
        """
        now = self._real()
        if chat_id is not None:
            if self._silent_until > now and self._flooded not in {None, chat_id}:
                self._closed_until = max(self._closed_until, now + after)
            self._flooded = chat_id
        self._silent_until = max(self._silent_until, now + after)

    def delay(self, chat_id: int) -> float:
        """Return how many milliseconds the next slot of a chat is away."""
        now = self._real()
        return max(now, self._next, self._silent_until, (self._chats.get(chat_id) or 0)) - now

    def reserve(self, chat_id: int) -> float:
        """Take the next slot of a chat; returns how many milliseconds it is away."""
        now, delay = self._real(), self.delay(chat_id)
        self._next = max(self._next, self._silent_until, now) + self._gap
        self._chats[chat_id] = now + delay + SECOND
        return delay

    def count(self) -> None:
        """Count a message that took no slot: free slots come later, by a second at most in all."""
        now = self._real()
        later = min(max(self._next, now) + self._gap, now + SECOND)
        self._next = max(self._next, later)

    def try_bypass(self, chat_id: int) -> bool:
        """Count a message that goes ahead of all waiting callers; False during a pause that is meant for it."""
        now = self._real()
        if self._closed_until > now or (self._silent_until > now and self._flooded == chat_id):
            return False
        self.count()
        return True

    async def acquire(self, chat_id: int, max_wait: float = math.inf) -> float:
        """Wait for the next slot of a chat and return 0; return at once how far it is away if that is past `max_wait`.

        Both in milliseconds: a caller with a lease must not wait beyond it. After `close` no slot
        comes any more.
        """
        deadline = self._real() + max_wait
        while True:
            delay = self.delay(chat_id)
            if not self._open or self._real() + delay > deadline:
                return max(delay, 1.0)
            self.reserve(chat_id)
            await self._sleep(delay / SECOND)
            if self._open and self._silent_until <= self._real():
                return 0

    async def _sleep(self, seconds: float) -> None:
        sleeper = asyncio.ensure_future(asyncio.sleep(seconds))
        self._sleepers.add(sleeper)
        try:
            await asyncio.wait([sleeper])
        finally:
            self._sleepers.discard(sleeper)
            sleeper.cancel()

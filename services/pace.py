"""How fast the shop may speak by itself: Telegram allows about 30 messages a second, and one a second in one chat.

Source: Bot API FAQ, "My bot is hitting limits". Answers to what a person has just pressed do not pass here.
"""

import asyncio
from collections import OrderedDict

from services.domain.clock import MINUTE, SECOND, Clock, real_time

OVERALL = 30
CHATS_REMEMBERED = 10_000


def back_off(attempts: int) -> int:
    """How long to wait before the next try (ms): 1 s, doubling, five minutes at most."""
    return min(SECOND * 2 ** max(attempts - 1, 0), 5 * MINUTE)


class Pace:
    """Hands out turns. A pause (the channel asked for one) holds everybody."""

    def __init__(self, real: Clock = real_time, per_second: int = OVERALL) -> None:
        self._real = real
        self._gap = SECOND / per_second
        self._next = 0.0
        self._chats: OrderedDict[int, float] = OrderedDict()

    def pause(self, after: int) -> None:
        """Nobody gets a turn for so many milliseconds."""
        self._next = max(self._next, self._real() + after)

    def reserve(self, chat_id: int) -> float:
        """Take the next turn for a chat; returns how many milliseconds it is away."""
        now = self._real()
        turn = max(now, self._next, self._chats.get(chat_id, 0))
        self._next = max(self._next, now) + self._gap
        self._chats[chat_id] = turn + SECOND
        self._chats.move_to_end(chat_id)
        while len(self._chats) > CHATS_REMEMBERED:
            self._chats.popitem(last=False)
        return turn - now

    async def turn(self, chat_id: int) -> None:
        """Wait for the next turn of a chat."""
        away = self.reserve(chat_id)
        if away > 0:
            await asyncio.sleep(away / SECOND)

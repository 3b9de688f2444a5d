"""The same pace for several processes: turns are written down where all of them look.

Whoever asks while an answer is on its way shares the next question, so that a crowd costs few of them. If the book
cannot be read, it is left alone for a while, and each process keeps to a share, not knowing how many others there are:
goods matter more, and Telegram itself says when it is too much.
"""

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.domain.values.clock import SECOND
from services.messaging.rate_limit.batcher import Together
from services.messaging.rate_limit.limiter import OVERALL, Pace
from services.storage.database import Database
from services.storage.messaging.send_slots import ALL

log = logging.getLogger(__name__)

GAP = math.ceil(SECOND / OVERALL)
HORIZON = SECOND // 2
"""How far ahead turns are given away (ms): who has to wait longer asks again, and a stall makes no crowd of many."""
BATCH = 30
SHARE = OVERALL // 3
"""How many messages a second one process says while it cannot ask."""
LEFT_ALONE = 10 * SECOND
"""How long a book that failed is not asked (ms): one that hangs would hold everybody up at each question."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How many milliseconds a turn is away; if it is not `given`, ask again then."""

    away: int
    given: bool


class Book(Protocol):
    """Where turns are written down."""

    async def reserve(self, chat_ids: Sequence[int], pause: int, said: int = 0) -> list[Turn]:
        """A turn for each chat, in this order.

        Before that, a pause of so many milliseconds for everybody; `said` is how many milliseconds of turns were used
        by messages that took none.
        """


def give_turns(now: int, moments: dict[int, int], chat_ids: Sequence[int], pause: int, said: int = 0) -> list[Turn]:
    """Give out turns: GAP after each other, and a second apart in one chat. Brings `moments` up to date."""
    following = max(moments.get(ALL, 0), now + pause)
    following = max(following, min(following + said, now + SECOND))
    turns = []
    for chat_id in chat_ids:
        ready = moments.get(chat_id, 0)
        away = max(ready, following) - now
        given = ready <= following and away <= HORIZON
        if given:
            moments[chat_id] = following + SECOND
            following += GAP
        turns.append(Turn(away, given))
    moments[ALL] = following
    return turns


@dataclass(frozen=True, slots=True)
class DatabaseBook:
    """Turns in PostgreSQL."""

    db: Database

    async def reserve(self, chat_ids: Sequence[int], pause: int, said: int = 0) -> list[Turn]:
        """One transaction, for which nobody waits for the disk."""
        async with self.db.begin() as tx:
            now, moments = await tx.turns.look(chat_ids)
            turns = give_turns(now, moments, chat_ids, pause, said)
            await tx.turns.note(moments)
        return turns


class SharedPace(Pace):
    """Hands out turns that no other process hands out."""

    def __init__(self, book: Book) -> None:
        super().__init__(per_second=SHARE)
        self._book = book
        self._ask = Together(self._reserve, BATCH)
        self._said_until = 0.0
        self._ask_again_at: float | None = None

    def count(self) -> None:
        """A message goes out that took no turn: the book hears of it with the next question, and nobody waits."""
        super().count()
        now = self._real()
        self._said_until = min(max(self._said_until, now) + GAP, now + SECOND)

    async def turn(self, chat_id: int, patience: float = math.inf) -> float:
        """As Pace has it."""
        deadline = self._real() + patience
        while self._open:
            turn = await self._ask(chat_id)
            if self._real() + turn.away > deadline:
                return max(turn.away, 1.0)
            await self._nap(turn.away / SECOND)
            if turn.given and self._open and self._silent_until <= self._real():
                return 0
        return 1.0

    async def _reserve(self, chat_ids: Sequence[int]) -> list[Turn]:
        """From the book, which hears of what it does not know yet: how long all must be silent, and what was said."""
        now = self._real()
        if self._ask_again_at is not None and now < self._ask_again_at:
            return self._own(chat_ids)
        pause = max(math.ceil(self._silent_until - now), 0)
        said, self._said_until = max(math.ceil(self._said_until - now), 0), 0.0
        try:
            turns = await self._book.reserve(chat_ids, pause, said)
        except Exception as error:  # noqa: BLE001 - whatever ails the book, goods go out
            self._leave_alone(error)
            return self._own(chat_ids)
        self._agree_again()
        return turns

    def _own(self, chat_ids: Sequence[int]) -> list[Turn]:
        return [Turn(math.ceil(self.reserve(chat_id)), given=True) for chat_id in chat_ids]

    def _leave_alone(self, error: Exception) -> None:
        if self._ask_again_at is None:
            log.warning("turns cannot be agreed on, this process keeps to its share (%s)", type(error).__name__)
        self._ask_again_at = self._real() + LEFT_ALONE

    def _agree_again(self) -> None:
        if self._ask_again_at is not None:
            log.warning("turns are agreed on again")
        self._ask_again_at = None

"""The same pace for several processes: turns are written down where all of them look.

Whoever asks while an answer is on its way shares the next question, so that a crowd costs few of them. If the book
cannot be read, each process keeps its own pace: goods matter more, and Telegram itself says when it is too much.
"""

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.domain.clock import SECOND
from services.pace import OVERALL, Pace
from services.storage.database import Database
from services.storage.turns import ALL
from services.together import Together

log = logging.getLogger(__name__)

GAP = math.ceil(SECOND / OVERALL)
HORIZON = SECOND // 2
"""How far ahead turns are given away (ms): who has to wait longer asks again, and a stall makes no crowd of many."""
BATCH = 30


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
        super().__init__()
        self._book = book
        self._ask = Together(self._reserve, BATCH)
        self._pause = 0
        self._said_until = 0.0

    def count(self) -> None:
        """A message goes out that took no turn: the book hears of it with the next question, and nobody waits."""
        super().count()
        now = self._real()
        self._said_until = min(max(self._said_until, now) + GAP, now + SECOND)

    def pause(self, after: int) -> None:
        """Nobody gets a turn for so many milliseconds, in other processes from the next question on."""
        super().pause(after)
        self._pause = max(self._pause, after)

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
        pause, self._pause = self._pause, 0
        said, self._said_until = max(math.ceil(self._said_until - self._real()), 0), 0.0
        try:
            return await self._book.reserve(chat_ids, pause, said)
        except Exception:
            log.exception("turns cannot be agreed on with others")
            return [Turn(math.ceil(self.reserve(chat_id)), given=True) for chat_id in chat_ids]

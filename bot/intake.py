"""The durable inbox: an update is confirmed to Telegram only when it is done, or its row is committed.

Nothing has to be written before handling begins, and nothing at all of an update that is done before Telegram is told:
looking at a shelf costs no transaction. So new rows wait a moment (LINGER) to become needless or for a transaction that
is made anyway, and "done" marks ride for free with the next one. A crash before that costs nothing: Telegram sends the
update again. A crash after it finds the row. Handling twice is harmless by design, and an update that is known already
is not handled at all.

What cannot be handled is tried again after a pause (bot/retries.py); after that it is buried where it disturbs nobody,
and people are told.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from pydantic import ValidationError
from structlog.stdlib import get_logger

from bot.lanes import URGENT, Lanes
from bot.letters import LEASE, Marks, Rows, letter_of
from bot.retries import PASSING, Retries
from services.domain.clock import SECOND
from services.domain.letter import Letter, LetterState
from services.storage.database import Database

log = get_logger(__name__)

LINGER = 0.1
"""Seconds that Telegram is kept waiting: two calls of its own, and hardly felt by whoever comes next."""
REMEMBERED = 10_000
VALID = {"callback_query": 150 * SECOND, URGENT: 8 * SECOND}

Feed = Callable[[Letter], Awaitable[None]]
Bury = Callable[[Letter, BaseException], Awaitable[None]]
Certain = Callable[[], Awaitable[None]]


async def always() -> None:
    """Nobody else could have taken over."""


class Intake:
    """Takes raw updates, keeps them, has them handled once and in order.

    `certain` returns while nobody else can have taken them over. `wary`: none is handled before it is stored, ever.
    """

    def __init__(
        self, db: Database, bot_id: int, feed: Feed, bury: Bury, certain: Certain = always, *, wary: bool = False
    ) -> None:
        self._certain = certain
        self._wary = wary
        self._db = db
        self._bot_id = bot_id
        self._feed = feed
        self._bury = bury
        self.lanes = Lanes(self._handle)
        self._known: OrderedDict[int, None] = OrderedDict()
        self._rows = Rows()
        self._marks = Marks(bot_id)
        self._rows.left = self._marks.left = True
        self._carriers: dict[int, Rows] = {}
        self._awaited: set[asyncio.Future[None]] = set()
        self._careful = True
        self._in_hand: set[int] = set()

    async def recover(self) -> int:
        """At the start: take up what an earlier process has left; returns how much that was."""
        return await self._take_up(all_leases=True)

    async def reclaim(self) -> int:
        """From time to time: take up rows whose lease is over; returns how many."""
        async with self._db.read() as reading:
            if not await reading.inbox.has_abandoned(self._bot_id):
                return 0
        return await self._take_up(all_leases=False)

    async def _take_up(self, *, all_leases: bool) -> int:
        async with self._db.begin() as tx:
            left = await tx.inbox.claim(self._bot_id, REMEMBERED, self._db.real() + LEASE, all_leases=all_leases)
        mine = [letter for letter in left if letter.update_id not in self._in_hand]
        for letter in mine:
            self._put(letter)
        return len(mine)

    def _put(self, letter: Letter) -> None:
        self._remember(letter.update_id)
        self._in_hand.add(letter.update_id)
        self.lanes.put(letter)

    async def take(self, raws: Sequence[dict[str, Any]]) -> None:
        """Have a batch handled; returns when all of it is done or its row committed, and there is room for more.

        The first batches are stored before they are handled, until all of one is new: before that they may hold what an
        earlier process has handled already, or the very update that killed it.
        """
        now = self._db.real()
        letters = {int(raw["update_id"]): letter_of(self._bot_id, raw, now) for raw in raws}
        fresh = [letter for number, letter in letters.items() if number not in self._known]
        new = await self._store_first(fresh) if self._careful else self._ship(fresh)
        self._careful = self._wary or (self._careful and len(new) < len(letters))
        for letter in fresh:
            self._remember(letter.update_id)
        for letter in new:
            self._put(letter)
        await self._safe()
        await self.lanes.room()

    async def _store_first(self, letters: list[Letter]) -> list[Letter]:
        """Store at once; nothing is known, handled or careless before that has succeeded."""
        if not letters:
            return []
        async with self._db.begin() as tx:
            new = await tx.inbox.store(letters, self._db.real() + LEASE)
        return [letter for letter in letters if letter.update_id in new]

    def _ship(self, letters: list[Letter]) -> list[Letter]:
        """Leave new rows on the pier, and remember that somebody waits for their arrival."""
        if letters:
            if self._rows.left:
                self._rows = Rows()
                self._rows.shipped = self._db.freight.bring(self._rows)
            self._rows.letters.update({letter.update_id: letter for letter in letters})
            self._carriers.update({letter.update_id: self._rows for letter in letters})
            self._awaited.add(self._rows.shipped)
        return letters

    def _remember(self, update_id: int) -> None:
        self._known[update_id] = None
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    async def _safe(self) -> None:
        """Wait until no new row is needed or a transaction has taken it along; make one if none comes.

        Some may be back on the pier, since their transaction has failed: Telegram must wait for them too.
        """
        self._awaited = {shipped for shipped in self._awaited if not shipped.done()}
        if self._awaited:
            await asyncio.wait(self._awaited, timeout=LINGER)
        while not all(shipped.done() for shipped in self._awaited):
            await self._db.flush()
            await asyncio.wait(self._awaited, timeout=LINGER)

    async def _handle(self, letter: Letter) -> None:
        try:
            await self._see_through(letter)
        except Exception as error:  # noqa: BLE001 - the outermost loop: not even writing down a failure may stop a lane
            log.critical("an update is left for later", update=letter.update_id, error=type(error).__name__)
        finally:
            self._in_hand.discard(letter.update_id)
            self._carriers.pop(letter.update_id, None)

    async def _see_through(self, letter: Letter) -> None:
        """Handle one letter to its end: done, skipped or buried."""
        retries = Retries(letter.attempts)
        while True:
            await self._certain()
            if self._too_late(letter):
                self._finish(letter, LetterState.SKIPPED)
                return
            try:
                await self._feed(letter)
            except Exception as error:  # noqa: BLE001 - nothing that one update does may stop others
                pause = retries.pause_after(error)
                if pause is None:
                    await self._give_up(letter, error)
                    return
                await self._pause(letter, retries.failures, pause, error)
            else:
                self._finish(letter, LetterState.DONE)
                return

    def _too_late(self, letter: Letter) -> bool:
        valid = VALID.get(letter.kind)
        return valid is not None and self._db.real() - letter.received_at > valid

    def _finish(self, letter: Letter, state: LetterState) -> None:
        """Note that a letter is done: without a row if none was written, and never before a row that is under way."""
        carrier = self._carriers.get(letter.update_id)
        if carrier is None or carrier.shipped.done():
            self._mark(letter, state)
        elif carrier in self._db.freight:
            self._spare(letter, carrier)
        else:
            carrier.shipped.add_done_callback(lambda _: self._mark(letter, state))

    def _spare(self, letter: Letter, carrier: Rows) -> None:
        del carrier.letters[letter.update_id]
        if not carrier.letters:
            carrier.left = True
            self._db.freight.withdraw(carrier)

    def _mark(self, letter: Letter, state: LetterState) -> None:
        if self._marks.left:
            self._marks = Marks(self._bot_id)
            self._db.freight.bring(self._marks)
        self._marks.done[letter.update_id] = state

    async def _pause(self, letter: Letter, failures: int, pause: float, error: Exception) -> None:
        log.warning(
            "an update failed and is tried again",
            update=letter.update_id,
            kind=letter.kind,
            failures=failures,
            error=type(error).__name__,
            exc_info=None if isinstance(error, PASSING) else error,
        )
        until = self._db.real() + LEASE + int(pause * SECOND)
        async with self._db.begin() as tx:
            await tx.inbox.postpone(letter, failures, type(error).__name__, until)
        async with self.lanes.resting(letter):
            await asyncio.sleep(pause)

    async def _give_up(self, letter: Letter, error: Exception) -> None:
        log.error(
            "an update is buried",
            update=letter.update_id,
            kind=letter.kind,
            error=type(error).__name__,
            exc_info=None if isinstance(error, ValidationError) else error,
        )
        async with self._db.begin() as tx:
            await tx.inbox.bury(letter, type(error).__name__)
        await self._bury(letter, error)

    async def close(self, seconds: float) -> None:
        """Finish what is under way, so long at most; what is left stays in the inbox."""
        if not await self.lanes.drain(seconds):
            log.warning("some updates wait for the next start", count=len(self.lanes))
            await self.lanes.abandon()
        await self._db.flush()

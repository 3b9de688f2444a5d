"""The durable inbox: an update is confirmed to Telegram only after its row is committed.

The row does not have to be written before handling begins; it has to be written before Telegram forgets the update. So
new rows wait a moment (LINGER) for a transaction that is made anyway, and "done" marks ride for free with the next one.
A crash before the commit costs nothing: Telegram sends the update again. A crash after it finds the row. Handling twice
is harmless by design, and an update that is known already is not handled at all.

What cannot be handled is tried again after a pause; after that it is buried where it disturbs nobody, and people are
told.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from pydantic import ValidationError
from structlog.stdlib import get_logger

from bot.lanes import URGENT, Lanes
from services.domain.clock import MINUTE, SECOND
from services.domain.letter import Letter, LetterState
from services.storage.database import Database
from services.storage.transaction import Transaction

log = get_logger(__name__)

LINGER = 0.015
LEASE = MINUTE
REMEMBERED = 10_000
LARGEST_ID = 2**63 - 1
"""What a column holds. A row that cannot be written would spoil every transaction that takes it along."""
PAUSES = (0.5, 2.0, 8.0)
VALID = {"callback_query": 150 * SECOND, URGENT: 8 * SECOND}
PASSING = (TelegramNetworkError, TelegramServerError, TelegramRetryAfter, ClientDecodeError)

Feed = Callable[[Letter], Awaitable[None]]
Bury = Callable[[Letter, BaseException], Awaitable[None]]


def letter_of(bot_id: int, raw: dict[str, Any], received_at: int) -> Letter:
    """Read of a raw update only what is needed to keep it: its id, its kind, whose it is."""
    kind = next((name for name in raw if name != "update_id"), "nothing")
    body = raw.get(kind)
    sender = body.get("from") if isinstance(body, dict) else None
    user_id = sender.get("id") if isinstance(sender, dict) else None
    known = isinstance(user_id, int) and 0 < user_id <= LARGEST_ID
    return Letter(bot_id, int(raw["update_id"]), user_id if known else None, kind, raw, received_at)


class Load:
    """What waits to be written to the inbox: new rows, and marks of rows that are done."""

    def __init__(self, bot_id: int, *, left: bool = False) -> None:
        self.bot_id = bot_id
        self.new: dict[int, Letter] = {}
        self.done: dict[int, LetterState] = {}
        self.left = left
        self.shipped: asyncio.Future[None]

    async def __call__(self, tx: Transaction) -> None:
        """Write it. Repeating it changes nothing."""
        self.left = True
        if self.new:
            await tx.inbox.store(list(self.new.values()), tx.real() + LEASE, self.done)
        for state in LetterState:
            ids = [number for number, said in self.done.items() if said is state and number not in self.new]
            if ids:
                await tx.inbox.finish(self.bot_id, ids, state)


class Intake:
    """Takes raw updates, keeps them, has them handled once and in order. `wary`: none before it is stored, ever."""

    def __init__(self, db: Database, bot_id: int, feed: Feed, bury: Bury, *, wary: bool = False) -> None:
        self._wary = wary
        self._db = db
        self._bot_id = bot_id
        self._feed = feed
        self._bury = bury
        self.lanes = Lanes(self._handle)
        self._known: OrderedDict[int, None] = OrderedDict()
        self._load = Load(bot_id, left=True)
        self._carriers: dict[int, Load] = {}
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
        """Keep a batch and have it handled; returns when every row of it is committed and there is room for more.

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
        await self._committed()
        await self.lanes.room()

    async def _store_first(self, letters: list[Letter]) -> list[Letter]:
        """Store at once; nothing is known, handled or careless before that has succeeded."""
        if not letters:
            return []
        async with self._db.begin() as tx:
            new = await tx.inbox.store(letters, self._db.real() + LEASE, {})
        return [letter for letter in letters if letter.update_id in new]

    def _ship(self, letters: list[Letter]) -> list[Letter]:
        """Leave new rows on the pier, and remember that somebody waits for their arrival."""
        if letters:
            load = self._pier()
            load.new.update({letter.update_id: letter for letter in letters})
            self._carriers.update({letter.update_id: load for letter in letters})
            self._awaited.add(load.shipped)
        return letters

    def _remember(self, update_id: int) -> None:
        self._known[update_id] = None
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def _pier(self) -> Load:
        """The load that still waits; a new one if the last has left."""
        if self._load.left:
            self._load = Load(self._bot_id)
            self._load.shipped = self._db.freight.bring(self._load)
        return self._load

    async def _committed(self) -> None:
        """Wait for the transactions that take all new rows along; make one if none comes.

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
        for attempt in range(letter.attempts, len(PAUSES) + 1):
            if self._too_late(letter):
                self._finish(letter, LetterState.SKIPPED)
                return
            try:
                await self._feed(letter)
            except ValidationError as error:
                await self._give_up(letter, error)
                return
            except Exception as error:  # noqa: BLE001 - nothing that one update does may stop others
                if attempt == len(PAUSES):
                    await self._give_up(letter, error)
                    return
                await self._pause(letter, attempt, error)
            else:
                self._finish(letter, LetterState.DONE)
                return

    def _too_late(self, letter: Letter) -> bool:
        valid = VALID.get(letter.kind)
        return valid is not None and self._db.real() - letter.received_at > valid

    def _finish(self, letter: Letter, state: LetterState) -> None:
        """Mark a letter as handled: together with its row, or once that is committed, lest the mark overtake it."""
        carrier = self._carriers.get(letter.update_id)
        if carrier is None or carrier.shipped.done() or carrier in self._db.freight:
            self._mark(letter, state)
        else:
            carrier.shipped.add_done_callback(lambda _: self._mark(letter, state))

    def _mark(self, letter: Letter, state: LetterState) -> None:
        self._pier().done[letter.update_id] = state

    async def _pause(self, letter: Letter, attempt: int, error: Exception) -> None:
        log.warning(
            "an update failed and is tried again",
            update=letter.update_id,
            kind=letter.kind,
            attempt=attempt + 1,
            error=type(error).__name__,
            exc_info=None if isinstance(error, PASSING) else error,
        )
        pause = error.retry_after if isinstance(error, TelegramRetryAfter) else PAUSES[attempt]
        until = self._db.real() + LEASE + int(pause * SECOND)
        async with self._db.begin() as tx:
            await tx.inbox.postpone(letter, attempt + 1, type(error).__name__, until)
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

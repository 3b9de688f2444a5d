"""The durable inbox: an update is written down before it is handled, and before it is confirmed to Telegram.

A batch is stored in a transaction of its own. That transaction also marks what was done since the one before; when
nothing comes, a periodic job does it. Nothing of the inbox is ever part of another transaction: it would hold locks
that nobody expects there, and wait as long as others do. After a crash what is not marked is handled again. Handling
twice is harmless by design, and an update that has a row already is not handled at all.

An update that fails is tried again after a pause (retries.py); after that it becomes a dead letter, which is reported
to its customer and to the admins.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from pydantic import ValidationError
from structlog.stdlib import get_logger

from bot.intake.retries import TRANSIENT_ERRORS, Retries
from bot.intake.updates import LEASE, parse_update
from bot.intake.user_queues import PRE_CHECKOUT, UserQueues
from services.domain.system.update import DEADLY, SUSPECT, InboxUpdate, UpdateState
from services.domain.values.clock import SECOND
from services.storage.database import Database
from services.storage.transaction import Transaction

log = get_logger(__name__)

CLAIM_LIMIT = 10_000
"""Taken up at once: the rest waits where it is."""
MAX_AGE = {"callback_query": 150 * SECOND, PRE_CHECKOUT: 8 * SECOND}

Feed = Callable[[InboxUpdate], Awaitable[None]]
OnDeadLetter = Callable[[InboxUpdate, BaseException], Awaitable[None]]
LeaseCheck = Callable[[], Awaitable[None]]


async def no_lease() -> None:
    """No other process could have taken over."""


class ProcessDied(Exception):
    """Processes have died repeatedly while an update was open, three times while it was processed alone."""


class InboxProcessor:
    """Stores raw updates, and processes each once and in the order of its user.

    `check_lease` returns while no other process can have taken them over.
    """

    def __init__(
        self, db: Database, bot_id: int, feed: Feed, on_dead_letter: OnDeadLetter, check_lease: LeaseCheck = no_lease
    ) -> None:
        self._check_lease = check_lease
        self._db = db
        self._bot_id = bot_id
        self._feed = feed
        self._on_dead_letter = on_dead_letter
        self.queues = UserQueues(self._handle)
        self._lock = asyncio.Lock()
        self._alone = asyncio.Lock()
        self._processing: set[int] = set()
        """The updates that are not to be begun here: queued, under way, or done without a mark."""
        self._done: dict[int, UpdateState] = {}
        """Handled, while their rows do not say so yet."""

    async def recover(self) -> int:
        """Claim the updates that an earlier process has left, at the start; returns how many."""
        return await self._take_up(all_leases=True)

    async def reclaim(self) -> int:
        """Claim updates whose lease is over, periodically; returns how many."""
        async with self._db.read() as reading:
            if not await reading.inbox.has_abandoned(self._bot_id):
                return 0
        return await self._take_up(all_leases=False)

    async def _take_up(self, *, all_leases: bool) -> int:
        async with self._begin() as tx:
            left = await tx.inbox.claim(self._bot_id, CLAIM_LIMIT, self._db.real() + LEASE, all_leases=all_leases)
            mine = [update for update in left if update.update_id not in self._processing]
        for update in mine:
            self._put(update)
        return len(mine)

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[Transaction]:
        """A transaction of the inbox alone, one at a time; it also marks the updates that are done."""
        async with self._lock:
            done, self._done = self._done, {}
            try:
                async with self._db.begin() as tx:
                    yield tx
                    for state in set(done.values()):
                        await tx.inbox.finish(self._bot_id, [one for one in done if done[one] is state], state)
            except BaseException:
                self._done |= done
                raise
            self._processing -= done.keys()

    def _put(self, update: InboxUpdate) -> None:
        self._processing.add(update.update_id)
        self.queues.put(update)

    async def accept_batch(self, raws: Sequence[dict[str, Any]]) -> None:
        """Store and queue a batch; returns when it is committed and there is room for more."""
        now = self._db.real()
        updates = {int(raw["update_id"]): parse_update(self._bot_id, raw, now) for raw in raws}
        if updates:
            for update in await self._store(list(updates.values())):
                self._put(update)
        await self.queues.wait_for_capacity()

    async def _store(self, updates: list[InboxUpdate]) -> list[InboxUpdate]:
        """Store updates; returns those to be processed here: none that has a row already."""
        async with self._begin() as tx:
            new = await tx.inbox.store(updates, self._db.real() + LEASE)
        return [update for update in updates if update.update_id in new]

    async def mark(self) -> None:
        """Store which updates are done; called periodically and at the end."""
        if self._done:
            async with self._begin():
                pass

    async def _handle(self, update: InboxUpdate) -> None:
        try:
            await self._process_with_retries(update)
        except Exception as error:  # noqa: BLE001 - the outermost loop: not even a failure to store the failure may stop a queue
            log.critical("update_processing_failed", update_id=update.update_id, error=type(error).__name__)
        finally:
            if update.update_id not in self._done:
                self._processing.discard(update.update_id)

    async def _process_with_retries(self, update: InboxUpdate) -> None:
        """Process an update until it is done, skipped or a dead letter."""
        if update.recoveries >= DEADLY:
            await self._mark_dead(update, ProcessDied())
            return
        retries = Retries(update.attempts)
        while True:
            await self._check_lease()
            if self._is_expired(update):
                self._finish(update, UpdateState.SKIPPED)
                return
            try:
                await (self._feed_alone if update.recoveries >= SUSPECT else self._feed)(update)
            except Exception as error:  # noqa: BLE001 - nothing that one update does may stop others
                pause = retries.pause_after(error)
                if pause is None:
                    await self._mark_dead(update, error)
                    return
                await self._pause(update, retries.failures, pause, error)
            else:
                self._finish(update, UpdateState.DONE)
                return

    async def _feed_alone(self, update: InboxUpdate) -> None:
        """Process an update that may have killed two processes: counted first, and no other suspect beside it."""
        async with self.queues.slot_released(update):
            await self._alone.acquire()
        try:
            await self._note_recoveries(update, update.recoveries + 1)
            try:
                await self._feed(update)
            finally:
                await self._note_recoveries(update, 0)
        finally:
            self._alone.release()

    async def _note_recoveries(self, update: InboxUpdate, recoveries: int) -> None:
        async with self._begin() as tx:
            await tx.inbox.note_recoveries(update, recoveries)

    def _is_expired(self, update: InboxUpdate) -> bool:
        valid = MAX_AGE.get(update.kind)
        return valid is not None and self._db.real() - update.received_at > valid

    def _finish(self, update: InboxUpdate, state: UpdateState) -> None:
        self._done[update.update_id] = state

    async def _pause(self, update: InboxUpdate, failures: int, pause: float, error: Exception) -> None:
        log.warning(
            "update_retry_scheduled",
            update_id=update.update_id,
            kind=update.kind,
            failures=failures,
            error=type(error).__name__,
            exc_info=None if isinstance(error, TRANSIENT_ERRORS) else error,
        )
        until = self._db.real() + LEASE + int(pause * SECOND)
        async with self._db.begin() as tx:
            await tx.inbox.postpone(update, failures, type(error).__name__, until)
        async with self.queues.slot_released(update):
            await asyncio.sleep(pause)

    async def _mark_dead(self, update: InboxUpdate, error: Exception) -> None:
        log.error(
            "update_dead_lettered",
            update_id=update.update_id,
            kind=update.kind,
            error=type(error).__name__,
            exc_info=None if isinstance(error, ValidationError) else error,
        )
        async with self._db.begin() as tx:
            await tx.inbox.mark_dead(update, type(error).__name__)
        await self._on_dead_letter(update, error)

    async def close(self, seconds: float) -> None:
        """Finish the updates under way, so long at most; the others stay in the inbox."""
        if not await self.queues.drain(seconds):
            log.warning("updates_left_pending", count=len(self.queues))
            await self.queues.cancel_all()
        await self.mark()

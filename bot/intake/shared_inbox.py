"""The durable inbox of several processes: any of them stores an update, the owner of its customer processes it.

A customer's updates belong to one process at a time, from the first update until none has come for a while, so that
their order is kept and no cache is outdated. A pre-checkout cannot wait: it is processed where it comes in.
"""

import asyncio
from collections.abc import Callable, Collection

from structlog.stdlib import get_logger

from bot.intake.inbox import CLAIM_LIMIT, Feed, InboxProcessor, LeaseCheck, OnDeadLetter, no_lease
from bot.intake.updates import LEASE
from bot.intake.user_queues import PRE_CHECKOUT
from services.domain.system.update import InboxUpdate
from services.domain.values.clock import MINUTE
from services.storage.database import Database
from services.storage.transaction import Transaction

log = get_logger(__name__)

RELEASE_AFTER = 2 * MINUTE
"""Longer than "done" marks wait: until then a customer has an open update."""

Forget = Callable[[int], object]


class SharedInboxProcessor(InboxProcessor):
    """An inbox processor beside others. `forget` drops the cache of a customer."""

    def __init__(
        self,
        db: Database,
        bot_id: int,
        feed: Feed,
        on_dead_letter: OnDeadLetter,
        me: str,
        forget: Forget,
        check_lease: LeaseCheck = no_lease,
    ) -> None:
        super().__init__(db, bot_id, feed, on_dead_letter, check_lease)
        self._me = me
        self._forget = forget
        self._mine: set[int] = set()

    async def recover(self) -> int:
        """Claim the updates without an owner, at the start: other processes may be at work."""
        return await self.take_over()

    async def _store(self, updates: list[InboxUpdate]) -> list[InboxUpdate]:
        """Store updates for the owners of their customers; returns those to be processed here, in order."""
        users = {update.user_id for update in updates if update.user_id is not None and update.kind != PRE_CHECKOUT}
        until = self._db.real() + LEASE
        async with self._begin() as tx:
            holders = await tx.user_owners.claim_users(self._bot_id, users, self._me)
            mine = {user for user, holder in holders.items() if holder == self._me}
            left = await self._claim(tx, until, mine) if mine else []
            ours = [one for one in updates if one.kind == PRE_CHECKOUT or one.user_id is None or one.user_id in mine]
            new = await tx.inbox.insert(updates, {one.update_id for one in ours}, until)
            await tx.user_owners.notify({holders[one.user_id] for one in updates if one not in ours and one.user_id})
            waiting = self._in_order([*left, *(one for one in ours if one.update_id in new)])
        self._invalidate_caches([*left, *ours])
        return waiting

    async def _claim(self, tx: Transaction, until: int, users: Collection[int] | None = None) -> list[InboxUpdate]:
        return await tx.inbox.claim_unowned(self._bot_id, self._me, PRE_CHECKOUT, CLAIM_LIMIT, until, users)

    def _in_order(self, updates: list[InboxUpdate]) -> list[InboxUpdate]:
        waiting = [update for update in updates if update.update_id not in self._processing]
        return sorted(waiting, key=lambda update: update.update_id)

    def _invalidate_caches(self, updates: list[InboxUpdate]) -> None:
        """Drop what is cached of customers who have just come to this process, or belong to another one."""
        for update in updates:
            if update.user_id is not None and (update.user_id not in self._mine or update.kind == PRE_CHECKOUT):
                self._forget(update.user_id)
            if update.user_id is not None and update.kind != PRE_CHECKOUT:
                self._mine.add(update.user_id)

    async def _handle(self, update: InboxUpdate) -> None:
        await super()._handle(update)
        if update.kind == PRE_CHECKOUT and update.user_id is not None and update.user_id not in self._mine:
            self._forget(update.user_id)

    async def reclaim(self) -> int:
        """Claim the pending updates of this process, on a NOTIFY and periodically; returns how many there were."""
        async with self._db.read() as reading:
            if not await reading.inbox.has_left(self._bot_id, self._me, PRE_CHECKOUT):
                return 0
        async with self._begin() as tx:
            left = await self._claim(tx, self._db.real() + LEASE)
            waiting = self._in_order(left)
        self._invalidate_caches(left)
        for update in waiting:
            self._put(update)
        return len(waiting)

    async def take_over(self) -> int:
        """Take over the customers of dead processes, periodically; returns how many updates they had open."""
        async with self._db.read() as reading:
            orphaned = await reading.user_owners.has_orphans(self._bot_id)
        if orphaned:
            async with self._db.begin() as tx:
                await tx.leases.end_expired()
                await tx.user_owners.take_over(self._bot_id, self._me)
        return await self.reclaim()

    async def release_idle(self) -> None:
        """Give up customers without updates for a while, periodically: the next receiver becomes their owner."""
        async with self._begin() as tx:
            left = await tx.user_owners.release_idle(self._bot_id, self._me, self._db.real() - RELEASE_AFTER)
        for user_id in left:
            self._mine.discard(user_id)
            self._forget(user_id)

    async def process_wakeups(self, wakeup: asyncio.Event) -> None:
        """Claim pending updates on each NOTIFY, until cancelled."""
        while True:
            await wakeup.wait()
            wakeup.clear()
            await self._try_reclaim()

    async def _try_reclaim(self) -> None:
        try:
            await self.reclaim()
        except Exception as error:  # noqa: BLE001 - the outermost loop: a look from time to time follows in any case
            log.warning("pending_updates_claim_failed", error=type(error).__name__)

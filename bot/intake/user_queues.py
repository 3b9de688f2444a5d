"""Queues of updates, one a user: a user's updates are processed one after the other, users concurrently.

A pre-checkout must be answered within seconds, whatever else the same user has pressed: it has a queue of its own, and
does not wait for a free worker either.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager

from services.domain.system.update import InboxUpdate

WORKERS = 32
LIMIT = 5_000
POLL_INTERVAL = 0.1
PRE_CHECKOUT = "pre_checkout_query"

Handle = Callable[[InboxUpdate], Awaitable[None]]


class UserQueues:
    """One queue a user, and at most `workers` updates at a time."""

    def __init__(self, handle: Handle, workers: int = WORKERS) -> None:
        self._handle = handle
        self._slots = asyncio.Semaphore(workers)
        self._waiting: dict[Hashable, deque[InboxUpdate]] = {}
        self._workers: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return sum(len(queue) for queue in self._waiting.values()) + len(self._workers)

    def put(self, update: InboxUpdate) -> None:
        """Queue an update behind the earlier ones of its user."""
        urgent = update.kind == PRE_CHECKOUT
        queue = (update.user_id, urgent) if update.user_id is not None else update.update_id
        if queue in self._waiting:
            self._waiting[queue].append(update)
            return
        self._waiting[queue] = deque([update])
        worker = asyncio.create_task(self._work(queue, urgent=urgent))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, queue: Hashable, *, urgent: bool) -> None:
        try:
            while self._waiting[queue]:
                update = self._waiting[queue].popleft()
                if urgent:
                    await self._handle(update)
                else:
                    async with self._slots:
                        await self._handle(update)
        finally:
            del self._waiting[queue]

    @asynccontextmanager
    async def slot_released(self, update: InboxUpdate) -> AsyncIterator[None]:
        """Let another update be processed while this one only waits."""
        if update.kind == PRE_CHECKOUT:
            yield
            return
        self._slots.release()
        try:
            yield
        finally:
            await self._slots.acquire()

    async def wait_for_capacity(self, limit: int = LIMIT) -> None:
        """Wait until at most `limit` updates are queued: Telegram stores the others better than our memory does."""
        while len(self) > limit:
            await asyncio.wait(self._workers, timeout=POLL_INTERVAL, return_when=asyncio.FIRST_COMPLETED)

    async def drain(self, seconds: float) -> bool:
        """Wait until all queues are empty, so long at most; False if any update is left."""
        if self._workers:
            await asyncio.wait(self._workers, timeout=seconds)
        return not self._workers

    async def cancel_all(self) -> None:
        """Cancel the updates under way: they stay in the inbox and are processed again."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

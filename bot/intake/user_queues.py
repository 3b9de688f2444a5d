"""Order where it matters, and only there: what one person does is handled one after the other, people side by side.

A pre-checkout must be answered within seconds, whatever else the same person has pressed: it has a lane of its own, and
does not wait for a free place either.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager

from services.domain.system.update import InboxUpdate

PLACES = 32
LIMIT = 5_000
POLL_INTERVAL = 0.1
PRE_CHECKOUT = "pre_checkout_query"

Handle = Callable[[InboxUpdate], Awaitable[None]]


class UserQueues:
    """One queue a person; as many hands as there are places."""

    def __init__(self, handle: Handle, places: int = PLACES) -> None:
        self._handle = handle
        self._places = asyncio.Semaphore(places)
        self._waiting: dict[Hashable, deque[InboxUpdate]] = {}
        self._workers: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return sum(len(queue) for queue in self._waiting.values()) + len(self._workers)

    def put(self, update: InboxUpdate) -> None:
        """Queue a letter behind the earlier ones of its lane."""
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
                    async with self._places:
                        await self._handle(update)
        finally:
            del self._waiting[queue]

    @asynccontextmanager
    async def slot_released(self, update: InboxUpdate) -> AsyncIterator[None]:
        """Leave the place of a letter to others while there is nothing to do for it but to wait."""
        if update.kind == PRE_CHECKOUT:
            yield
            return
        self._places.release()
        try:
            yield
        finally:
            await self._places.acquire()

    async def wait_for_capacity(self, limit: int = LIMIT) -> None:
        """Wait until no more letters than that are here: Telegram keeps the others better than our memory does."""
        while len(self) > limit:
            await asyncio.wait(self._workers, timeout=POLL_INTERVAL, return_when=asyncio.FIRST_COMPLETED)

    async def drain(self, seconds: float) -> bool:
        """Wait until all lanes are empty, so long at most; False if something was left."""
        if self._workers:
            await asyncio.wait(self._workers, timeout=seconds)
        return not self._workers

    async def cancel_all(self) -> None:
        """Let go of what is under way: it stays in the inbox and is done again."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

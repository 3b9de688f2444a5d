"""The queue of updates, with the one promise that bots build on: an update stays until it is confirmed or expires.

Confirmation is a later getUpdates with a higher offset, nothing else. A second poller takes the queue over and the
one that waits is told 409.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from itertools import takewhile
from operator import attrgetter

from sandbox.api import api_errors
from sandbox.api.api_errors import ApiError
from sandbox.api.json_types import Json
from sandbox.clock import Clock
from sandbox.faults.faults import Faults
from sandbox.updates.pending_update import Pending, lifetime
from sandbox.updates.reordering import HeldUpdates

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
MAX_LIMIT = 100
MAX_TIMEOUT = 50
REPEAT_WINDOW = 0.5


def ignored(_pending: Pending) -> None:
    """Ignore a new update: without a webhook only polls ask for it."""


class Updates:
    """The queue of one bot."""

    def __init__(self, clock: Clock, faults: Faults) -> None:
        self._clock = clock
        self._faults = faults
        self._held = HeldUpdates(self._queued)
        self._repeats: list[Pending] = []
        self._queue: OrderedDict[int, Pending] = OrderedDict()
        self._next_id = clock.seconds()
        self._waiter: asyncio.Future[ApiError | None] | None = None
        self._last_request: tuple[int | None, float] = (None, 0.0)
        self.allowed: list[str] = []
        self.arrived: Callable[[Pending], None] = ignored

    def push(self, kind: str, payload: Json) -> int | None:
        """Queue an update; None if the bot asked not to be told of this kind."""
        if not self._wanted(kind):
            return None
        return self.push_raw({kind: payload})

    def push_raw(self, update: Json) -> int:
        """Queue any update; it gets the next id unless it has its own."""
        update_id = int(update.get("update_id") or self._next_id)
        self._next_id = max(self._next_id, update_id) + 1
        known = {"update_id": update_id} | {key: update[key] for key in update if key != "update_id"}
        self._arrived(Pending(known, self._clock.now() + lifetime(update)))
        return update_id

    def _arrived(self, pending: Pending) -> None:
        """Into the queue, unless it is to be overtaken first."""
        pending.comes_again = self._faults.take_update(pending.update, ("duplicate",)) is not None
        if self._held.keeps_waiting(pending):
            return
        fault = None if self._held else self._faults.take_update(pending.update, ("reorder",))
        if fault is not None:
            self._held.hold(pending, fault.seconds)
        else:
            self._queued(pending)

    def _queued(self, pending: Pending) -> None:
        self._queue[pending.id] = pending
        self._wake()
        self.arrived(pending)

    async def get(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Return the updates of a poll: first it confirms, then it takes, then it waits."""
        self._wake(api_errors.other_poller())
        limit = self._limit(offset, limit)
        self._confirm(offset)
        given = self._given(limit)
        if not given and seconds > 0:
            await self._wait(seconds)
            given = self._given(limit)
        return given

    def end_poll(self, refusal: ApiError) -> None:
        """Tell whoever waits in getUpdates why it ends."""
        self._wake(refusal)

    def pending(self) -> list[Pending]:
        """All that waits, oldest first."""
        return list(self._queue.values())

    def is_alive(self, pending: Pending, after: float = 0.0) -> bool:
        """Return whether an update is still pending, and will be after so many seconds if nobody takes it."""
        return self._queue.get(pending.id) is pending and pending.expires_at > self._clock.now() + after

    def acknowledge(self, pending: Pending) -> bool:
        """A webhook took it; False when it has to be posted once more."""
        self._held.delivered(pending.queue_key)
        again, pending.comes_again = pending.comes_again, False
        return not again

    def drop(self, pending: Pending) -> None:
        """Delivered, or too old."""
        if self._queue.get(pending.id) is pending:
            del self._queue[pending.id]

    def clear(self) -> None:
        """Drop what is pending."""
        self._queue.clear()
        self._repeats.clear()
        self._held.clear()

    @property
    def is_awaited(self) -> bool:
        """True if a poller waits right now."""
        return self._waiter is not None

    def __len__(self) -> int:
        return len(self._queue) + len(self._held)

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def _limit(self, offset: int, limit: int) -> int:
        """Return the limit of a poll; one repeated within half a second gets one update, to isolate poison."""
        repeated = self._last_request[0] == offset and self._clock.now() - self._last_request[1] < REPEAT_WINDOW
        self._last_request = (offset, self._clock.now())
        return 1 if repeated else limit

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            surplus = max(len(self._queue) + offset, 0)
            for _ in range(surplus):
                self._queue.popitem(last=False)
            return
        for pending in list(takewhile(lambda pending: pending.id < offset, self._queue.values())):
            if not pending.is_late:
                del self._queue[pending.id]

    async def _wait(self, seconds: float) -> None:
        """Until there are updates, the time is over, or someone else takes the queue."""
        self._waiter = waiter = asyncio.get_running_loop().create_future()
        await asyncio.wait([waiter], timeout=seconds)
        if self._waiter is waiter:
            self._waiter = None
        refusal = waiter.result() if waiter.done() else None
        if refusal is not None:
            raise refusal

    def _wake(self, refusal: ApiError | None = None) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(refusal)
        self._waiter = None

    def _given(self, limit: int) -> list[Json]:
        """The next answer, in order of ids; its updates count as delivered."""
        given = self._once_more() or self._first(limit)
        for pending in given:
            if pending.comes_again:
                pending.comes_again = False
                self._repeats.append(pending)
            pending.is_late = False
            self._held.delivered(pending.queue_key)
        return [pending.update for pending in sorted(given, key=attrgetter("id"))]

    def _once_more(self) -> list[Pending]:
        """Return the confirmed updates that come again nevertheless."""
        again = [pending for pending in self._repeats if pending.id not in self._queue]
        self._repeats = [pending for pending in self._repeats if pending.id in self._queue]
        return again

    def _first(self, limit: int) -> list[Pending]:
        now = self._clock.now()
        ready: list[Pending] = []
        expired: list[Pending] = []
        for pending in self._queue.values():
            if len(ready) == limit:
                break
            (expired if pending.expires_at <= now else ready).append(pending)
        for pending in expired:
            del self._queue[pending.id]
        return ready

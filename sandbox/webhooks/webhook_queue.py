"""The delivery of updates to a webhook: each queue in order, one update at a time, with retries until it expires.

A failing update blocks its own queue and no other. The first retry comes after a second, each later one after twice
the time, up to one or two minutes; an answer with Retry-After is obeyed for up to an hour.
"""

import asyncio
import logging
import random
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sandbox.updates.pending_update import Pending
from sandbox.updates.update_ordering import QueueKey
from sandbox.updates.updates import Updates, ignored

FIRST_RETRY = 1.0
LONGEST_RETRY = 60.0
MAX_RETRY_AFTER = 3600.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """The result of one post: no error, or the error; and the seconds that the bot asked for."""

    error: str = ""
    retry_after: float = 0.0


Post = Callable[[Pending], Awaitable[Reply]]


class RetryPolicy:
    """The pauses before the next attempts with one update."""

    def __init__(self) -> None:
        self._next = FIRST_RETRY

    def wait(self, reply: Reply) -> float:
        """Seconds from a failure to the next attempt."""
        if reply.retry_after > 0:
            return min(reply.retry_after, MAX_RETRY_AFTER)
        wait = self._next
        longest = random.uniform(LONGEST_RETRY, 2 * LONGEST_RETRY)  # noqa: S311 - only spreads the load
        self._next = min(2 * wait, longest)
        return wait


class WebhookQueue:
    """Brings every pending update to `post`, at most `at_once` at a time."""

    def __init__(self, updates: Updates, post: Post, at_once: int, pace: Callable[[], float]) -> None:
        self._updates = updates
        self._post = post
        self._connections = asyncio.Semaphore(at_once)
        self._pace = pace
        self._waiting: dict[QueueKey, deque[Pending]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin with what is pending and go on with what comes."""
        for pending in self._updates.pending():
            self._add(pending)
        self._updates.arrived = self._add

    def stop(self) -> None:
        """Cancel all deliveries at once; updates that were not acknowledged stay pending."""
        self._updates.arrived = ignored
        for task in self._tasks:
            task.cancel()

    async def stopped(self) -> None:
        """Until nothing runs any more."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _add(self, pending: Pending) -> None:
        queue = self._waiting.get(pending.queue_key)
        if queue is not None:
            queue.append(pending)
            return
        self._waiting[pending.queue_key] = deque([pending])
        task = asyncio.get_running_loop().create_task(self._run(pending.queue_key))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("a queue of the webhook ended inside the sandbox", exc_info=task.exception())

    async def _run(self, queue_key: QueueKey) -> None:
        waiting = self._waiting[queue_key]
        while waiting:
            await self._deliver(waiting[0])
            waiting.popleft()
        del self._waiting[queue_key]

    async def _deliver(self, pending: Pending) -> None:
        policy = RetryPolicy()
        while self._updates.is_alive(pending):
            async with self._connections:
                reply = await self._post(pending)
            if not reply.error:
                if self._updates.acknowledge(pending):
                    break
                continue
            wait = policy.wait(reply) * self._pace()
            if not self._updates.is_alive(pending, wait):
                break
            await asyncio.sleep(wait)
        self._updates.drop(pending)

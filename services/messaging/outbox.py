"""The outbox: sends the deliveries and notices that other transactions have written.

Sending is the one thing that cannot be done inside a transaction. It is framed by two: SENDING is committed before the
call, and what came of it after. Between them anything may break, so five outcomes exist
(services/domain/messaging/send_outcome.py), and only one of them is "sent". It cannot be known whether a message whose
answer was lost has arrived: goods are then sent once more, the same goods, marked as a copy; after a second doubt a
person looks, and /orders shows the goods all the time.
"""

import asyncio
import logging
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from services.delivery.allocation import build_delivery
from services.domain.delivery.delivery import Delivery, DeliveryState, PreparedDelivery
from services.domain.messaging.notice import Notice
from services.domain.messaging.send_outcome import Outcome, RetryLater
from services.domain.policy import Policy
from services.domain.values.clock import MINUTE, SECOND, Clock
from services.messaging.missed_notices import summarize_missed
from services.messaging.rate_limit.limiter import RateLimiter
from services.messaging.send_results import SendResultHandler
from services.storage.connection.outage_log import Outage
from services.storage.database import Database

log = logging.getLogger(__name__)

LEASE = MINUTE
MAX_WAIT_FOR_SLOT = LEASE // 2
BATCH = 30
MAX_IN_FLIGHT = 5 * BATCH
"""The limit of messages held at a time: goods wait behind few, and a process that dies leaves few in doubt."""
POLL_SECONDS = 1.0
"""The time between two looks for rows that other processes have written (seconds)."""


class MessageSender(Protocol):
    """The sender of messages. Neither method raises for anything that Telegram or the network does."""

    async def deliver(self, prepared: PreparedDelivery) -> Outcome:
        """Send goods to their buyer."""

    async def notify(self, notice: Notice) -> Outcome:
        """Send a notice to its recipient."""


@dataclass
class Outbox:
    """The outbox of a running shop: accepts fresh deliveries, and, on the leader, claims what is due."""

    db: Database
    now: Clock
    policy: Policy
    sender: MessageSender
    limiter: RateLimiter
    lease: int | None = LEASE

    def __post_init__(self) -> None:
        self._send_results = SendResultHandler(self.now, self.policy)
        self._outage = Outage(log, "outbox_poll_failed")
        self._due = asyncio.Event()
        self._open = True
        self._looking = asyncio.Lock()
        self._under_way: set[asyncio.Task[None]] = set()

    def send_now(self, prepared: PreparedDelivery) -> None:
        """Send a delivery that was created claimed by this process."""
        self._start(self._send_delivery(prepared, fresh=True))

    def wake(self) -> None:
        """Look for due messages now: one was written."""
        self._due.set()

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._under_way.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        """Report an error of a task; the row stays with its lease and is found again."""
        self._under_way.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            task.get_loop().call_exception_handler({"message": "outbox_task_failed", "exception": error})

    async def run(self, leads: Callable[[], bool] = lambda: True) -> None:
        """Look when nudged and every second, while this process leads, until closed; a look that fails comes again."""
        while self._open:
            if leads():
                await self._poll()
            try:
                await asyncio.wait_for(self._due.wait(), POLL_SECONDS)
            except TimeoutError:
                continue
            finally:
                self._due.clear()

    async def _poll(self) -> None:
        try:
            await self._take_up()
        except Exception as error:  # noqa: BLE001 - the outermost loop: it looks again
            self._outage.log(error)

    async def close(self, seconds: float = LEASE / SECOND) -> None:
        """Take nothing more and finish what is being said, so long at most; what waits for its turn goes back.

        A send that is cut short stays in doubt until the next start.
        """
        self._open = False
        self.limiter.close()
        self.wake()
        async with self._looking:
            if self._under_way:
                await asyncio.wait(self._under_way, timeout=seconds)
        for task in self._under_way:
            task.cancel()
        await self.drain()

    async def drain(self) -> None:
        """Wait until no send is under way."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def collect(self) -> int:
        """Claim what is due and send it; returns how much that was."""
        taken = await self._take_up()
        await self.drain()
        return taken

    async def _take_up(self) -> int:
        """Claim what is due and begin to send it. A message that waits for its slot does not hold up others."""
        async with self._looking:
            return await self._claim() if self._open else 0

    async def _claim(self) -> int:
        await self._mark_abandoned_uncertain()
        if len(self._under_way) >= MAX_IN_FLIGHT:
            return 0
        async with self.db.read() as reading:
            idle = not await reading.deliveries.has_due() and not await reading.notices.has_due()
        if idle:
            return 0
        async with self.db.begin() as tx:
            deliveries = await tx.deliveries.claim(BATCH, LEASE)
            notices = await tx.notices.claim(BATCH, LEASE)
        for delivery in deliveries:
            self._start(self._send_claimed(delivery))
        for notice in notices:
            self._start(self._send_notice(notice))
        if len(deliveries) == BATCH or len(notices) == BATCH:
            self.wake()
        return len(deliveries) + len(notices)

    async def _mark_abandoned_uncertain(self, *, any_lease: bool = False) -> None:
        async with self.db.read() as reading:
            found = await reading.deliveries.abandoned(BATCH, any_lease=any_lease)
        for one in found:
            async with self.db.begin() as tx:
                await tx.orders.lock(one.order_id)
                for delivery in await tx.deliveries.abandoned(1, any_lease=any_lease, delivery_id=one.id):
                    await self._send_results.mark_uncertain(tx, delivery, "lease expired while sending")

    async def recover(self) -> None:
        """Mark all sends under way as uncertain, at the start of the only process: a dead process has left them."""
        await self._mark_abandoned_uncertain(any_lease=True)

    async def _send_claimed(self, delivery: Delivery) -> None:
        async with self.db.read() as reading:
            order = await reading.orders.get(delivery.order_id)
            kept = order is not None and not await reading.orders.returns_money(order.id)
            prepared = (
                await build_delivery(reading, delivery, order, self.now()) if order is not None and kept else None
            )
        if prepared is not None:
            await self._send_delivery(prepared)
        else:
            await self._withdraw(delivery)

    async def _withdraw(self, delivery: Delivery) -> None:
        """Withdraw the delivery: its money goes back."""
        async with self.db.begin() as tx:
            await tx.deliveries.move(delivery.id, DeliveryState.WITHDRAWN, lease_until=None)

    async def _returns(self, order_id: str) -> bool:
        async with self.db.read() as reading:
            return await reading.orders.returns_money(order_id)

    async def _send_delivery(self, prepared: PreparedDelivery, *, fresh: bool = False) -> None:
        goes_ahead = fresh and self.limiter.try_bypass(prepared.order.customer_id)
        delay = 0.0 if goes_ahead else await self._wait(prepared.order.customer_id, fresh=fresh)
        if not goes_ahead and await self._returns(prepared.order.id):
            await self._withdraw(prepared.delivery)
            return
        if self._is_over(prepared.delivery.lease_until):
            return
        outcome = _not_yet(delay) if delay else await self.sender.deliver(prepared)
        self._mind_flood(outcome, prepared.order.customer_id)
        async with self.db.begin() as tx:
            await self._send_results.apply_to_delivery(tx, prepared, outcome)

    async def _wait(self, chat_id: int, *, fresh: bool) -> float:
        """Wait for a turn; returns how far it is away if not now. What was just paid goes back to whoever leads."""
        return self.limiter.delay(chat_id) if fresh else await self.limiter.acquire(chat_id, MAX_WAIT_FOR_SLOT)

    def _is_over(self, lease_until: int | None) -> bool:
        """Return whether somebody else may have it by now: this process, or its machine, was asleep for a while."""
        over = lease_until is not None and lease_until <= self.db.real()
        if over:
            log.info("send_lease_expired")
        return over

    def _mind_flood(self, outcome: Outcome, chat_id: int) -> None:
        if isinstance(outcome, RetryLater) and outcome.flood:
            self.limiter.pause(outcome.after, chat_id)

    async def _send_notice(self, notice: Notice) -> None:
        if notice.expires_at is not None and notice.expires_at < self.now():
            async with self.db.begin() as tx:
                await self._send_results.drop(tx, notice, "stale")
            return
        delay = await self.limiter.acquire(notice.recipient_id, MAX_WAIT_FOR_SLOT)
        if self._is_over(notice.lease_until):
            return
        outcome = _not_yet(delay) if delay else await self.sender.notify(notice)
        self._mind_flood(outcome, notice.recipient_id)
        async with self.db.begin() as tx:
            await self._send_results.apply_to_notice(tx, notice, outcome)

    async def mark_reachable(self, customer_id: int) -> bool:
        """Mark a customer reachable: undelivered messages become due. False if nothing changed."""
        async with self.db.begin() as tx:
            back = await tx.customers.mark_reachable(customer_id)
            await summarize_missed(tx, customer_id)
            due = await tx.deliveries.requeue(customer_id) + await tx.notices.requeue(customer_id)
        if due:
            self.wake()
        return back

    async def mark_unreachable(self, customer_id: int) -> None:
        """Mark a customer who has blocked the bot unreachable."""
        async with self.db.begin() as tx:
            await tx.customers.mark_unreachable(customer_id, self.now())


def _not_yet(delay: float) -> RetryLater:
    """Its turn comes when the lease may be over: it goes back, and is claimed again then."""
    return RetryLater(math.ceil(delay), "waiting for a send slot", waits=True)

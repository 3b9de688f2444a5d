"""The work of staff: the numbers of their menu, and the lists behind them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from services.domain.orders.order import Order, OrderState
from services.domain.payments.payment import Refund
from services.domain.staff.audit import AuditAction, AuditEntry
from services.domain.staff.role import Permission
from services.domain.system.update import DeadLetter
from services.domain.values.clock import Clock, real_time
from services.domain.values.language import LocalizedText
from services.staff.audit import record
from services.storage.database import Database
from services.storage.transaction import Transaction

COUNT_CAP = 100
LISTED = 10
NEEDED = {
    "receipts": Permission.VIEW_RECEIPTS,
    "waiting": Permission.VIEW_ORDERS,
    "attention": Permission.VIEW_ORDERS,
    "tickets": Permission.VIEW_TICKETS,
    "cases": Permission.VIEW_TICKETS,
    "refunds": Permission.VIEW_ORDERS,
    "dead": Permission.VIEW_SYSTEM,
}
"""The permission to look behind each number."""


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """The numbers of waiting decisions, each counted no further than `COUNT_CAP`, so that asking costs the same."""

    receipts: int
    waiting: int
    attention: int
    tickets: int
    refunds: int
    dead: int
    cases: int = 0

    def __bool__(self) -> bool:
        return any((self.receipts, self.waiting, self.attention, self.tickets, self.cases, self.refunds, self.dead))

    def visible_with(self, permissions: frozenset[Permission]) -> "WorkCounts":
        """Return what somebody with these permissions may look at; the rest counts as nothing."""
        return replace(self, **{name: 0 for name, needed in NEEDED.items() if needed not in permissions})


@dataclass(frozen=True, slots=True)
class ManualRefund:
    """Money that a person must give back, to whom; `order` is None if it named none of ours."""

    refund: Refund
    order: Order | None
    name: str = ""


@dataclass(frozen=True)
class WorkQueue:
    """Looks at what waits, and clears away what nobody can handle."""

    db: Database
    now: Clock
    bot_id: int

    async def counts(self) -> WorkCounts:
        """Everything at a glance."""
        async with self.db.read() as reading:
            return WorkCounts(
                receipts=await reading.payments.count_in_review(COUNT_CAP),
                waiting=await reading.orders.count(OrderState.WAITING, COUNT_CAP),
                attention=await reading.orders.count(OrderState.ATTENTION, COUNT_CAP),
                tickets=await reading.tickets.count_waiting(COUNT_CAP),
                cases=await reading.cases.count_open(COUNT_CAP),
                refunds=await reading.refunds.count_for_person(COUNT_CAP),
                dead=len(await reading.inbox.dead_letters(self.bot_id, COUNT_CAP)),
            )

    async def sold_out(self) -> list[LocalizedText]:
        """Return the titles of the sold-out products on sale, no more than `COUNT_CAP`."""
        async with self.db.read() as reading:
            return await reading.products.sold_out(COUNT_CAP)

    async def orders(self, state: OrderState) -> list[Order]:
        """The oldest orders in a state."""
        async with self.db.read() as reading:
            return await reading.orders.in_state(state, LISTED)

    async def refunds(self) -> list[ManualRefund]:
        """The oldest refunds that only a person can finish."""
        async with self.db.read() as reading:
            owed = []
            for refund in await reading.refunds.for_person(LISTED):
                payment = await reading.payments.get(refund.payment_id)
                order = await reading.orders.get(payment.order_id) if payment and payment.order_id else None
                customer = await reading.customers.find(refund.customer_id)
                owed.append(ManualRefund(refund, order, customer.name if customer else ""))
        return owed

    async def dead_letters(self) -> Sequence[DeadLetter]:
        """The newest messages that could not be handled, dated by the clock on the wall."""
        async with self.db.read() as reading:
            found = await reading.inbox.dead_letters(self.bot_id, LISTED)
        apart = real_time() - self.db.real()
        return [replace(one, received_at=one.received_at + apart) for one in found]

    async def retry_dead_letters(self, admin_id: int, key: str | None = None) -> int:
        """Let them be handled again, now that the reason may be gone; returns how many, by this act (`key`)."""
        action = AuditAction.DEAD_LETTERS_RETRIED
        return await self._once(action, admin_id, key, lambda tx: tx.inbox.requeue_dead(self.bot_id))

    async def discard_dead_letters(self, admin_id: int, key: str | None = None) -> int:
        """Give up on them; returns how many, by this act (`key`)."""
        action = AuditAction.DEAD_LETTERS_DISCARDED
        return await self._once(action, admin_id, key, lambda tx: tx.inbox.discard_dead(self.bot_id))

    async def _once(
        self, action: AuditAction, admin_id: int, key: str | None, change: Callable[[Transaction], Awaitable[int]]
    ) -> int:
        async with self.db.begin() as tx:
            if (done := await tx.outcomes.find(key)) is not None:
                return int(done["count"])
            count = await change(tx)
            await record(tx, AuditEntry(action, "dead_letters", after={"count": count}), admin_id, key, self.now())
            await tx.outcomes.put(key, {"count": count})
        return count

"""The results of sends: each of the five outcomes (services/domain/messaging/send_outcome.py), written into the rows.

Everything here happens inside a transaction of the outbox.
"""

from dataclasses import dataclass

from services.delivery.allocation import mark_delivered
from services.domain.delivery.delivery import Delivery, DeliveryState, PreparedDelivery
from services.domain.messaging.notice import ERASED, Notice
from services.domain.messaging.send_outcome import Outcome, Rejected, RetryLater, Sent, Unconfirmed, Unreachable
from services.domain.orders.order import OrderState
from services.domain.policy import Policy
from services.domain.values.clock import SECOND, Clock
from services.messaging.rate_limit.limiter import back_off
from services.staff.alerts import alert_admins, customer_params, order_params
from services.storage.transaction import Transaction

ANSWER, BACK_IN_STOCK = "ticket-answer", "back-in-stock"
COPY_AFTER = 30 * SECOND
MAX_UNCERTAIN_ATTEMPTS = 2


def _tries(attempts: int, outcome: RetryLater) -> int:
    """Return how many tries there were: each claim counts one, and waiting for a slot none."""
    return attempts if outcome.is_try else max(attempts - 1, 0)


@dataclass(frozen=True, slots=True)
class SendResultHandler:
    """Applies the outcome of a send to its rows."""

    now: Clock
    policy: Policy

    async def apply_to_delivery(self, tx: Transaction, prepared: PreparedDelivery, outcome: Outcome) -> None:
        """Set a delivery to sent, due again, uncertain, unreachable until the buyer is back, or needing attention."""
        delivery = prepared.delivery
        order = await tx.orders.lock(delivery.order_id) or prepared.order
        match outcome:
            case Sent(message_id):
                if await tx.deliveries.move(delivery.id, DeliveryState.SENT, message_id=message_id, lease_until=None):
                    await mark_delivered(tx, order, self.now(), self.policy)
            case RetryLater(after, reason):
                due, tries = tx.real() + (after or back_off(delivery.attempts)), _tries(delivery.attempts, outcome)
                await tx.deliveries.move(
                    delivery.id, DeliveryState.DUE, due_at=due, lease_until=None, error=reason, attempts=tries
                )
            case Unconfirmed(reason):
                await self.mark_uncertain(tx, delivery, reason)
            case Unreachable(reason):
                await self._mark_unreachable(tx, prepared, reason)
            case Rejected(reason):
                await self._needs_attention(tx, delivery, reason)

    async def mark_uncertain(self, tx: Transaction, delivery: Delivery, reason: str) -> None:
        """Mark a delivery uncertain: it is sent once more, marked as a copy, and then left to a person."""
        await tx.orders.lock(delivery.order_id)
        uncertain_attempts = delivery.uncertain_attempts + 1
        if uncertain_attempts >= MAX_UNCERTAIN_ATTEMPTS:
            await self._needs_attention(tx, delivery, reason)
            return
        await tx.deliveries.move(
            delivery.id,
            DeliveryState.UNCERTAIN,
            uncertain_attempts=uncertain_attempts,
            is_resend=True,
            due_at=tx.real() + COPY_AFTER,
            lease_until=None,
            error=reason,
        )

    async def _mark_unreachable(self, tx: Transaction, prepared: PreparedDelivery, reason: str) -> None:
        order = prepared.order
        await tx.deliveries.move(prepared.delivery.id, DeliveryState.UNREACHABLE, lease_until=None, error=reason)
        await tx.customers.mark_unreachable(order.customer_id, self.now())
        await tx.orders.add_event(order.id, self.now(), "unreachable")
        await alert_admins(
            tx, self.policy, "admin-unreachable", f"unreachable:{order.id}", **await order_params(tx, order)
        )

    async def _needs_attention(self, tx: Transaction, delivery: Delivery, reason: str) -> None:
        if not await tx.deliveries.move(delivery.id, DeliveryState.ATTENTION, lease_until=None, error=reason):
            return
        await tx.orders.move(delivery.order_id, OrderState.ATTENTION)
        await tx.orders.add_event(delivery.order_id, self.now(), "attention", detail=reason)
        order = await tx.orders.get(delivery.order_id)
        if order is not None:
            dedup_key = f"attention:{delivery.id}:{delivery.attempts}"
            await alert_admins(tx, self.policy, "admin-attention", dedup_key, **await order_params(tx, order))

    async def apply_to_notice(self, tx: Transaction, notice: Notice, outcome: Outcome) -> None:
        """Set a notice to sent, due again, unreachable until the recipient is back, or dropped."""
        match outcome:
            case Sent() | Unreachable() | Rejected() if notice.kind == ERASED:
                await tx.notices.forget(notice.id)
            case Sent(message_id):
                await tx.notices.sent(notice.id, message_id)
            case RetryLater(after, reason):
                tries = _tries(notice.attempts, outcome)
                await tx.notices.later(notice.id, after or back_off(notice.attempts), reason, attempts=tries)
            case Unconfirmed(reason) if notice.uncertain_attempts + 1 < MAX_UNCERTAIN_ATTEMPTS:
                await tx.notices.later(notice.id, COPY_AFTER, reason, uncertain_attempts=notice.uncertain_attempts + 1)
            case Unreachable(reason):
                since = await tx.customers.mark_unreachable(notice.recipient_id, self.now())
                await self._keep(tx, notice, reason, since)
            case Unconfirmed(reason) | Rejected(reason):
                await tx.notices.drop(notice.id, reason)

    async def _keep(self, tx: Transaction, notice: Notice, reason: str, since: int | None) -> None:
        """That a product is back is for whoever can come; everything else waits for the one whom it was written to."""
        if notice.kind == BACK_IN_STOCK:
            await self.drop(tx, notice, reason)
            return
        await tx.notices.park(notice.id, reason)
        if notice.kind == ANSWER and "by" in notice.params:
            await self._tell_who_answered(tx, notice, since)

    async def _tell_who_answered(self, tx: Transaction, notice: Notice, since: int | None) -> None:
        """Once a conversation and absence, however many words the answer took."""
        said, admin = notice.params, int(notice.params["by"] or 0)
        params = {"ticket": said["ticket"], "number": said["number"], **await customer_params(tx, notice.recipient_id)}
        dedup_key = f"answer-unreachable:{said['ticket']}:{since}:{admin}"
        await tx.notices.add(Notice(admin, "admin-answer-unreachable", params, dedup_key))

    async def drop(self, tx: Transaction, notice: Notice, reason: str) -> None:
        """Drop a notice; the recipient of a back-in-stock notice returns to the waitlist."""
        await tx.notices.drop(notice.id, reason)
        if notice.kind == BACK_IN_STOCK:
            await tx.waitlist.put_back(int(notice.params["product"] or 0), notice.recipient_id)

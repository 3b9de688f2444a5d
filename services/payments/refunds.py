"""Refunds: written first, requested until they are done, and never twice."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.domain.errors import AlreadyDecided, NotRefundable, present
from services.domain.messaging.notice import Notice
from services.domain.messaging.send_outcome import Outcome, RetryLater, Sent, Unconfirmed
from services.domain.orders.order import Order, OrderState
from services.domain.payments.payment import Payment, PaymentState, Refund, RefundState
from services.domain.policy import Policy
from services.domain.staff.audit import AuditAction
from services.domain.values.clock import MINUTE, Clock
from services.domain.values.ids import read_number
from services.messaging.rate_limit.limiter import back_off
from services.payments.apply_charge import ChargeProcessor
from services.payments.audit_facts import money_entry, money_facts
from services.payments.providers import Provider, refunds_itself
from services.staff.alerts import alert_admins, customer_params, order_params
from services.staff.audit import record
from services.storage.database import Database
from services.storage.transaction import ReadTransaction, Transaction

LEASE = MINUTE
BATCH = 10
METHOD_IS_OFF = "way-is-off"


@dataclass(frozen=True)
class Refunds:
    """Asks providers to give money back."""

    db: Database
    now: Clock
    policy: Policy
    providers: Mapping[str, Provider]
    charge_processor: ChargeProcessor

    async def refundable(self, number: str) -> tuple[Order, Payment]:
        """The paid order of a number and its payment. Raises NotFound, NotRefundable."""
        async with self.db.read() as reading:
            return await self._find(reading, number)

    async def _find(self, reading: ReadTransaction, number: str) -> tuple[Order, Payment]:
        order = present(await reading.orders.by_number(read_number(number)))
        payments = await reading.payments.of_order(order.id)
        paid = next((payment for payment in payments if payment.state is PaymentState.CONFIRMED), None)
        if paid is None or order.state is OrderState.REFUNDED:
            raise NotRefundable
        return order, paid

    def by_person(self, payment: Payment) -> bool:
        """Return whether it is known that only a person can give this money back.

        A way to pay that is switched off is no such case: its refund is written down and waits for a person, who
        switches it on and asks again.
        """
        return not refunds_itself(payment.provider)

    async def request(self, number: str, reason: str, admin_id: int, key: str | None = None) -> Order:
        """Write down that an order's payment must go back. Raises NotFound, NotRefundable."""
        async with self.db.begin() as tx:
            order, paid = await self._find(tx, number)
            await self.charge_processor.allocation.lock_product_and_order(tx, order.id)
            before = await money_facts(tx, paid.id)
            by_person = self.by_person(paid)
            if not await tx.refunds.add(paid.id, reason, admin_id, self.now(), by_person=by_person):
                raise NotRefundable
            await tx.orders.add_event(order.id, self.now(), "refund-asked", admin_id, reason)
            await tx.cases.close_refunded(order.id, self.now(), admin_id)
            if by_person:
                await self._mark(tx, order, paid, reason)
            await tx.deliveries.withdraw(order.id)  # the last of their locks, after those of payment and stock
            entry = await money_entry(tx, AuditAction.REFUND_REQUESTED, paid.id, before)
            await record(tx, entry, admin_id, key, self.now())
            await tx.outcomes.put(key, {"payment": paid.id})
        if by_person:
            self.charge_processor.dispatch.wake()
        else:
            await self.process_due()
        return order

    async def asked(self, key: str) -> tuple[Order, Payment] | None:
        """Return the refund that an act has asked for, as it stands now; None if there is none yet."""
        async with self.db.read() as reading:
            done = await reading.outcomes.find(key)
            payment = await reading.payments.get(done["payment"]) if done is not None else None
            order = await reading.orders.get(payment.order_id) if payment and payment.order_id else None
        return None if payment is None or order is None else (order, payment)

    async def _mark(self, tx: Transaction, order: Order, paid: Payment, reason: str) -> None:
        """Mark the payment refunded at once if a person transfers the money, or the order would be served meanwhile."""
        await self.charge_processor.record_refund(tx, paid.provider, paid.charge_id or "")
        params = {"order": order.number, "money": str(paid.money), "reason": reason}
        await tx.notices.add(Notice(order.customer_id, "refund-by-person", params, dedup_key=f"refund:{paid.id}"))

    async def process_due(self) -> int:
        """Ask for every refund that is due; returns how many were asked for."""
        async with self.db.begin() as tx:
            due = await tx.refunds.claim(BATCH, LEASE)
        for refund in due:
            provider = self.providers.get(refund.provider)
            outcome = await provider.refund(refund) if provider else None
            await self._note(refund, outcome)
        return len(due)

    async def confirm_manual_refund(self, refund_id: int, admin_id: int, key: str | None = None) -> None:
        """Record that a person has given the money back by hand. Raises AlreadyDecided if it waits for nobody.

        In one transaction: a provider that was asked for it after half of it would pay a second time.
        """
        async with self.db.begin() as tx:
            if await tx.outcomes.find(key) is not None:
                return
            waiting = await tx.refunds.get(refund_id)
            payment = await tx.payments.get(waiting.payment_id) if waiting else None
            await self.charge_processor.allocation.lock_product_and_order(tx, payment.order_id if payment else None)
            before = await money_facts(tx, waiting.payment_id) if waiting else {}
            refund = await tx.refunds.seize(refund_id, LEASE)
            if refund is None:
                raise AlreadyDecided
            await self._give_back(tx, refund)
            entry = await money_entry(tx, AuditAction.REFUND_CONFIRMED, refund.payment_id, before)
            await record(tx, entry, admin_id, key, self.now())
            await tx.outcomes.put(key, {})
        self.charge_processor.dispatch.wake()

    async def retry(self, refund_id: int, admin_id: int, key: str | None = None) -> RefundState:
        """Ask the provider once more for a refund that came to a person; returns where it stands then.

        Raises AlreadyDecided if it waits for nobody.
        """
        async with self.db.begin() as tx:
            if await tx.outcomes.find(key) is None:
                refund = await tx.refunds.seize(refund_id, LEASE)
                if refund is None:
                    raise AlreadyDecided
                before = {**await money_facts(tx, refund.payment_id), "refund": RefundState.PERSON}
                await tx.refunds.later(refund_id, 0, "an admin asked again")
                entry = await money_entry(tx, AuditAction.REFUND_RETRIED, refund.payment_id, before)
                await record(tx, entry, admin_id, key, self.now())
                await tx.outcomes.put(key, {})
        await self.process_due()
        async with self.db.read() as reading:
            now = await reading.refunds.get(refund_id)
        return now.state if now else RefundState.DUE

    async def has_due(self) -> bool:
        """Return whether `process_due` would find anything."""
        async with self.db.read() as reading:
            return await reading.refunds.has_due()

    async def _note(self, refund: Refund, outcome: Outcome | None) -> None:
        match outcome:
            case Sent():
                await self._done(refund)
            case RetryLater(after, reason):
                await self._retry_later(refund, after, reason)
            case Unconfirmed(reason):
                await self._retry_later(refund, 0, reason)
            case _:
                await self._needs_manual_refund(refund, getattr(outcome, "reason", METHOD_IS_OFF))

    async def _done(self, refund: Refund) -> None:
        async with self.db.begin() as tx:
            await self._give_back(tx, refund)
        self.charge_processor.dispatch.wake()

    async def _give_back(self, tx: Transaction, refund: Refund) -> None:
        """Record the refund, and tell the customer."""
        payment = await tx.payments.get(refund.payment_id)
        order = await tx.orders.get(payment.order_id) if payment and payment.order_id else None
        params = {
            "order": order.number if order else None,
            "money": str(refund.money),
            "reason": refund.reason,
            "surplus": int(payment is not None and payment.state is PaymentState.SURPLUS),
        }
        await self.charge_processor.record_refund(tx, refund.provider, refund.charge_id)
        await tx.notices.add(Notice(refund.customer_id, "refunded", params, dedup_key=f"refunded:{refund.id}"))
        await tx.refunds.done(refund.id, self.now())

    async def _retry_later(self, refund: Refund, after: int, reason: str) -> None:
        async with self.db.begin() as tx:
            await tx.refunds.later(refund.id, after or back_off(refund.attempts), reason)

    async def _needs_manual_refund(self, refund: Refund, reason: str) -> None:
        async with self.db.begin() as tx:
            await tx.refunds.to_person(refund.id, reason)
            dedup_key = f"refund-stuck:{refund.id}"
            payment = await tx.payments.get(refund.payment_id)
            order = await tx.orders.get(payment.order_id) if payment and payment.order_id else None
            params = (
                await order_params(tx, order)
                if order
                else {"order": None, **await customer_params(tx, refund.customer_id)}
            )
            stuck = {"charge": refund.charge_id, "money": str(refund.money), "reason": reason}
            await alert_admins(tx, self.policy, "admin-refund-stuck", dedup_key, **params, **stuck)
        self.charge_processor.dispatch.wake()

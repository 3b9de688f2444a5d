"""Receipts of manual transfers before an admin: one of them decides, once. They come in by receipts.py."""

from dataclasses import dataclass

from services.domain.customers.customer import Customer
from services.domain.errors import NotFound, ReceiptDecided
from services.domain.messaging.notice import Notice
from services.domain.orders.order import Order, OrderState
from services.domain.payments.payment import Charge, Payment, PaymentState
from services.domain.payments.receipt import Receipt, ReceiptCase
from services.domain.policy import Policy
from services.domain.staff.audit import AuditAction
from services.domain.values.clock import HOUR, Clock
from services.payments.apply_charge import ChargeOutcome, ChargeProcessor, ChargeResult
from services.payments.audit_facts import money_entry, money_facts
from services.payments.receipts import MOST_PARTS, REJECTED
from services.staff.alerts import alert_admins, order_params
from services.staff.audit import record
from services.storage.database import Database
from services.storage.transaction import ReadTransaction, Transaction

ALERT_AFTER = 12 * HOUR
PAGE = 5
BATCH = 50
PAYS_NOTHING = "nothing-to-extend"
"""The reason for which money of a transfer goes back: an approved receipt always pays, but for this."""


@dataclass(frozen=True)
class ReceiptReview:
    """Shows receipts and decides them."""

    db: Database
    now: Clock
    policy: Policy
    charge_processor: ChargeProcessor

    async def part(self, receipt_id: int) -> Receipt:
        """One part; for admins. Raises NotFound."""
        async with self.db.read() as reading:
            kept = await reading.receipts.get(receipt_id)
        if kept is None or not kept.shown:
            raise NotFound
        return Receipt(**kept.shown)

    async def waiting(self, page: int) -> tuple[list[ReceiptCase], bool]:
        """Receipts to be decided, oldest first, and whether there is a next page."""
        async with self.db.read() as reading:
            found = await reading.payments.in_review(max(page, 0) * PAGE, PAGE + 1)
        cases = [await self.case(payment.id) for payment in found[:PAGE]]
        return cases, len(found) > PAGE

    async def case(self, payment_id: int) -> ReceiptCase:
        """One receipt with what an admin must know. Raises NotFound."""
        async with self.db.read() as reading:
            payment = await reading.payments.get(payment_id)
            order = await reading.orders.get(payment.order_id) if payment and payment.order_id else None
            if payment is None or order is None:
                raise NotFound
            duplicates = await reading.payments.with_same_receipt(payment_id)
            customer = await reading.customers.find(order.customer_id)
            others = [await reading.orders.get(duplicate.order_id) for duplicate in duplicates if duplicate.order_id]
            kept = await reading.receipts.of_payment(payment_id, MOST_PARTS)
            decided = await _decision(reading, payment, order)
        numbers = [other.number for other in others if other is not None]
        return ReceiptCase(payment, order, customer, numbers, {one.id: Receipt(**one.shown) for one in kept}, decided)

    async def approve(
        self, payment_id: int, admin_id: int, seen: int | None = None, key: str | None = None
    ) -> ChargeResult:
        """The money is there: pay the order with it. Raises ReceiptDecided if somebody else was first.

        `seen` is when the receipt was handed in that the admin looked at: a newer one was not looked at yet.
        """
        async with self.db.begin() as tx:
            if (done := await tx.outcomes.find(key)) is not None:
                return ChargeResult(ChargeOutcome(done["applied"]), await tx.orders.get(done["order"]))
            order, payment = await self._undecided(tx, payment_id, seen)
            before = await money_facts(tx, payment_id)
            dedup_key = f"review:{payment_id}:{payment.submitted_at}"
            charge = Charge(payment.provider, dedup_key, order.id, order.customer_id, payment.money)
            result = await self.charge_processor.apply(tx, charge, admin_id)
            if result.outcome is ChargeOutcome.UNMATCHED:
                await tx.payments.move(payment_id, PaymentState.FAILED, reviewed_by=admin_id, reason=PAYS_NOTHING)
            entry = await money_entry(tx, AuditAction.RECEIPT_APPROVED, payment_id, before)
            await record(tx, entry, admin_id, key, self.now())
            await tx.outcomes.put(key, {"applied": result.outcome, "order": order.id})
        self.charge_processor.dispatch_result(result)
        return result

    async def reject(
        self, payment_id: int, admin_id: int, reason: str, seen: int | None = None, key: str | None = None
    ) -> Order:
        """The money is not there: tell the customer why; a new receipt may be handed in. Raises ReceiptDecided.

        The first rejection leaves the time of a new order for it, once; the goods are held no longer than that.
        """
        async with self.db.begin() as tx:
            if (done := await tx.outcomes.find(key)) is not None:
                return await _known(tx, done["order"])
            order, _ = await self._undecided(tx, payment_id, seen)
            now, before = self.now(), await money_facts(tx, payment_id)
            await tx.payments.move(payment_id, PaymentState.FAILED, reviewed_by=admin_id, reason=reason)
            first = not any(event.kind == REJECTED for event in await tx.orders.history(order.id))
            if order.state is OrderState.PENDING and first:
                deadline = now + self.policy.order_ttl
                reserved_until = deadline + self.policy.hold_grace
                await tx.orders.set(order.id, expires_at=deadline, reserved_until=reserved_until)
            await tx.orders.add_event(order.id, now, REJECTED, admin_id)
            params = {"order": order.number, "order_id": order.id, "reason": reason}
            await tx.notices.add(Notice(order.customer_id, "receipt-rejected", params))
            entry = await money_entry(tx, AuditAction.RECEIPT_REJECTED, payment_id, before)
            await record(tx, entry, admin_id, key, now)
            await tx.outcomes.put(key, {"order": order.id})
        self.charge_processor.dispatch.wake()
        return order

    async def _undecided(self, tx: Transaction, payment_id: int, seen: int | None) -> tuple[Order, Payment]:
        """A receipt that waits for a decision, with its order locked: of two admins the second finds it decided."""
        before = await tx.payments.get(payment_id)
        order = await self.charge_processor.allocation.lock_product_and_order(tx, before.order_id if before else None)
        payment = await tx.payments.get(payment_id)
        if order is None or payment is None:
            raise NotFound
        if payment.state is not PaymentState.REVIEW or seen not in {None, payment.submitted_at}:
            raise ReceiptDecided(payment=payment_id)
        return order, payment

    async def alert_undecided(self) -> int:
        """Tell the admins of receipts that wait too long, once each; returns how many wait."""
        waiting, after = 0, 0
        while late := await self._late(after):
            async with self.db.begin() as tx:
                for payment in late:
                    await self._alert(tx, payment)
            waiting, after = waiting + len(late), late[-1].id
        return waiting

    async def _late(self, after: int) -> list[Payment]:
        async with self.db.read() as reading:
            return await reading.payments.undecided_since(self.now() - ALERT_AFTER, after, BATCH)

    async def _alert(self, tx: Transaction, payment: Payment) -> None:
        order = await tx.orders.get(payment.order_id or "")
        dedup_key = f"undecided:{payment.id}:{payment.submitted_at}"
        params = await order_params(tx, order) if order else {}
        await alert_admins(tx, self.policy, "admin-undecided", dedup_key, **params, payment=payment.id)


async def _known(tx: Transaction, order_id: str) -> Order:
    order = await tx.orders.get(order_id)
    assert order is not None, "orders are never deleted"
    return order


async def _decision(reading: ReadTransaction, payment: Payment, order: Order) -> tuple[Customer | None, int] | None:
    """Return the admin who decided a receipt, and the time of it."""
    if payment.state is PaymentState.REVIEW or payment.reviewed_by is None:
        return None
    rejected = [event.at for event in await reading.orders.history(order.id) if event.kind == REJECTED]
    at = payment.confirmed_at or (rejected or [payment.opened_at])[-1]
    return await reading.customers.find(payment.reviewed_by), at

"""The application of a charge: one transaction confirms the payment, pays the order, and allocates the goods.

A charge is applied once, whoever reports it and however often. Money that fits no open order is never kept quietly:
it is written down as surplus and goes back.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from services.delivery.allocation import Allocation
from services.delivery.kinds import delivery_method
from services.domain.delivery.delivery import PreparedDelivery
from services.domain.delivery.dispatch import OutboxPort
from services.domain.orders.order import Order, OrderState
from services.domain.payments.payment import Charge, Payment, PaymentState
from services.domain.policy import Policy
from services.domain.values.clock import Clock
from services.payments.providers import refunds_itself
from services.staff.alerts import alert_admins, customer_params, order_params, queue_sale_notice
from services.storage.database import Database
from services.storage.transaction import Transaction
from services.subscriptions.periods import can_extend, revoke_period


class ChargeOutcome(StrEnum):
    """The outcome of a charge. Its values are stored with decisions on receipts, as earlier versions named them."""

    PAID = "PAID"
    WAITING = "WAITING"
    DUPLICATE = "KNOWN"
    UNMATCHED = "SURPLUS"
    RETURNED = "RETURNED"


@dataclass(frozen=True, slots=True)
class ChargeResult:
    """The result of applying a charge; `order` is None if it names none of ours."""

    outcome: ChargeOutcome
    order: Order | None = None
    prepared: PreparedDelivery | None = None


class _LateError(Exception):
    """An order that is to be paid may not hold its goods any more, and is locked without the line that it may join."""


@dataclass(frozen=True)
class ChargeProcessor:
    """Applies charges to orders."""

    db: Database
    now: Clock
    policy: Policy
    allocation: Allocation
    dispatch: OutboxPort

    async def apply_charge(self, charge: Charge, key: str | None = None) -> ChargeResult:
        """Apply a confirmed charge once, and hand the goods over. Repeating it changes nothing.

        That it was too much is told again to the act (`key`) that has brought it; to others it is known. Money in time
        needs no lock of the product, so payments do not wait for each other; late money begins anew with it.
        """
        try:
            result = await self._apply(charge, key, lock_first=False)
        except _LateError:
            result = await self._apply(charge, key, lock_first=True)
        self.dispatch_result(result)
        return result

    async def _apply(self, charge: Charge, key: str | None, *, lock_first: bool) -> ChargeResult:
        async with self.db.begin() as tx:
            result = await self.apply(tx, charge, lock_first=lock_first)
            if result.outcome is ChargeOutcome.DUPLICATE and await tx.outcomes.find(key) is not None:
                return ChargeResult(ChargeOutcome.UNMATCHED, result.order)
            if result.outcome is ChargeOutcome.UNMATCHED:
                await tx.outcomes.put(key, {})
        return result

    def dispatch_result(self, result: ChargeResult) -> None:
        """Hand a prepared delivery to the outbox after the commit, or let it look at what was written."""
        if result.prepared is not None:
            self.dispatch.send_now(result.prepared)
        elif result.outcome is not ChargeOutcome.DUPLICATE:
            self.dispatch.wake()

    async def apply(
        self, tx: Transaction, charge: Charge, reviewed_by: int | None = None, *, lock_first: bool = True
    ) -> ChargeResult:
        """The same inside a transaction of the caller, who hands it on after the commit.

        The caller has locked no order before, or with its line.
        """
        named = charge.order_id
        order = await (self.allocation.lock_product_and_order(tx, named) if lock_first else tx.orders.lock(named))
        known, payment = await tx.payments.for_charge(charge)
        if known is not None:
            return ChargeResult(ChargeOutcome.DUPLICATE, order)
        if order is not None and order.state is not OrderState.PENDING and not lock_first:
            raise _LateError
        reason = _mismatch(order, payment, charge)
        if reason is None and order is not None and not await can_extend(tx, order):
            reason = "nothing-to-extend"
        if reason is not None or order is None or payment is None:
            return await self._surplus(tx, charge, order, reason or "unknown-order")
        if not await tx.payments.confirm(payment.id, charge.charge_id, self.now(), reviewed_by=reviewed_by):
            return await self._surplus(tx, charge, order, "paid-twice")
        return await self._paid(tx, order, reviewed_by)

    async def _paid(self, tx: Transaction, order: Order, reviewed_by: int | None) -> ChargeResult:
        now = self.now()
        late = order.state is not OrderState.PENDING
        await tx.orders.move(order.id, OrderState.PAID, paid_at=now)
        await tx.orders.add_event(order.id, now, "paid-late" if late else "paid", reviewed_by)
        paid = replace(order, state=OrderState.PAID, paid_at=now)
        paid, prepared = await self.allocation.allocate(tx, paid, now, self.dispatch.lease)
        waits = paid.state is OrderState.WAITING
        if order.extends:
            dedup_key = f"extended:{order.id}"
            await alert_admins(tx, self.policy, "admin-extended", dedup_key, **await order_params(tx, order))
        elif not waits:
            await queue_sale_notice(tx, self.policy, order, reviewed_by)
        return ChargeResult(ChargeOutcome.WAITING if waits else ChargeOutcome.PAID, paid, prepared)

    async def _surplus(self, tx: Transaction, charge: Charge, order: Order | None, reason: str) -> ChargeResult:
        """Money beyond what was asked goes back: by itself where the provider can, else by a person.

        Money for an order that we do not know is always for a person: a restored backup, or another program that sold
        with the same bot, knows more of it than we do.
        """
        now = self.now()
        payment_id = await tx.payments.surplus(charge, order.id if order else None, reason, now)
        if payment_id is None:
            return ChargeResult(ChargeOutcome.DUPLICATE, order)
        by_person = order is None or not refunds_itself(charge.provider)
        await tx.refunds.add(payment_id, reason, None, now, by_person=by_person)
        if order is not None:
            await tx.orders.add_event(order.id, now, "surplus", detail=reason)
        await alert_admins(
            tx,
            self.policy,
            "admin-surplus",
            f"surplus:{charge.provider}:{charge.charge_id}",
            **(
                await order_params(tx, order)
                if order
                else {"order": None, **await customer_params(tx, charge.payer_id)}
            ),
            money=str(charge.money),
            reason=reason,
        )
        return ChargeResult(ChargeOutcome.UNMATCHED, order)

    async def apply_refund(self, provider: str, charge_id: str) -> Order | None:
        """Record a refund that the provider reports, whoever asked for it; returns the order that lost its payment."""
        async with self.db.begin() as tx:
            refunded = await self.record_refund(tx, provider, charge_id)
        if refunded is not None:
            self.dispatch.wake()
        return refunded

    async def record_refund(self, tx: Transaction, provider: str, charge_id: str) -> Order | None:
        """The same inside a transaction of the caller."""
        payment = await tx.payments.by_charge(provider, charge_id)
        if payment is None:
            return None
        order = await self.allocation.lock_product_and_order(tx, payment.order_id)
        if not await tx.payments.move(payment.id, PaymentState.REFUNDED):
            return None
        await tx.refunds.mark_done_for(payment.id, self.now())
        if payment.state is not PaymentState.CONFIRMED or order is None:
            return None
        await self._undo(tx, order)
        return await tx.orders.get(order.id)

    async def _undo(self, tx: Transaction, order: Order) -> None:
        """The money of a paid order is back: goods that did not leave stay here, and the time that it paid for ends."""
        now = self.now()
        await tx.orders.move(order.id, OrderState.REFUNDED)
        await tx.orders.add_event(order.id, now, "refunded")
        await tx.cases.close_refunded(order.id, now, None)
        await delivery_method(order).release(tx, order)
        await tx.deliveries.withdraw(order.id)
        await revoke_period(tx, order, now, self.policy)
        await self.allocation.fulfill_backorders(tx, order.product_id, now)

    async def apply_refunded_charge(self, charge: Charge) -> ChargeResult:
        """Write a charge down that came and went back before we heard of it: paid, refunded, and without goods.

        A charge that is known already is left to `apply_refund`. Repeating it changes nothing.
        """
        async with self.db.begin() as tx:
            order = await self.allocation.lock_product_and_order(tx, charge.order_id)
            known, payment = await tx.payments.for_charge(charge)
            if known is not None:
                return ChargeResult(ChargeOutcome.DUPLICATE, order)
            result = await self._record_refunded(tx, charge, order, payment)
        self.dispatch.wake()
        return result

    async def _record_refunded(
        self, tx: Transaction, charge: Charge, order: Order | None, payment: Payment | None
    ) -> ChargeResult:
        now = self.now()
        reason = _mismatch(order, payment, charge)
        if reason is None and order is not None and payment is not None:
            if await tx.payments.confirm(payment.id, charge.charge_id, now):
                await tx.payments.move(payment.id, PaymentState.REFUNDED)
                await tx.orders.add_event(order.id, now, "paid" if order.state is OrderState.PENDING else "paid-late")
                await tx.orders.move(order.id, OrderState.PAID, paid_at=now)
                await self._undo(tx, order)
                return ChargeResult(ChargeOutcome.RETURNED, order)
            reason = "paid-twice"
        written = await tx.payments.surplus(charge, order.id if order else None, reason or "unknown-order", now)
        if written is not None:
            await tx.payments.move(written, PaymentState.REFUNDED)
        return ChargeResult(ChargeOutcome.RETURNED, order)


def _mismatch(order: Order | None, payment: Payment | None, charge: Charge) -> str | None:
    """Return why a charge cannot pay an order; None if it can."""
    if order is None or payment is None:
        return "unknown-order"
    if payment.provider != charge.provider:
        return "other-way-to-pay"
    if order.customer_id != charge.payer_id:
        return "other-payer"
    if order.total != charge.money:
        return "other-amount"
    return None

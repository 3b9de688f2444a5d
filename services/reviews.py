"""Manual transfers: the customer hands in a receipt, one admin decides, once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from services.alerts import tell_admins
from services.domain.clock import HOUR, Clock
from services.domain.customer import Customer
from services.domain.errors import Decided, NotFound, NotPayable
from services.domain.notice import Notice
from services.domain.order import Order, OrderState
from services.domain.payment import Charge, Payment, PaymentState
from services.domain.policy import Policy
from services.domain.secret import Secret
from services.fulfillment import Fulfillment, Settlement
from services.storage.database import Database
from services.storage.transaction import Transaction

ALERT_AFTER = 12 * HOUR
KEEP_HOLD = 30 * 24 * HOUR
PAGE = 5
SWEEP = 50
TAKES_RECEIPT = frozenset({OrderState.PENDING, OrderState.EXPIRED})


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a customer shows: words (a reference) or a file (its id, and the mark that is equal for equal files).

    Telegram sends a file again only as what it came as: a photo, or a document (`is_document`).
    """

    text: str | None = None
    file_id: str | None = None
    file_mark: str | None = None
    is_document: bool = False

    @property
    def mark(self) -> str:
        """Equal receipts have equal marks: of a photo its unique id, of a reference its letters and digits."""
        if self.file_mark is not None:
            return f"file:{self.file_mark}"
        plain = "".join(sign for sign in (self.text or "").casefold() if sign.isalnum())
        return "text:" + hashlib.sha256(plain.encode()).hexdigest()

    @property
    def evidence(self) -> Secret:
        """How it is kept: `photo <file id>`, `document <file id>` or `text <words>`."""
        if self.file_id is None:
            return Secret(f"text {self.text}")
        return Secret(f"{'document' if self.is_document else 'photo'} {self.file_id}")


@dataclass(frozen=True, slots=True)
class Case:
    """A receipt before an admin: the payment, its order, who paid, and other orders with the same receipt (numbers)."""

    payment: Payment
    order: Order
    customer: Customer | None
    seen_before: Sequence[str]


@dataclass(frozen=True)
class Reviews:
    """Takes receipts and decides them."""

    db: Database
    now: Clock
    policy: Policy
    fulfillment: Fulfillment

    async def hand_in(self, customer: Customer, order_id: str, receipt: Receipt) -> Order:
        """Keep a receipt and stop the deadline of its order. Raises NotFound, NotPayable.

        A receipt for an order that ran out of time is taken too: the money may be on its way. The same receipt handed
        in again while it waits for a decision changes nothing.
        """
        async with self.db.begin() as tx:
            order = await tx.orders.lock(order_id)
            if order is None or order.customer_id != customer.id:
                raise NotFound
            payment = await tx.payments.main(order_id)
            if order.state not in TAKES_RECEIPT or payment is None or payment.provider != "manual":
                raise NotPayable
            if payment.state is PaymentState.REVIEW and payment.evidence == receipt.evidence:
                return order
            now = self.now()
            if not await tx.payments.hand_in(payment.id, receipt.evidence, receipt.mark, now):
                raise NotPayable
            if order.state is OrderState.PENDING:
                await tx.orders.set(order_id, expires_at=now + KEEP_HOLD, hold_until=now + KEEP_HOLD)
            await tx.orders.tell(order_id, now, "receipt", customer.id)
            await tell_admins(tx, self.policy, "admin-receipt", None, order=order.number, payment=payment.id)
        self.fulfillment.dispatch.nudge()
        return order

    async def waiting(self, page: int) -> tuple[list[Case], bool]:
        """Receipts to be decided, oldest first, and whether there is a next page."""
        async with self.db.read() as reading:
            found = await reading.payments.in_review(max(page, 0) * PAGE, PAGE + 1)
        cases = [await self.case(payment.id) for payment in found[:PAGE]]
        return cases, len(found) > PAGE

    async def case(self, payment_id: int) -> Case:
        """One receipt with what an admin must know. Raises NotFound."""
        async with self.db.read() as reading:
            payment = await reading.payments.get(payment_id)
            order = await reading.orders.get(payment.order_id) if payment and payment.order_id else None
            if payment is None or order is None:
                raise NotFound
            twins = await reading.payments.twins(payment_id)
            customer = await reading.customers.find(order.customer_id)
            others = [await reading.orders.get(twin.order_id) for twin in twins if twin.order_id]
        return Case(payment, order, customer, [other.number for other in others if other is not None])

    async def approve(self, payment_id: int, admin_id: int, seen: int | None = None) -> Settlement:
        """The money is there: pay the order with it. Raises Decided if somebody else was first.

        `seen` is when the receipt was handed in that the admin looked at: a newer one was not looked at yet.
        """
        async with self.db.begin() as tx:
            order, payment = await self._undecided(tx, payment_id, seen)
            charge = Charge("manual", f"review:{payment_id}", order.id, order.customer_id, payment.money)
            settlement = await self.fulfillment.apply(tx, charge, admin_id)
        self.fulfillment.hand_on(settlement)
        return settlement

    async def reject(self, payment_id: int, admin_id: int, reason: str, seen: int | None = None) -> Order:
        """The money is not there: tell the customer why; a new receipt may be handed in. Raises Decided."""
        async with self.db.begin() as tx:
            order, _ = await self._undecided(tx, payment_id, seen)
            now = self.now()
            await tx.payments.move(payment_id, PaymentState.FAILED, reviewed_by=admin_id, reason=reason)
            if order.state is OrderState.PENDING:
                deadline = now + self.policy.order_ttl
                hold_until = deadline + self.policy.hold_grace
                await tx.orders.set(order.id, expires_at=deadline, hold_until=hold_until)
            await tx.orders.tell(order.id, now, "receipt-rejected", admin_id)
            facts = {"order": order.number, "order_id": order.id, "reason": reason}
            await tx.notices.add(Notice(order.customer_id, "receipt-rejected", facts))
        self.fulfillment.dispatch.nudge()
        return order

    async def _undecided(self, tx: Transaction, payment_id: int, seen: int | None) -> tuple[Order, Payment]:
        """A receipt that waits for a decision, with its order locked: of two admins the second finds it decided."""
        before = await tx.payments.get(payment_id)
        order = await tx.orders.lock(before.order_id) if before and before.order_id else None
        payment = await tx.payments.get(payment_id)
        if order is None or payment is None:
            raise NotFound
        if payment.state is not PaymentState.REVIEW or seen not in {None, payment.submitted_at}:
            raise Decided
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
            return await reading.payments.undecided_since(self.now() - ALERT_AFTER, after, SWEEP)

    async def _alert(self, tx: Transaction, payment: Payment) -> None:
        order = await tx.orders.get(payment.order_id or "")
        once = f"undecided:{payment.id}:{payment.submitted_at}"
        facts = {"payment": payment.id, "order": order.number if order else None}
        await tell_admins(tx, self.policy, "admin-undecided", once, **facts)

"""Manual transfers: the customer hands in a receipt, one admin decides, once."""

from dataclasses import asdict, dataclass

from services.alerts import about, tell_admins
from services.domain.clock import DAY, HOUR, Clock
from services.domain.customer import Customer
from services.domain.errors import NotFound, NotPayable, ReceiptDecided, TooManyReceipts
from services.domain.notice import Notice
from services.domain.order import Order, OrderState
from services.domain.payment import Charge, Payment, PaymentState
from services.domain.policy import Policy
from services.domain.receipt import Asked, Case, Kept, Receipt
from services.fulfillment import Fulfillment, Settlement
from services.storage.database import Database
from services.storage.transaction import Reading, Transaction

ALERT_AFTER = 12 * HOUR
PAGE = 5
SWEEP = 50
MOST_RECEIPTS, MOST_PIECES = 5, 20
"""How often an order takes a receipt, and how many pictures it takes in all."""
ASKED_FOR = DAY
"""So long after its end an order is still offered as what a receipt may be for."""
ALBUM = HOUR
REJECTED, HANDED_IN = "receipt-rejected", "receipt"
TAKES_RECEIPT = frozenset({OrderState.PENDING, OrderState.EXPIRED})


@dataclass(frozen=True)
class Reviews:
    """Takes receipts and decides them."""

    db: Database
    now: Clock
    policy: Policy
    fulfillment: Fulfillment

    async def hand_in(
        self, customer: Customer, order_id: str, receipt: Receipt, once: str | None = None, album: str | None = None
    ) -> Order:
        """Keep a receipt and stop the deadline of its order. Raises NotFound, NotPayable, TooManyReceipts.

        A receipt for an order that ran out of time is taken too: the money may be on its way. What comes while one
        waits for a decision joins it; the same message, or the same receipt, changes nothing.
        """
        async with self.db.begin() as tx:
            order, payment = await self._payable(tx, customer, order_id)
            if once is not None and await tx.receipts.said(once) is not None:
                return order
            if payment.state is PaymentState.REVIEW and payment.evidence == receipt.evidence:
                return order
            await self._keep(tx, customer, payment.id, receipt, once, album)
            await self._begin(tx, order, payment, receipt)
        self.fulfillment.dispatch.nudge()
        return order

    async def hand_in_kept(self, customer: Customer, order_id: str, receipt_id: int) -> Order:
        """Hand in what was kept with a question (`ask`), with its album. Again changes nothing. Raises as `hand_in`."""
        async with self.db.begin() as tx:
            order, payment = await self._payable(tx, customer, order_id)
            kept = await tx.receipts.of(customer.id, receipt_id)
            if kept is None:
                raise NotFound
            if kept.payment_id is not None:
                return order
            await tx.receipts.assign(customer.id, kept, payment.id)
            await self._begin(tx, order, payment, Receipt(**kept.shown))
        self.fulfillment.dispatch.nudge()
        return order

    async def _payable(self, tx: Transaction, customer: Customer, order_id: str) -> tuple[Order, Payment]:
        order = await tx.orders.lock(order_id)
        if order is None or order.customer_id != customer.id:
            raise NotFound
        payment = await tx.payments.main(order_id)
        if order.state not in TAKES_RECEIPT or payment is None or payment.provider != "manual":
            raise NotPayable
        return order, payment

    async def _keep(
        self,
        tx: Transaction,
        customer: Customer,
        payment_id: int | None,
        receipt: Receipt,
        once: str | None,
        album: str | None,
    ) -> int | None:
        if payment_id is not None and len(await tx.receipts.of_payment(payment_id, MOST_PIECES)) >= MOST_PIECES:
            raise TooManyReceipts(limit=MOST_PIECES)
        return await tx.receipts.keep(customer.id, payment_id, asdict(receipt), self.now(), once, album)

    async def _begin(self, tx: Transaction, order: Order, payment: Payment, receipt: Receipt) -> None:
        """The receipt waits for a decision. After a rejection it holds no goods beyond the deadline of the order."""
        if payment.state is PaymentState.REVIEW:
            return
        history = [event.kind for event in await tx.orders.history(order.id)]
        if history.count(HANDED_IN) >= MOST_RECEIPTS:
            raise TooManyReceipts(limit=MOST_RECEIPTS)
        now = self.now()
        if not await tx.payments.hand_in(payment.id, receipt.evidence, receipt.mark, now):
            raise NotPayable
        if order.state is OrderState.PENDING and REJECTED not in history:
            until = max(order.expires_at, now + self.policy.receipt_hold)
            await tx.orders.set(order.id, expires_at=until, hold_until=max(order.hold_until, until))
        await tx.orders.tell(order.id, now, HANDED_IN, order.customer_id)
        await tell_admins(tx, self.policy, "admin-receipt", None, **await about(tx, order), payment=payment.id)

    async def ask(
        self, customer: Customer, receipt: Receipt, once: str | None = None, album: str | None = None
    ) -> Asked | None:
        """Keep what may be a receipt until its customer says for which order; None if no order takes one."""
        orders = await self.open_to_receipts(customer)
        if not orders:
            return None
        async with self.db.begin() as tx:
            kept = await self._keep(tx, customer, None, receipt, once, album)
            before = await tx.receipts.said(once) if kept is None and once is not None else None
        found = kept if kept is not None else before.id if before is not None else 0
        return Asked(found, orders)

    async def open_to_receipts(self, customer: Customer) -> list[Order]:
        """The newest orders by transfer that are not paid, and are open or have just run out of time."""
        async with self.db.read() as reading:
            newest = await reading.orders.page_of(customer.id, 0, PAGE)
        since = self.now() - ASKED_FOR
        return [
            one for one in newest if one.method == "manual" and one.state in TAKES_RECEIPT and one.expires_at > since
        ]

    async def dismiss(self, customer: Customer, receipt_id: int) -> None:
        """What was kept with a question was no receipt."""
        async with self.db.begin() as tx:
            await tx.receipts.drop(customer.id, receipt_id)

    async def album(self, customer: Customer, album: str | None) -> Kept | None:
        """The first piece of the album that a customer is sending, if it was taken for a receipt."""
        if album is None:
            return None
        async with self.db.read() as reading:
            return await reading.receipts.album(customer.id, album, self.now() - ALBUM)

    async def add(self, customer: Customer, first: Kept, receipt: Receipt, once: str, album: str) -> None:
        """One more picture of an album, for what its first one was or will be for. Raises TooManyReceipts."""
        async with self.db.begin() as tx:
            await self._keep(tx, customer, first.payment_id, receipt, once, album)

    async def piece(self, receipt_id: int) -> Receipt:
        """One piece; for admins. Raises NotFound."""
        async with self.db.read() as reading:
            kept = await reading.receipts.get(receipt_id)
        if kept is None:
            raise NotFound
        return Receipt(**kept.shown)

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
            kept = await reading.receipts.of_payment(payment_id, MOST_PIECES)
            decided = await _decision(reading, payment, order)
        numbers = [other.number for other in others if other is not None]
        return Case(payment, order, customer, numbers, {one.id: Receipt(**one.shown) for one in kept}, decided)

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
        """The money is not there: tell the customer why; a new receipt may be handed in. Raises Decided.

        The first rejection leaves the time of a new order for it, once; the goods are held no longer than that.
        """
        async with self.db.begin() as tx:
            order, _ = await self._undecided(tx, payment_id, seen)
            now = self.now()
            await tx.payments.move(payment_id, PaymentState.FAILED, reviewed_by=admin_id, reason=reason)
            first = not any(event.kind == REJECTED for event in await tx.orders.history(order.id))
            if order.state is OrderState.PENDING and first:
                deadline = now + self.policy.order_ttl
                hold_until = deadline + self.policy.hold_grace
                await tx.orders.set(order.id, expires_at=deadline, hold_until=hold_until)
            await tx.orders.tell(order.id, now, REJECTED, admin_id)
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
            return await reading.payments.undecided_since(self.now() - ALERT_AFTER, after, SWEEP)

    async def _alert(self, tx: Transaction, payment: Payment) -> None:
        order = await tx.orders.get(payment.order_id or "")
        once = f"undecided:{payment.id}:{payment.submitted_at}"
        facts = await about(tx, order) if order else {}
        await tell_admins(tx, self.policy, "admin-undecided", once, **facts, payment=payment.id)


async def _decision(reading: Reading, payment: Payment, order: Order) -> tuple[Customer | None, int] | None:
    """Who decided a receipt, and when."""
    if payment.state is PaymentState.REVIEW or payment.reviewed_by is None:
        return None
    rejected = [event.at for event in await reading.orders.history(order.id) if event.kind == REJECTED]
    at = payment.confirmed_at or (rejected or [payment.opened_at])[-1]
    return await reading.customers.find(payment.reviewed_by), at

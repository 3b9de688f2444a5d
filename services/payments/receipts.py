"""The intake of receipts for manual transfers: each is kept, and waits for an admin (receipt_review.py)."""

from dataclasses import asdict, dataclass

from services.domain.customers.customer import Customer
from services.domain.delivery.dispatch import OutboxPort
from services.domain.errors import NotFound, NotPayable, TooManyReceipts
from services.domain.orders.order import Order, OrderState
from services.domain.payments.payment import Payment, PaymentState
from services.domain.payments.receipt import Receipt, StoredReceipt, UnassignedReceipt
from services.domain.policy import Policy
from services.domain.values.clock import DAY, HOUR, Clock
from services.payments.providers import takes_receipt
from services.staff.alerts import alert_admins, order_params
from services.storage.database import Database
from services.storage.transaction import Transaction

NEWEST = 5
MOST_RECEIPTS, MOST_PARTS = 5, 20
"""The limits of an order: how often it takes a receipt, and how many pictures in all."""
ASKED_FOR = DAY
"""So long after its end an order is still offered as what a receipt may be for."""
ALBUM = HOUR
KEPT_FOR = 8 * DAY
"""So long (ms) what was kept with a question waits for its order to be named; then it is forgotten."""
REJECTED, HANDED_IN = "receipt-rejected", "receipt"
RECENT_PERIOD, RECENT_ORDERS = 30 * DAY, 50
"""The memory of rejected receipts of a customer: for how long (ms), and among how many orders."""
TAKES_RECEIPT = frozenset({OrderState.PENDING, OrderState.EXPIRED})


@dataclass(frozen=True)
class Receipts:
    """Takes receipts."""

    db: Database
    now: Clock
    policy: Policy
    dispatch: OutboxPort

    async def submit(
        self,
        customer: Customer,
        order_id: str,
        receipt: Receipt,
        dedup_key: str | None = None,
        album: str | None = None,
    ) -> Order:
        """Keep a receipt and stop the deadline of its order. Raises NotFound, NotPayable, TooManyReceipts.

        A receipt for an order that ran out of time is taken too: the money may be on its way. What comes while one
        waits for a decision joins it; the same message, or the same receipt, changes nothing.
        """
        async with self.db.begin() as tx:
            if (said := await self._order_of(tx, customer, dedup_key)) is not None:
                return said
            order, payment = await self._payable(tx, customer, order_id)
            if payment.state is PaymentState.REVIEW and payment.evidence == receipt.evidence:
                return order
            await self._keep(tx, customer, payment.id, receipt, dedup_key, album)
            await self._begin(tx, order, payment, receipt)
        self.dispatch.wake()
        return order

    async def submit_kept(self, customer: Customer, order_id: str, receipt_id: int) -> Order:
        """Hand in what was kept with a question (`ask`), with its album. Again changes nothing. Raises as `submit`."""
        async with self.db.begin() as tx:
            kept = await tx.receipts.of(customer.id, receipt_id)
            if kept is None or not kept.shown:
                raise NotFound
            if (done := await self._handed_in(tx, customer, kept)) is not None:
                return done
            order, payment = await self._payable(tx, customer, order_id)
            await tx.receipts.assign(customer.id, kept, payment.id)
            await self._begin(tx, order, payment, Receipt(**kept.shown))
        self.dispatch.wake()
        return order

    async def _order_of(self, tx: Transaction, customer: Customer, dedup_key: str | None) -> Order | None:
        """The order that a message was handed in for, whatever has become of it since."""
        kept = await tx.receipts.said(dedup_key) if dedup_key is not None else None
        return None if kept is None else await self._handed_in(tx, customer, kept)

    async def _handed_in(self, tx: Transaction, customer: Customer, kept: StoredReceipt) -> Order | None:
        payment = await tx.payments.get(kept.payment_id) if kept.payment_id is not None else None
        return await tx.orders.of(customer.id, payment.order_id) if payment and payment.order_id else None

    async def _payable(self, tx: Transaction, customer: Customer, order_id: str) -> tuple[Order, Payment]:
        order = await tx.orders.lock(order_id)
        if order is None or order.customer_id != customer.id:
            raise NotFound
        payment = await tx.payments.primary(order_id)
        if order.state not in TAKES_RECEIPT or payment is None or not takes_receipt(payment.provider):
            raise NotPayable
        return order, payment

    async def _keep(
        self,
        tx: Transaction,
        customer: Customer,
        payment_id: int | None,
        receipt: Receipt,
        dedup_key: str | None,
        album: str | None,
    ) -> int | None:
        if payment_id is None:
            parts = await tx.receipts.times_asked(customer.id, self.now() - ASKED_FOR, MOST_PARTS)
        else:
            parts = len(await tx.receipts.of_payment(payment_id, MOST_PARTS))
        if parts >= MOST_PARTS:
            raise TooManyReceipts(limit=MOST_PARTS)
        return await tx.receipts.keep(customer.id, payment_id, asdict(receipt), self.now(), dedup_key, album)

    async def _begin(self, tx: Transaction, order: Order, payment: Payment, receipt: Receipt) -> None:
        """The receipt waits for a decision; after a rejection none holds goods longer than an order until a payment."""
        if payment.state is PaymentState.REVIEW:
            return
        history = [event.kind for event in await tx.orders.history(order.id)]
        if history.count(HANDED_IN) >= MOST_RECEIPTS:
            raise TooManyReceipts(limit=MOST_RECEIPTS)
        now = self.now()
        if not await tx.payments.submit_receipt(payment.id, receipt.evidence, receipt.mark, now):
            raise NotPayable
        if order.state is OrderState.PENDING and not await self._was_rejected(tx, order.customer_id):
            until = max(order.expires_at, now + self.policy.receipt_hold)
            await tx.orders.set(order.id, expires_at=until, reserved_until=max(order.reserved_until, until))
        await tx.orders.add_event(order.id, now, HANDED_IN, order.customer_id)
        await alert_admins(tx, self.policy, "admin-receipt", None, **await order_params(tx, order), payment=payment.id)

    async def _was_rejected(self, tx: Transaction, customer_id: int) -> bool:
        """Return whether a receipt of a customer was rejected since the last payment."""
        recent = await tx.orders.recent_of(customer_id, self.now() - RECENT_PERIOD, RECENT_ORDERS)
        rejected_at = await tx.orders.last_event([one.id for one in recent], REJECTED)
        return rejected_at > await tx.orders.last_paid(customer_id)

    async def ask(
        self, customer: Customer, receipt: Receipt, dedup_key: str | None = None, album: str | None = None
    ) -> UnassignedReceipt | None:
        """Keep what may be a receipt until its customer says for which order; None if no order takes one."""
        orders = await self.open_to_receipts(customer)
        if not orders:
            return None
        async with self.db.begin() as tx:
            kept = await self._keep(tx, customer, None, receipt, dedup_key, album)
            before = await tx.receipts.said(dedup_key) if kept is None and dedup_key is not None else None
        found = kept if kept is not None else before.id if before is not None else 0
        return UnassignedReceipt(found, orders)

    async def open_to_receipts(self, customer: Customer) -> list[Order]:
        """The newest orders by transfer that are not paid, and are open or have just run out of time."""
        async with self.db.read() as reading:
            newest = await reading.orders.page_of(customer.id, 0, NEWEST)
        since = self.now() - ASKED_FOR
        return [
            one for one in newest if takes_receipt(one.method) and one.state in TAKES_RECEIPT and one.expires_at > since
        ]

    async def dismiss(self, customer: Customer, receipt_id: int) -> None:
        """Dismiss parts kept with a question, and those that still come of their album: they were no receipt."""
        async with self.db.begin() as tx:
            kept = await tx.receipts.of(customer.id, receipt_id)
            if kept is not None:
                await tx.receipts.empty(customer.id, kept)

    async def album(self, customer: Customer, album: str | None) -> StoredReceipt | None:
        """The first part of the album that a customer is sending, if it was taken for a receipt."""
        if album is None:
            return None
        async with self.db.read() as reading:
            return await reading.receipts.album(customer.id, album, self.now() - ALBUM)

    async def add(self, customer: Customer, first: StoredReceipt, receipt: Receipt, dedup_key: str, album: str) -> None:
        """One more picture of an album, for what its first one was or will be for. Raises TooManyReceipts."""
        if not first.shown:
            return
        async with self.db.begin() as tx:
            await self._keep(tx, customer, first.payment_id, receipt, dedup_key, album)

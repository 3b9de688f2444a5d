"""From a purchase request to an order that can be paid: consent, price, stock and deadline, all or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from services.delivery.allocation import Allocation
from services.delivery.kinds import delivery_method
from services.domain.catalog.product import Product
from services.domain.customers.customer import Customer
from services.domain.delivery.dispatch import OutboxPort
from services.domain.errors import (
    AlreadyPending,
    NotCancellable,
    NotForSale,
    NotFound,
    NotPayable,
    OutOfStock,
    PriceChanged,
    QuantityRefused,
    TooManyOrders,
    present,
)
from services.domain.orders.hold_limits import Allowance
from services.domain.orders.order import Order, OrderState, ProductSnapshot
from services.domain.orders.purchase_request import PurchaseRequest, Quote
from services.domain.payments.payment import PaymentState
from services.domain.policy import Policy
from services.domain.values.clock import Clock
from services.domain.values.ids import new_id, new_number
from services.domain.values.money import Money
from services.legal.required_consent import consent_in_force
from services.payments.providers import Provider
from services.stock.holds import Holds
from services.storage.database import Database
from services.storage.orders.orders import CANCELLED
from services.storage.transaction import ReadTransaction, Transaction
from services.subscriptions.periods import refuse_strange_renewal

BATCH = 50


@dataclass(frozen=True)
class Checkout:
    """Opens, shows, cancels and expires orders."""

    db: Database
    now: Clock
    policy: Policy
    providers: Mapping[str, Provider]
    allocation: Allocation
    dispatch: OutboxPort

    @property
    def holds(self) -> Holds:
        """The goods that unpaid orders hold."""
        return Holds(self.now, self.policy, self.allocation)

    def payment_methods(self, product: Product) -> list[tuple[str, Money]]:
        """The ways to pay that are on and have a price for a product, in the order of the settings."""
        found = ((name, provider.price(product)) for name, provider in self.providers.items())
        return [(name, price) for name, price in found if price is not None]

    async def quote(
        self, customer: Customer, product_id: int, quantity: int, method: str, renews: str | None = None
    ) -> Quote:
        """Quote a purchase; a renewal has its subscription's quantity. Raises NotForSale, QuantityRefused."""
        async with self.db.read() as reading:
            running = await reading.subscriptions.of(customer.id, renews) if renews else None
            if running is not None:
                quantity = await reading.subscriptions.quantity(running.id)
            product, total = await self._price(reading, product_id, quantity, method, renewal=running is not None)
            return Quote(product, quantity, method, total, running.ends_at > self.now() if running else True)

    async def _price(
        self, reading: ReadTransaction, product_id: int, quantity: int, method: str, *, renewal: bool
    ) -> tuple[Product, Money]:
        product = await reading.products.get(product_id)
        provider = self.providers.get(method)
        price = provider.price(product) if provider and product and not product.hidden else None
        if product is None or price is None:
            raise NotForSale
        if not renewal and not 1 <= quantity <= product.max_quantity:
            raise QuantityRefused(limit=product.max_quantity)
        return product, price * quantity

    async def open(self, customer: Customer, request: PurchaseRequest) -> Order:
        """Make an order, hold its stock and freeze its price; the same intent gives the same order again.

        Raises ConsentMissing, NotForSale, QuantityRefused, PriceChanged, AlreadyPending, TooManyOrders, OutOfStock,
        TooManyUnpaid, HoldRefused.
        """
        async with self.db.begin() as tx:
            recent = await self.holds.recent(tx, customer.id)
            await self.holds.release_own(tx, recent, request)
            await tx.customers.lock(customer.id)
            before, pending = await tx.orders.asked_or_pending(customer.id, request.idempotency_key)
            if before is not None:
                return before
            consent_id = await consent_in_force(tx, customer, **request.choice)
            self._refuse_many(pending, request.product_id)
            product, total = await self._price(
                tx, request.product_id, request.quantity, request.method, renewal=request.renews is not None
            )
            if total.amount != request.amount:
                raise PriceChanged(product=product.slug, **request.choice)
            allowed = await self.holds.allowance(tx, recent)
            order = self._order(customer, request, product, total, consent_id, allowed.ttl)
            await self._write(tx, order, allowed)
        return order

    def _refuse_many(self, pending: Sequence[Order], product_id: int) -> None:
        same = next((order for order in pending if order.product_id == product_id), None)
        if same is not None:
            raise AlreadyPending(order=same.id)
        if len(pending) >= self.policy.max_pending:
            raise TooManyOrders(limit=self.policy.max_pending)

    def _order(
        self, customer: Customer, request: PurchaseRequest, product: Product, total: Money, consent_id: int, ttl: int
    ) -> Order:
        now = self.now()
        return Order(
            id=new_id(),
            number=new_number(),
            customer_id=customer.id,
            idempotency_key=request.idempotency_key,
            product_id=product.id,
            snapshot=ProductSnapshot.of(product),
            quantity=request.quantity,
            total=total,
            method=request.method,
            language=customer.speaks,
            state=OrderState.PENDING,
            created_at=now,
            expires_at=now + ttl,
            reserved_until=now + ttl + self.policy.hold_grace,
            consent_id=consent_id,
            renews=request.renews,
        )

    async def _write(self, tx: Transaction, order: Order, allowed: Allowance) -> None:
        if order.renews is not None:
            await refuse_strange_renewal(tx, order, order.renews)
        if not order.extends:
            await self.holds.refuse_more(tx, order, allowed)
        await tx.orders.add(order)
        if not await delivery_method(order).reserve(tx, order):
            left = (await tx.stock.level(order.product_id)).free
            raise OutOfStock(product=order.snapshot.slug, product_id=order.product_id, left=left)
        await tx.payments.open(order.id, order.customer_id, order.method, order.total, order.created_at)
        await tx.orders.add_event(order.id, order.created_at, "opened", order.customer_id)

    async def get(self, customer: Customer, order_id: str) -> Order:
        """An order of this customer, and the messages that show it by now (see `save_message_ids`). Raises NotFound."""
        async with self.db.read() as reading:
            return present(await reading.orders.of(customer.id, order_id))

    async def in_review(self, order: Order) -> bool:
        """Return whether a person looks at the receipt of an order."""
        async with self.db.read() as reading:
            return bool(await reading.payments.reviewed([order.id]))

    async def authorize_payment(self, customer: Customer, order_id: str, money: Money) -> Order:
        """Say yes to a payment that is about to be made, and keep the stock for it. Raises ConsentMissing, NotPayable.

        Source: Bot API, pre_checkout_query: the last word before money moves, to be given within 10 seconds.
        """
        async with self.db.begin() as tx:
            order = await tx.orders.lock(order_id)
            now = self.now()
            if order is None or order.customer_id != customer.id or order.total != money:
                raise NotPayable
            if order.state is not OrderState.PENDING or order.expires_at <= now:
                raise NotPayable
            if order.extends and order.renews is not None:
                await refuse_strange_renewal(tx, order, order.renews)
            consent_id = await consent_in_force(tx, customer, order=order_id)
            window = now + self.policy.checkout_window
            expires_at = max(order.expires_at, window)
            await tx.orders.set(
                order_id,
                consent_id=consent_id,
                payment_locked_until=window,
                expires_at=expires_at,
                reserved_until=max(order.reserved_until, expires_at + self.policy.hold_grace),
            )
        return order

    async def cancel(self, customer: Customer, order_id: str, key: str | None = None) -> Order:
        """Give an unpaid order up and its stock back; returns it as it stands then. Raises NotFound, NotCancellable."""
        async with self.db.begin() as tx:
            order = await self.allocation.lock_product_and_order(tx, order_id)
            if order is None or order.customer_id != customer.id:
                raise NotFound
            if await tx.outcomes.find(key) is not None:
                return order
            under_way = order.payment_locked_until is not None and order.payment_locked_until > self.now()
            payment = await tx.payments.primary(order_id)
            in_review = payment is not None and payment.state is PaymentState.REVIEW
            until = min(order.reserved_until, self.now())
            ended = replace(order, state=OrderState.CANCELLED, reserved_until=until)
            if under_way or in_review or not await tx.orders.move(order_id, ended.state, reserved_until=until):
                raise NotCancellable
            await tx.payments.close_open(order_id)
            await tx.orders.add_event(order_id, self.now(), CANCELLED, customer.id)
            await self.holds.put_back(tx, order)
            await tx.outcomes.put(key, {})
        self.dispatch.wake()
        return ended

    async def expire_due(self) -> list[Order]:
        """End orders whose time is over; put stock back where even the grace period is. Returns the ended ones."""
        now = self.now()
        async with self.db.read() as reading:
            overdue = await reading.orders.overdue(now, BATCH)
        ended = [order for order in [await self._expire(order_id) for order_id in overdue] if order is not None]
        async with self.db.read() as reading:
            holding = await reading.orders.holding(now, BATCH)
        for order_id in holding:
            await self._release_expired(order_id)
        return ended

    async def _expire(self, order_id: str) -> Order | None:
        async with self.db.begin() as tx:
            order = await tx.orders.lock(order_id)
            now = self.now()
            if order is None or order.expires_at > now or not await tx.orders.move(order_id, OrderState.EXPIRED):
                return None
            await tx.payments.close_open(order_id)
            await tx.orders.add_event(order_id, now, "expired")
            return replace(order, state=OrderState.EXPIRED)

    async def _release_expired(self, order_id: str) -> None:
        async with self.db.begin() as tx:
            order = await self.allocation.lock_product_and_order(tx, order_id)
            ended = order is not None and order.state in {OrderState.EXPIRED, OrderState.CANCELLED}
            if order is not None and ended and order.reserved_until <= self.now():
                await self.holds.put_back(tx, order)
        self.dispatch.wake()

    async def save_message_ids(self, order_id: str, **messages: int) -> None:
        """Note which messages show an order (`screen_message_id`, `invoice_message_id`)."""
        async with self.db.begin() as tx:
            await tx.orders.set(order_id, **messages)

"""Goods that unpaid orders hold: how many, for how long, and put back when the time is over.

Everything here happens inside a transaction of the checkout.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.delivery.allocation import Allocation
from services.delivery.kinds import delivery_method
from services.domain.errors import HoldRefused, TooManyUnpaid
from services.domain.orders.hold_limits import MEMORY, Allowance, allowance
from services.domain.orders.order import Order, OrderState
from services.domain.orders.purchase_request import PurchaseRequest
from services.domain.policy import Policy
from services.domain.values.clock import HOUR, Clock
from services.storage.transaction import Transaction

RECENT_ORDERS = 50
"""Orders of one customer and day that are looked at: beyond them the limits have been met long before."""
UNPAID = frozenset({OrderState.EXPIRED, OrderState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Holds:
    """The goods that unpaid orders of one customer may keep from others."""

    now: Clock
    policy: Policy
    allocation: Allocation

    async def recent(self, tx: Transaction, customer_id: int) -> list[Order]:
        """The orders of a customer's last day, newest first."""
        return await tx.orders.recent_of(customer_id, self.now() - MEMORY, RECENT_ORDERS)

    async def release_own(self, tx: Transaction, recent: Sequence[Order], request: PurchaseRequest) -> None:
        """Put back the goods held for the customer's expired orders of the same product.

        Not for a request that has become an order before: it makes no new one. To be called before the customer is
        locked: products and orders are locked before everything else.
        """
        if any(one.idempotency_key == request.idempotency_key for one in recent):
            return
        for one in recent:
            if (
                one.product_id == request.product_id
                and one.state is OrderState.EXPIRED
                and one.reserved_until > self.now()
            ):
                order = await self.allocation.lock_product_and_order(tx, one.id)
                if order is not None and order.state is OrderState.EXPIRED and not await tx.payments.reviewed([one.id]):
                    await tx.orders.set(order.id, reserved_until=self.now())
                    await self.put_back(tx, order)

    async def put_back(self, tx: Transaction, order: Order) -> None:
        """Put back what an order holds, which is locked with its line; backorders are served first."""
        await delivery_method(order).release(tx, order)
        await self.allocation.fulfill_backorders(tx, order.product_id, self.now())

    async def allowance(self, tx: Transaction, recent: Sequence[Order]) -> Allowance:
        """Return the allowance after what was left unpaid since the last payment; receipts in review do not count."""
        unpaid = [order for order in recent if order.state in UNPAID and not order.extends]
        if not unpaid:
            return Allowance(self.policy.order_ttl)
        paid_at = await tx.orders.last_paid(unpaid[0].customer_id)
        unpaid = [order for order in unpaid if order.created_at > paid_at]
        in_review = await tx.payments.reviewed([order.id for order in unpaid])
        return allowance([order for order in unpaid if order.id not in in_review], self.policy, self.now())

    async def refuse_more(self, tx: Transaction, order: Order, allowed: Allowance) -> None:
        """Refuse an order that would hold more than is allowed. Raises TooManyUnpaid, HoldRefused."""
        if allowed.refused_until is not None:
            raise TooManyUnpaid(hours=max(-((self.now() - allowed.refused_until) // HOUR), 1))
        if allowed.share > 1:
            free = (await tx.stock.level(order.product_id)).free
            if free and order.quantity > allowed.of(free):
                raise HoldRefused(limit=allowed.of(free))

"""The allocation of goods to paid orders: one transaction from the payment to a prepared delivery.

Goods are chosen here and only here, while the order is locked. Every later send reads them; none chooses again.
"""

from dataclasses import dataclass, replace

from services.delivery.kinds import delivery_method
from services.domain.delivery.delivery import FIRST_PART, Delivery, PreparedDelivery
from services.domain.errors import NoChange
from services.domain.orders.order import Order, OrderState
from services.domain.policy import Policy
from services.domain.values.clock import HOUR
from services.domain.values.secret import Secret
from services.staff.alerts import alert_admins, order_params, product_params
from services.storage.transaction import ReadTransaction, Transaction
from services.subscriptions.periods import plan, start_period

BACKORDER_BATCH = 50


@dataclass(frozen=True, slots=True)
class Allocation:
    """Binds goods to paid orders."""

    policy: Policy

    async def allocate(
        self, tx: Transaction, order: Order, now: int, lease: int | None
    ) -> tuple[Order, PreparedDelivery | None]:
        """Give a paid order its goods and write the delivery, or backorder it if the stock is too low.

        An order that may not hold its goods any more is locked by `lock_with_line`.

        With a lease the delivery is created claimed by the caller, which saves a transaction: if the caller dies before
        the send, the lease runs out and the delivery counts as uncertain.
        """
        if not await delivery_method(order).claim(tx, order):
            return await self._backorder(tx, order, now), None
        delivery = await tx.deliveries.add(order.id, 1, order.customer_id, lease)
        await self._tell_of_stock(tx, order, now)
        if delivery is None or lease is None:
            return order, None
        return order, await build_delivery(tx, delivery, order, now, fresh=True)

    async def replace(
        self, tx: Transaction, order: Order, item_id: int, now: int, lease: int | None
    ) -> tuple[int, Delivery] | None:
        """Give a free one in place of one of the goods of an order, and write the delivery (claimed as in `allocate`).

        Returns the number of the new one, and the delivery; None, and nothing is changed, if none is free.
        The order is locked by `lock_product_and_order`. Raises NoChange if the item is none of its goods.
        """
        given = await delivery_method(order).replace(tx, order, item_id)
        if given is None:
            return None
        delivery = await tx.deliveries.add(order.id, await tx.deliveries.next_part(order.id), order.customer_id, lease)
        if delivery is None:
            raise NoChange
        await self._tell_of_stock(tx, order, now)
        return given, delivery

    async def lock_product_and_order(self, tx: Transaction, order_id: str | None) -> Order | None:
        """Lock an order that may join or leave the line, or frees what the line waits for: the product, then the order.

        The product is locked before everything else: no import just passes by whoever joins the line then.
        """
        order = None if order_id is None else await tx.orders.get(order_id)
        if order is None:
            return None
        await tx.products.lock(order.product_id)
        return await tx.orders.lock(order.id)

    async def _backorder(self, tx: Transaction, order: Order, now: int) -> Order:
        await tx.orders.move(order.id, OrderState.WAITING)
        await tx.orders.add_event(order.id, now, "waiting")
        params = await order_params(tx, order)
        await alert_admins(tx, self.policy, "admin-waiting", f"waiting:{order.id}", **params)
        return replace(order, state=OrderState.WAITING)

    async def _tell_of_stock(self, tx: Transaction, order: Order, now: int) -> None:
        """Sold out, or about to be: the first is told once an hour, the second once until an import."""
        if order.extends:
            return
        few = self.policy.low_stock
        left, product = (
            await tx.stock.left(order.product_id, few + 1),
            product_params(order.snapshot.slug, order.snapshot.title),
        )
        if not left:
            dedup_key = f"sold-out:{order.product_id}:{now // HOUR}"
            await alert_admins(tx, self.policy, "admin-sold-out", dedup_key, **product)
        elif left <= few:
            dedup_key = f"low-stock:{order.product_id}:{await tx.stock.newest_batch(order.product_id)}"
            await alert_admins(tx, self.policy, "admin-low-stock", dedup_key, **product, left=left)

    async def fulfill_backorders(self, tx: Transaction, product_id: int, now: int) -> int:
        """Give free goods to backorders, the oldest first; returns how many are served."""
        await tx.products.lock(product_id)
        served = 0
        while page := await tx.orders.backorders(product_id, BACKORDER_BATCH):
            for order in page:
                if not await delivery_method(order).claim(tx, order):
                    return served
                await self._serve(tx, order, now)
                served += 1
        return served

    async def _serve(self, tx: Transaction, order: Order, now: int) -> None:
        await tx.orders.move(order.id, OrderState.PAID)
        await tx.deliveries.add(order.id, 1, order.customer_id, None)
        await tx.orders.add_event(order.id, now, "stock-found")


async def build_delivery(
    reading: ReadTransaction, delivery: Delivery, order: Order, now: int, *, fresh: bool = False
) -> PreparedDelivery:
    """Everything that the message of a delivery says; `fresh` if it is the first, so that no period has begun."""
    customer = await reading.customers.find(order.customer_id)
    period = await plan(reading, order, now, fresh=fresh)
    return PreparedDelivery(
        delivery=delivery,
        order=order,
        goods=await _goods(reading, delivery, order),
        language=customer.speaks if customer else order.language,
        ends_at=None if period is None else period.ends_at,
    )


async def _goods(reading: ReadTransaction, delivery: Delivery, order: Order) -> tuple[Secret, ...]:
    """Return what a message brings: the first one all goods of its order, others what replaces something."""
    given = () if delivery.part == FIRST_PART else await reading.cases.replacement(delivery.id)
    return given or await delivery_method(order).goods(reading, order)


async def mark_delivered(tx: Transaction, order: Order, now: int, policy: Policy) -> None:
    """The goods are with their buyer: the order, which is locked, is delivered, and what it paid for begins to run."""
    if not await tx.orders.move(order.id, OrderState.DELIVERED, delivered_at=now):
        return
    await tx.orders.add_event(order.id, now, "delivered")
    await start_period(tx, order, now, policy)

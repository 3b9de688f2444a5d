"""The heart of the shop: what happens, in one transaction, between "it is paid" and "it is on its way".

Goods are chosen here and only here, while the order is locked. Every later send reads them; none chooses again.
"""

from dataclasses import dataclass

from services.delivery.kinds import deliverer
from services.domain.delivery.delivery import Delivery, Parcel
from services.domain.orders.order import Order, OrderState
from services.domain.policy import Policy
from services.domain.values.clock import HOUR
from services.staff.alerts import about, named, tell_admins
from services.storage.transaction import Reading, Transaction
from services.subscriptions.periods import begin, plan

LINE_PAGE = 50


@dataclass(frozen=True, slots=True)
class Handover:
    """Binds goods to paid orders."""

    policy: Policy

    async def hand_over(self, tx: Transaction, order: Order, now: int, lease: int | None) -> Parcel | None:
        """Give a paid order its goods and write the delivery, or put it in line if the shelf is bare.

        An order that may not hold its goods any more is locked by `lock_with_line`.

        With a lease the delivery is born in the caller's hands, which saves a transaction: if the caller dies before
        the send, the lease runs out and the delivery counts as uncertain.
        """
        if not await deliverer(order).bind(tx, order):
            await self._put_in_line(tx, order, now)
            return None
        delivery = await tx.deliveries.add(order.id, 1, order.customer_id, lease)
        await self._tell_of_stock(tx, order, now)
        return None if delivery is None or lease is None else await parcel(tx, delivery, order, now)

    async def lock_with_line(self, tx: Transaction, order_id: str | None) -> Order | None:
        """Lock an order that may join or leave the line, or frees what the line waits for: the product, then the order.

        The product is locked before everything else: no import just passes by whoever joins the line then.
        """
        order = None if order_id is None else await tx.orders.get(order_id)
        if order is None:
            return None
        await tx.products.lock(order.product_id)
        return await tx.orders.lock(order.id)

    async def _put_in_line(self, tx: Transaction, order: Order, now: int) -> None:
        await tx.orders.move(order.id, OrderState.WAITING)
        await tx.orders.tell(order.id, now, "waiting")
        facts = await about(tx, order)
        await tell_admins(tx, self.policy, "admin-waiting", f"waiting:{order.id}", **facts)

    async def _tell_of_stock(self, tx: Transaction, order: Order, now: int) -> None:
        """Sold out, or about to be: the first is told once an hour, the second once until an import."""
        if order.extends:
            return
        few = self.policy.low_stock
        left, product = await tx.stock.left(order.product_id, few + 1), named(order.promise.slug, order.promise.title)
        if not left:
            once = f"sold-out:{order.product_id}:{now // HOUR}"
            await tell_admins(tx, self.policy, "admin-sold-out", once, **product)
        elif left <= few:
            once = f"low-stock:{order.product_id}:{await tx.stock.newest_batch(order.product_id)}"
            await tell_admins(tx, self.policy, "admin-low-stock", once, **product, left=left)

    async def serve_line(self, tx: Transaction, product_id: int, now: int) -> int:
        """Give what lies on the shelf to those who paid and wait, first come first; returns how many are served."""
        await tx.products.lock(product_id)
        served = 0
        while page := await tx.orders.line(product_id, LINE_PAGE):
            for order in page:
                if not await deliverer(order).bind(tx, order):
                    return served
                await self._serve(tx, order, now)
                served += 1
        return served

    async def _serve(self, tx: Transaction, order: Order, now: int) -> None:
        await tx.orders.move(order.id, OrderState.PAID)
        await tx.deliveries.add(order.id, 1, order.customer_id, None)
        await tx.orders.tell(order.id, now, "stock-found")


async def parcel(reading: Reading, delivery: Delivery, order: Order, now: int) -> Parcel:
    """Everything that the message of a delivery says."""
    customer = await reading.customers.find(order.customer_id)
    period = await plan(reading, order, now)
    return Parcel(
        delivery=delivery,
        order=order,
        goods=await deliverer(order).produce(reading, order),
        language=customer.speaks if customer else order.language,
        ends_at=None if period is None else period.ends_at,
    )


async def arrived(tx: Transaction, order_id: str, now: int, policy: Policy) -> None:
    """The goods are with their buyer: the order is delivered, and what it paid for begins to run."""
    order = await tx.orders.get(order_id)
    if order is None or not await tx.orders.move(order_id, OrderState.DELIVERED, delivered_at=now):
        return
    await tx.orders.tell(order_id, now, "delivered")
    await begin(tx, order, now, policy)

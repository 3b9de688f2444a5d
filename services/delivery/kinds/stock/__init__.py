"""Delivery from stock: codes and links that were imported beforehand.

An order that only extends a subscription takes nothing from stock: it shows what the subscription gave last.
"""

from services.domain.errors import NoChange
from services.domain.orders.order import Order
from services.domain.stock.stock import GivenItem
from services.domain.values.secret import Secret
from services.storage.transaction import ReadTransaction, Transaction


class StockDelivery:
    """Delivery from encrypted stock."""

    async def reserve(self, tx: Transaction, order: Order) -> bool:
        """Hold the oldest free goods, all or nothing."""
        if order.extends:
            return True
        if await tx.stock.hold(order.product_id, order.id, order.quantity) == order.quantity:
            return True
        await tx.stock.release(order.id)
        return False

    async def release(self, tx: Transaction, order: Order) -> None:
        """Put the held goods back into stock."""
        await tx.stock.release(order.id)

    async def claim(self, tx: Transaction, order: Order) -> bool:
        """Give the held goods, after claiming missing ones from free stock."""
        if order.extends:
            return True
        if await tx.stock.give(order.id, order.quantity):
            return True
        held = await tx.stock.held(order.id)
        if held < order.quantity:
            held += await tx.stock.hold(order.product_id, order.id, order.quantity - held)
        if held < order.quantity:
            return False
        await tx.stock.give(order.id, order.quantity)
        return True

    async def goods(self, reading: ReadTransaction, order: Order) -> tuple[Secret, ...]:
        """Return the goods that were given for the order, or for the subscription that it extends."""
        if order.extends and order.renews is not None:
            return await reading.stock.goods_of_subscription(order.renews)
        return await reading.stock.goods(order.id)

    async def items(self, reading: ReadTransaction, order: Order) -> tuple[GivenItem, ...]:
        """Return the same, each with its number."""
        if order.extends and order.renews is not None:
            return await reading.given.of_subscription(order.renews)
        return await reading.given.of_order(order.id)

    async def replace(self, tx: Transaction, order: Order, item_id: int) -> int | None:
        """Withdraw the item and give the oldest free one."""
        if not await tx.stock.hold(order.product_id, order.id, 1):
            return None
        if not await tx.given.withdraw(order.id, item_id):
            raise NoChange
        return await tx.given.add_held(order.id)

"""The delivery kinds: a folder for each way to deliver, one line here for each kind."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from services.delivery.kinds.stock import StockDelivery
from services.domain.catalog.product import Kind
from services.domain.orders.order import Order
from services.domain.stock.stock import GivenItem
from services.domain.values.secret import Secret
from services.storage.transaction import ReadTransaction, Transaction


class DeliveryMethod(Protocol):
    """The contract of a kind of delivery. Everything here happens inside a transaction: SQL, and nothing else."""

    async def reserve(self, tx: Transaction, order: Order) -> bool:
        """Hold goods for an unpaid order; False (and nothing is held) if there are too few."""

    async def release(self, tx: Transaction, order: Order) -> None:
        """Put back the goods held for an order that will not be paid."""

    async def claim(self, tx: Transaction, order: Order) -> bool:
        """Bind the goods held for an order to its buyer for ever; missing ones are taken from free goods.

        That needs the lock of the product. False if it is too little: it stays kept.
        """

    async def goods(self, reading: ReadTransaction, order: Order) -> tuple[Secret, ...]:
        """The goods of a bound order: the same ones at every call, but for those that were replaced."""

    async def items(self, reading: ReadTransaction, order: Order) -> tuple[GivenItem, ...]:
        """The same, each with its number and the order that it was given for."""

    async def replace(self, tx: Transaction, order: Order, item_id: int) -> int | None:
        """Make one of the goods invalid for good, and bind a free one in its place; returns the number of that.

        That needs the locks of the product and the order. None, and nothing is changed, if none is free.
        Raises NoChange if the number is of none of its goods.
        """


DELIVERY_METHODS: Mapping[Kind, DeliveryMethod] = MappingProxyType(
    {Kind.LICENSE_CODE: StockDelivery(), Kind.SUBSCRIPTION_LINK: StockDelivery()}
)


def delivery_method(order: Order) -> DeliveryMethod:
    """Return the delivery method of an order's kind."""
    return DELIVERY_METHODS[order.snapshot.kind]

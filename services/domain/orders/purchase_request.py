"""What a customer wants before there is an order for it: the wish of a button, and what the shop answers to it."""

from dataclasses import dataclass

from services.domain.catalog.product import Product
from services.domain.stock.stock import StockLevel
from services.domain.values.money import Money


@dataclass(frozen=True, slots=True)
class PurchaseRequest:
    """What a confirm button says: which product, how many, how to pay, at which price, and the nonce of the press."""

    product_id: int
    quantity: int
    method: str
    amount: int
    intent: str
    renews: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What would be ordered, as of now: for the confirm screen. `keeps`: what it renews has days left."""

    product: Product
    quantity: int
    method: str
    total: Money
    level: StockLevel
    keeps: bool = True

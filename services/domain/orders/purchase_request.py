"""The request of a purchase, before there is an order, and the shop's answer to it."""

from dataclasses import dataclass

from services.domain.catalog.product import Product
from services.domain.values.money import Money


@dataclass(frozen=True, slots=True)
class PurchaseRequest:
    """The data of a confirm button: product, quantity, payment method, price, and the nonce of the press."""

    product_id: int
    quantity: int
    method: str
    amount: int
    idempotency_key: str
    renews: str | None = None

    @property
    def choice(self) -> dict[str, object]:
        """The parameters by which a refusal leads back to the confirm screen: product_id, quantity, method, renews."""
        return {"product_id": self.product_id, "quantity": self.quantity, "method": self.method, "renews": self.renews}


@dataclass(frozen=True, slots=True)
class Quote:
    """The order that would be made, for the confirm screen. `keeps`: the subscription it renews has days left."""

    product: Product
    quantity: int
    method: str
    total: Money
    keeps: bool = True

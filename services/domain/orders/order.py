"""An order: its product and quantity, its total, its deadlines, and its state."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from services.domain.catalog.product import Kind, Product, Renewal
from services.domain.values.language import Language, LocalizedText
from services.domain.values.money import Money


class OrderState(StrEnum):
    """The state of an order."""

    PENDING = "PENDING"
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"
    PAID = "PAID"
    WAITING = "WAITING"
    ATTENTION = "ATTENTION"
    DELIVERED = "DELIVERED"
    REFUNDED = "REFUNDED"


ORDER_TRANSITIONS: Mapping[OrderState, frozenset[OrderState]] = MappingProxyType(
    {
        OrderState.PENDING: frozenset({OrderState.PAID, OrderState.EXPIRED, OrderState.CANCELLED}),
        OrderState.EXPIRED: frozenset({OrderState.PAID}),
        OrderState.CANCELLED: frozenset({OrderState.PAID}),
        OrderState.PAID: frozenset(
            {OrderState.DELIVERED, OrderState.WAITING, OrderState.ATTENTION, OrderState.REFUNDED}
        ),
        OrderState.WAITING: frozenset({OrderState.PAID, OrderState.DELIVERED, OrderState.REFUNDED}),
        OrderState.ATTENTION: frozenset({OrderState.DELIVERED, OrderState.REFUNDED}),
        OrderState.DELIVERED: frozenset({OrderState.REFUNDED}),
        OrderState.REFUNDED: frozenset(),
    }
)
OWES_GOODS = frozenset({OrderState.PAID, OrderState.WAITING, OrderState.ATTENTION})
SHOWS_GOODS = frozenset({OrderState.PAID, OrderState.ATTENTION, OrderState.DELIVERED})


@dataclass(frozen=True, slots=True)
class ProductSnapshot:
    """The product as it was when the order was confirmed: a later change of the catalog never touches it."""

    slug: str
    title: LocalizedText
    instructions: LocalizedText
    kind: Kind
    duration_days: int | None
    renewal: Renewal

    @classmethod
    def of(cls, product: Product) -> "ProductSnapshot":
        """Return a product as the catalog has it now."""
        return cls(
            slug=product.slug,
            title=product.title,
            instructions=product.instructions,
            kind=product.kind,
            duration_days=product.duration_days,
            renewal=product.renewal,
        )


@dataclass(frozen=True, slots=True)
class Order:
    """One confirmed purchase. `total` is frozen. Moments are UTC milliseconds of business time.

    After `expires_at` it can no longer be paid by pressing a button; until `reserved_until` its stock is still kept for
    money on its way. `payment_locked_until` lies in the future while a payment may be running: it cannot be cancelled
    meanwhile. `renews` names the subscription that it prolongs.
    """

    id: str
    number: str
    customer_id: int
    idempotency_key: str
    product_id: int
    snapshot: ProductSnapshot
    quantity: int
    total: Money
    method: str
    language: Language
    state: OrderState
    created_at: int
    expires_at: int
    reserved_until: int
    consent_id: int | None = None
    payment_locked_until: int | None = None
    paid_at: int | None = None
    delivered_at: int | None = None
    renews: str | None = None
    screen_message_id: int | None = None
    invoice_message_id: int | None = None

    @property
    def extends(self) -> bool:
        """True if it only makes an existing subscription run longer, and so takes nothing from stock."""
        return self.renews is not None and self.snapshot.renewal is Renewal.EXTEND


@dataclass(frozen=True, slots=True)
class OrderEvent:
    """Something that happened to an order. `actor` is the Telegram id of who did it, None for the shop itself."""

    at: int
    kind: str
    actor: int | None
    detail: str | None

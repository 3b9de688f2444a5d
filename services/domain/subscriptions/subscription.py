"""The subscriptions of customers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from services.domain.catalog.product import Product
from services.domain.values.language import LocalizedText


class SubscriptionState(StrEnum):
    """ACTIVE runs; GRACE has ended but is expected back; ENDED is over until renewed; REVOKED is over for good."""

    ACTIVE = "ACTIVE"
    GRACE = "GRACE"
    ENDED = "ENDED"
    SUSPENDED = "SUSPENDED"
    REVOKED = "REVOKED"


SUBSCRIPTION_MOVES: Mapping[SubscriptionState, frozenset[SubscriptionState]] = MappingProxyType(
    {
        SubscriptionState.ACTIVE: frozenset(
            {
                SubscriptionState.GRACE,
                SubscriptionState.ENDED,
                SubscriptionState.SUSPENDED,
                SubscriptionState.REVOKED,
                SubscriptionState.ACTIVE,
            }
        ),
        SubscriptionState.GRACE: frozenset(
            {SubscriptionState.ACTIVE, SubscriptionState.ENDED, SubscriptionState.REVOKED}
        ),
        SubscriptionState.ENDED: frozenset({SubscriptionState.ACTIVE, SubscriptionState.REVOKED}),
        SubscriptionState.SUSPENDED: frozenset({SubscriptionState.ACTIVE, SubscriptionState.REVOKED}),
        SubscriptionState.REVOKED: frozenset(),
    }
)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A period that a customer has bought. `remind_at` is when the scheduler looks at it next (business time)."""

    id: str
    customer_id: int
    product_id: int
    order_id: str
    title: LocalizedText
    state: SubscriptionState
    starts_at: int
    ends_at: int
    remind_at: int | None


def is_renewable(subscription: Subscription, product: Product | None) -> bool:
    """A product on sale renews a subscription, unless the shop has stopped it."""
    stopped = subscription.state in {SubscriptionState.SUSPENDED, SubscriptionState.REVOKED}
    return product is not None and not product.hidden and not stopped


@dataclass(frozen=True, slots=True)
class ReminderOffset:
    """One reminder: so many days before the end (negative: after it)."""

    days_before: int

    @property
    def key(self) -> str:
        """Its name in the reminder ledger: `before-7`, `end`, `after-3`."""
        if self.days_before == 0:
            return "end"
        return f"before-{self.days_before}" if self.days_before > 0 else f"after-{-self.days_before}"

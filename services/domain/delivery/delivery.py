"""The deliveries: one row for each message with goods."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from services.domain.orders.order import Order
from services.domain.values.language import Language
from services.domain.values.secret import Secret


class DeliveryState(StrEnum):
    """The state of a delivery.

    UNCERTAIN: Telegram may have shown it; UNREACHABLE: the buyer has blocked the bot; WITHDRAWN: the money went back.
    """

    DUE = "DUE"
    SENDING = "SENDING"
    SENT = "SENT"
    SEEN = "SEEN"
    UNCERTAIN = "UNCERTAIN"
    UNREACHABLE = "UNREACHABLE"
    ATTENTION = "ATTENTION"
    WITHDRAWN = "WITHDRAWN"


DELIVERY_MOVES: Mapping[DeliveryState, frozenset[DeliveryState]] = MappingProxyType(
    {
        DeliveryState.DUE: frozenset({DeliveryState.SENDING, DeliveryState.SEEN, DeliveryState.WITHDRAWN}),
        DeliveryState.SENDING: frozenset(
            {
                DeliveryState.SENT,
                DeliveryState.DUE,
                DeliveryState.UNCERTAIN,
                DeliveryState.UNREACHABLE,
                DeliveryState.ATTENTION,
                DeliveryState.SEEN,
                DeliveryState.WITHDRAWN,
            }
        ),
        DeliveryState.SENT: frozenset({DeliveryState.SEEN, DeliveryState.DUE}),
        DeliveryState.SEEN: frozenset({DeliveryState.DUE}),
        DeliveryState.UNCERTAIN: frozenset(
            {
                DeliveryState.SENDING,
                DeliveryState.SEEN,
                DeliveryState.ATTENTION,
                DeliveryState.DUE,
                DeliveryState.WITHDRAWN,
            }
        ),
        DeliveryState.UNREACHABLE: frozenset({DeliveryState.DUE, DeliveryState.SEEN, DeliveryState.WITHDRAWN}),
        DeliveryState.ATTENTION: frozenset({DeliveryState.DUE, DeliveryState.SEEN, DeliveryState.WITHDRAWN}),
        DeliveryState.WITHDRAWN: frozenset(),
    }
)


FIRST_PART = 1
"""The message that brings the goods of an order; later parts bring what was given in place of some."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to send. `attempts` counts sends begun; `uncertain_attempts` those whose outcome nobody knows.

    Its holder may send it until `lease_until` (real time).
    """

    id: int
    order_id: str
    part: int
    customer_id: int
    state: DeliveryState
    attempts: int
    uncertain_attempts: int
    is_resend: bool
    lease_until: int | None = None


@dataclass(frozen=True, slots=True)
class PreparedDelivery:
    """A delivery with all that its message needs: the order, the goods, and until when they run."""

    delivery: Delivery
    order: Order
    goods: tuple[Secret, ...]
    language: Language
    ends_at: int | None = None

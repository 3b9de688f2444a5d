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


_S = DeliveryState
DELIVERY_MOVES: Mapping[DeliveryState, frozenset[DeliveryState]] = MappingProxyType(
    {
        _S.DUE: frozenset({_S.SENDING, _S.SEEN, _S.WITHDRAWN}),
        _S.SENDING: frozenset({_S.SENT, _S.DUE, _S.UNCERTAIN, _S.UNREACHABLE, _S.ATTENTION, _S.SEEN, _S.WITHDRAWN}),
        _S.SENT: frozenset({_S.SEEN, _S.DUE}),
        _S.SEEN: frozenset({_S.DUE}),
        _S.UNCERTAIN: frozenset({_S.SENDING, _S.SEEN, _S.ATTENTION, _S.DUE, _S.WITHDRAWN}),
        _S.UNREACHABLE: frozenset({_S.DUE, _S.SEEN, _S.WITHDRAWN}),
        _S.ATTENTION: frozenset({_S.DUE, _S.SEEN, _S.WITHDRAWN}),
        _S.WITHDRAWN: frozenset(),
    }
)


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

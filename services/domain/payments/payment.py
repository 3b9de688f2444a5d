"""Money that was asked for, and money that came."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from services.domain.values.money import Money
from services.domain.values.secret import Secret


class PaymentState(StrEnum):
    """The state of a payment. SURPLUS is money beyond the price: it goes back."""

    OPENED = "OPENED"
    REVIEW = "REVIEW"
    CONFIRMED = "CONFIRMED"
    FAILED = "FAILED"
    EXPIRED = "EXPIRED"
    SURPLUS = "SURPLUS"
    REFUNDED = "REFUNDED"


PAYMENT_MOVES: Mapping[PaymentState, frozenset[PaymentState]] = MappingProxyType(
    {
        PaymentState.OPENED: frozenset(
            {PaymentState.REVIEW, PaymentState.CONFIRMED, PaymentState.FAILED, PaymentState.EXPIRED}
        ),
        PaymentState.REVIEW: frozenset({PaymentState.CONFIRMED, PaymentState.FAILED}),
        PaymentState.EXPIRED: frozenset({PaymentState.REVIEW, PaymentState.CONFIRMED}),
        PaymentState.FAILED: frozenset({PaymentState.REVIEW, PaymentState.CONFIRMED}),
        PaymentState.CONFIRMED: frozenset({PaymentState.REFUNDED}),
        PaymentState.SURPLUS: frozenset({PaymentState.REFUNDED}),
        PaymentState.REFUNDED: frozenset(),
    }
)


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge as its provider reports it: the provider's id of it, its order, its payer, its amount."""

    provider: str
    charge_id: str
    order_id: str
    payer_id: int
    money: Money


@dataclass(frozen=True, slots=True)
class Payment:
    """One row of the money book. `evidence` is what a customer handed in for a manual transfer."""

    id: int
    order_id: str | None
    customer_id: int
    provider: str
    charge_id: str | None
    money: Money
    state: PaymentState
    opened_at: int
    confirmed_at: int | None = None
    reviewed_by: int | None = None
    reason: str | None = None
    evidence: Secret | None = None
    submitted_at: int | None = None


class RefundState(StrEnum):
    """A refund is written down before it is asked for; a PERSON finishes what no interface can."""

    DUE = "DUE"
    SENDING = "SENDING"
    DONE = "DONE"
    PERSON = "PERSON"


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that must go back, once."""

    id: int
    payment_id: int
    provider: str
    charge_id: str
    customer_id: int
    money: Money
    state: RefundState
    reason: str
    attempts: int

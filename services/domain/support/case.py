"""A case: goods of a delivered order that do not work, and what was decided about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from services.domain.values.clock import DAY

MOST_OPEN = 3
"""So many cases of one customer may wait for a decision."""
MANY_REPLACED = 3
REPLACED_WITHIN = 90 * DAY
"""So many goods replaced for one customer within so long (ms) are a warning to staff, and refuse nothing."""
REFUSAL_REASONS = ("code-works", "code-used", "not-followed")


class CaseState(StrEnum):
    """OPEN waits for the shop; the others are decisions, and final."""

    OPEN = "OPEN"
    REPLACED = "REPLACED"
    REFUSED = "REFUSED"
    REFUNDED = "REFUNDED"


CASE_MOVES: Mapping[CaseState, frozenset[CaseState]] = MappingProxyType(
    {
        CaseState.OPEN: frozenset({CaseState.REPLACED, CaseState.REFUSED, CaseState.REFUNDED}),
        CaseState.REPLACED: frozenset(),
        CaseState.REFUSED: frozenset(),
        CaseState.REFUNDED: frozenset(),
    }
)


@dataclass(frozen=True, slots=True)
class Case:
    """One code or link that a customer has reported. Moments are UTC milliseconds of business time.

    `item_id` names it in stock, `replacement_id` what was given instead, `delivery_id` the message that brings that.
    `reason` is why it was refused: one of REFUSAL_REASONS.
    """

    id: str
    number: str
    customer_id: int
    order_id: str
    item_id: int
    state: CaseState
    opened_at: int
    decided_at: int | None = None
    decided_by: int | None = None
    reason: str | None = None
    replacement_id: int | None = None
    delivery_id: int | None = None


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """The orders and cases of a customer in numbers. `recent`: those replaced within REPLACED_WITHIN."""

    orders: int
    open: int = 0
    replaced: int = 0
    refused: int = 0
    refunded: int = 0
    recent: int = 0

    @property
    def is_unusual(self) -> bool:
        """True if staff are to be warned."""
        return self.recent >= MANY_REPLACED

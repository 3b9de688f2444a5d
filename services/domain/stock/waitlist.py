"""A waitlist entry: a customer to be told when a sold-out product is back."""

from dataclasses import dataclass

from services.domain.values.clock import DAY

EXCLUSIVE_FOR = DAY
"""So long (ms) the code that somebody was told of calls nobody else, if it lies there all the while."""
KEPT_FOR = 180 * DAY
"""So long (ms) an entry is kept at most."""


@dataclass(frozen=True, slots=True)
class WaitlistEntry:
    """A place in the list of a product: the lower the id, the earlier it was asked for."""

    id: int
    customer_id: int

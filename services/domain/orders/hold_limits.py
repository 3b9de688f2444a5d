"""The limits of unpaid orders: how much stock and how long, by what the customer has left unpaid in the last day.

Holding goods costs nothing, so it is given with a memory. The measure is the time for which goods were held without
being paid, in whole holds: an order that is cancelled at once costs its customer next to nothing. A payment clears it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.domain.orders.order import Order
from services.domain.policy import Policy
from services.domain.values.clock import DAY, MINUTE

MEMORY = DAY
SHARES = (1, 2, 4, 8)
"""By unpaid holds: all that is free, a half, a quarter, an eighth of it (and one piece at least)."""
SHORTENED_FROM, REFUSED_FROM = 2, 5
"""From so many unpaid holds on the next ones are half as long, and from so many on there are none."""
SHORTEST = 5 * MINUTE


@dataclass(frozen=True, slots=True)
class Allowance:
    """A part of what is free (one of `share`) may be held for `ttl`; nothing before `refused_until` (business time)."""

    ttl: int
    share: int = 1
    refused_until: int | None = None

    def of(self, free: int) -> int:
        """Return how many of so many free goods may be held."""
        return max(free // self.share, 1)


def allowance(unpaid: Sequence[Order], policy: Policy, now: int) -> Allowance:
    """Return the allowance of a customer who left these unpaid since the last payment, none older than `MEMORY`."""
    full = policy.order_ttl
    lasting = [min(_held(order, now), 2 * full) for order in sorted(unpaid, key=lambda order: order.created_at)]
    if sum(lasting) >= REFUSED_FROM * full:
        return Allowance(policy.order_ttl, SHARES[-1], _until(unpaid, lasting, REFUSED_FROM * full))
    times = sum(lasting) // full
    shorter = max(policy.order_ttl // 2, min(SHORTEST, policy.order_ttl))
    return Allowance(policy.order_ttl if times < SHORTENED_FROM else shorter, SHARES[min(times, len(SHARES) - 1)])


def _held(order: Order, now: int) -> int:
    return max(min(order.reserved_until, now) - order.created_at, 0)


def _until(unpaid: Sequence[Order], lasting: Sequence[int], limit: int) -> int:
    """Return the time at which enough of it is forgotten: the oldest go first."""
    left = sum(lasting)
    for created_at, held in zip(sorted(order.created_at for order in unpaid), lasting, strict=True):
        left -= held
        if left < limit:
            return created_at + MEMORY
    raise AssertionError("without any of them the limit is not reached")

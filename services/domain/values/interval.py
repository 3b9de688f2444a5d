"""The times that orders have paid for in one subscription, as intervals, and what is left when one is refunded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Interval:
    """From when until when (UTC ms) one order has paid for."""

    order_id: str
    starts_at: int
    ends_at: int

    @property
    def length(self) -> int:
        """Return how long it is (ms)."""
        return self.ends_at - self.starts_at


def without(intervals: Sequence[Interval], order_id: str, now: int) -> list[Interval]:
    """The intervals of the other orders, those to come moved up to where the time before them ends, or to `now`.

    A refund takes exactly what its own order has paid for: what runs or has run stays where it is, and what is to come
    stays as long as it is.
    """
    left: list[Interval] = []
    for one in sorted(intervals, key=lambda interval: interval.starts_at):
        if one.order_id == order_id:
            continue
        free_from = max([now, *(before.ends_at for before in left)])
        starts_at = min(one.starts_at, free_from) if one.starts_at > now else one.starts_at
        left.append(replace(one, starts_at=starts_at, ends_at=starts_at + one.length))
    return left

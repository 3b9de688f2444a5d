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


def lengthened(intervals: Sequence[Interval], now: int, by: int) -> list[Interval]:
    """The intervals with the one that runs `by` (ms) longer, and those to come moved on by as much.

    Where all are over, the last one goes on from now. The time that is given belongs to what ran: a refund of what is
    to come takes none of it.
    """
    in_order = sorted(intervals, key=lambda interval: interval.starts_at)
    place = next((place for place, one in enumerate(in_order) if one.ends_at > now), len(in_order) - 1)
    longer = [replace(one, ends_at=max(one.ends_at, now) + by) for one in in_order[place : place + 1]]
    later = [replace(one, starts_at=one.starts_at + by, ends_at=one.ends_at + by) for one in in_order[place + 1 :]]
    return [*in_order[:place], *longer, *later]

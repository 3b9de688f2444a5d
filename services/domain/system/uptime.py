"""Uptime, as the shop's own heartbeats tell it: the times in which it was down, and its share of the rest."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Self

from services.domain.values.clock import MINUTE

LONGEST_GAP = 2 * MINUTE
"""A longer time (ms) between two heartbeats counts as down, all of it. A restart or a change of leader takes less."""
AIM = 9_990
"""The uptime that the terms aim at, in hundredths of a percent."""
WHOLE = 10_000
"""The hundredths of a percent that are everything."""


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when (business time, UTC ms)."""

    starts_at: int
    ends_at: int


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The last heartbeat: `at` is business time, `steady` the same moment by the clock that cannot be set (ms).

    `since` is the first one of all (business time). `failing`: the shop was found unable to serve since the last one.
    """

    since: int
    at: int
    steady: int
    failing: bool = False

    @classmethod
    def read(cls, kept: bytes | None) -> Self | None:
        """Return the heartbeat that `written` has stored; None if there is none."""
        return None if kept is None else cls(**json.loads(kept))

    def written(self) -> bytes:
        """Return the form in which it is stored."""
        return json.dumps(asdict(self)).encode()

    def downtime(self, now: int, steady: int) -> Span | None:
        """Return the downtime that has lasted from this heartbeat until now; None if the shop serves.

        Its length is told by the steady clock: one on the wall that is set neither makes a downtime nor hides one.
        """
        gap = max(steady - self.steady, 0)
        return Span(now - gap, now) if self.failing or gap > LONGEST_GAP else None


def union(spans: Sequence[Span], within: Span) -> list[Span]:
    """Return the parts of some spans that lie within another, joined where they overlap, in order."""
    found: list[Span] = []
    for one in sorted(spans, key=lambda span: span.starts_at):
        starts_at, ends_at = max(one.starts_at, within.starts_at), min(one.ends_at, within.ends_at)
        if starts_at >= ends_at:
            continue
        if found and starts_at <= found[-1].ends_at:
            found[-1] = Span(found[-1].starts_at, max(found[-1].ends_at, ends_at))
        else:
            found.append(Span(starts_at, ends_at))
    return found


def total(spans: Sequence[Span], within: Span) -> int:
    """Return the time (ms) within a span that some spans cover together."""
    return sum(one.ends_at - one.starts_at for one in union(spans, within))


def overlap(some: Sequence[Span], others: Sequence[Span], within: Span) -> int:
    """Return the time (ms) within a span that is covered by both."""
    return total(some, within) + total(others, within) - total([*some, *others], within)


def share(down: Sequence[Span], within: Span) -> int | None:
    """Return the uptime in a span, in hundredths of a percent and never rounded up; None if the span is empty."""
    length = within.ends_at - within.starts_at
    return (length - total(down, within)) * WHOLE // length if length > 0 else None

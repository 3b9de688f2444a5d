"""How often somebody is told what to do instead who sends what cannot be used: a few times at once, then now and then.

Each process remembers by itself. Whoever is not told has been told just before.
"""

from collections import OrderedDict
from dataclasses import dataclass

from services.domain.clock import MINUTE, Clock, uptime

BURST = 5
EVERY = MINUTE
REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class _Patience:
    """How many hints somebody may still read at a moment, and the album that the last one was about."""

    left: float
    at: int
    album: str | None


class Hints:
    """Knows whether a hint is due; of an album one is."""

    def __init__(self, real: Clock = uptime) -> None:
        self._real = real
        self._people: OrderedDict[int, _Patience] = OrderedDict()

    def are_due(self, user_id: int, album: str | None = None) -> bool:
        """Whether to tell this person; whoever asks tells, or keeps silent."""
        now = self._real()
        before = self._people.pop(user_id, None) or _Patience(BURST, now, None)
        left = min(BURST, before.left + (now - before.at) / EVERY)
        due = left >= 1 and (album is None or album != before.album)
        self._people[user_id] = _Patience(left - due, now, album)
        while len(self._people) > REMEMBERED:
            self._people.popitem(last=False)
        return due

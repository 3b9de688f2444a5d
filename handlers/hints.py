"""How often a person is told what to do instead after sending what cannot be used: in a flood once a second.

Each process remembers by itself. A person who is not told has been told just before.
"""

from collections import OrderedDict
from dataclasses import dataclass

from services.domain.clock import SECOND, Clock, uptime

BURST = 20
EVERY = SECOND
REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class _Patience:
    """How many hints a person may still read at a moment, and the album and message that the last one was about."""

    left: float
    at: int
    album: str | None
    message_id: int


class Hints:
    """Knows whether a hint is due; of an album one is."""

    def __init__(self, real: Clock = uptime) -> None:
        self._real = real
        self._people: OrderedDict[int, _Patience] = OrderedDict()

    def are_due(self, user_id: int, message_id: int, album: str | None = None) -> bool:
        """Whether to give a hint under a message, which the caller then does; again if the message is handled again."""
        now = self._real()
        before = self._people.pop(user_id, None) or _Patience(BURST, now, None, message_id)
        left = min(BURST, before.left + (now - before.at) / EVERY)
        due = left >= 1 and (album is None or album != before.album or message_id == before.message_id)
        told = message_id if due or album != before.album else before.message_id
        self._people[user_id] = _Patience(left - due, now, album, told)
        while len(self._people) > REMEMBERED:
            self._people.popitem(last=False)
        return due

"""True if a person is told what to do instead after sending what cannot be used: of an album once.

Each process remembers by itself. How much one person may send at all is limited in bot/telegram/middlewares.py.
"""

from collections import OrderedDict

REMEMBERED = 10_000


class Hints:
    """Remembers under which message of an album each person was given a hint."""

    def __init__(self) -> None:
        self._told: OrderedDict[int, tuple[str, int]] = OrderedDict()

    def are_due(self, user_id: int, message_id: int, album: str | None = None) -> bool:
        """Return whether to give a hint, which the caller then gives; again if the message is handled again."""
        if album is None:
            return True
        before = self._told.pop(user_id, None)
        first = before if before is not None and before[0] == album else (album, message_id)
        self._told[user_id] = first
        while len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        return first == (album, message_id)

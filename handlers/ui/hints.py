"""True if a person is told what to do instead after sending what cannot be used: of an album once.

Each process remembers by itself. How much one person may send at all is limited in bot/telegram/middlewares.py.
"""

from services.domain.values.bounded_dict import BoundedDict

CACHE_SIZE = 10_000


class Hints:
    """Remembers under which message of an album each person was given a hint."""

    def __init__(self) -> None:
        self._told: BoundedDict[int, tuple[str, int]] = BoundedDict(CACHE_SIZE)

    def are_due(self, user_id: int, message_id: int, album: str | None = None) -> bool:
        """Return whether to give a hint, which the caller then gives; again if the message is handled again."""
        if album is None:
            return True
        before = self._told.get(user_id)
        first = before if before is not None and before[0] == album else (album, message_id)
        self._told[user_id] = first
        return first == (album, message_id)

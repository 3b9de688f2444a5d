"""Signs that a Telegram client ate: who pastes `__A1__` sends A1 in italics, a code that is four signs too short.

The text comes without the signs, and only its entities tell. A file keeps every sign.
"""

from collections.abc import Iterable
from typing import Protocol

_EATEN = frozenset({"bold", "italic", "strikethrough", "spoiler", "text_link"})
_MONOSPACE = frozenset({"code", "pre"})


class Entity(Protocol):
    """A part of a message that is set apart; offset and length count UTF-16 units."""

    @property
    def type(self) -> str:
        """Its kind, in words of the Bot API."""

    @property
    def offset(self) -> int:
        """Return the place of its first line."""

    @property
    def length(self) -> int:
        """Return how long it is."""


def lost_signs(text: str, entities: Iterable[Entity]) -> bool:
    """Return whether the client may have taken `_ * ~ | [ ]` or a grave accent out of a pasted text.

    Whole lines in monospace are codes copied out of another message; monospace within a line was typed.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    return any(one.type in _EATEN or (one.type in _MONOSPACE and not _is_lines(units, one)) for one in entities)


def _is_lines(units: bytes, entity: Entity) -> bool:
    start, end = entity.offset * 2, (entity.offset + entity.length) * 2
    before, inside, after = (
        part.decode("utf-16-le", "replace") for part in (units[:start], units[start:end], units[end:])
    )
    begins = not before or before.endswith("\n") or inside.startswith("\n")
    return begins and (not after or after.startswith("\n") or inside.endswith("\n"))

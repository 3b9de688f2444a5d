"""Texts of which nothing can be seen: Telegram refuses them, or shows a hole."""

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {chr(n) for n in range(0xFE00, 0xFE10)}
"""Letters and marks to Unicode, and nothing to the eye."""


def is_blank(text: str) -> bool:
    """Return whether a text has no sign that can be seen; an empty one has none."""
    return all(unicodedata.category(sign) in _UNSEEN or sign in _FILLERS for sign in text)

"""Characters that cannot be seen, and those that nobody should have to guess at.

Texts of which nothing can be seen are refused by Telegram, or show a hole.
"""

import unicodedata

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {chr(n) for n in range(0xFE00, 0xFE10)}
"""Letters and marks to Unicode, and nothing to the eye."""


def is_blank(text: str) -> bool:
    """Return whether a text has no sign that can be seen; an empty one has none."""
    return all(unicodedata.category(sign) in _UNSEEN or sign in _FILLERS for sign in text)


def forbidden(text: str, allowed: str = "") -> str:
    """The first character that nobody should have to guess at, as `U+202E`: control, direction or broken; or ``."""
    for character in text:
        strange = unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or character in _DIRECTION
        if (strange or character in "\ufeff\ufffe\uffff") and character not in allowed:
            return f"U+{ord(character):04X}"
    return ""

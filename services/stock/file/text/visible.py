"""True if everything in a code can be seen, by its buyer too.

An emoji is built of signs that are invisible alone: selectors behind a picture, joiners between two pictures, the
letters of a flag. They are fine there and nowhere else.
"""

import re

# Letters and marks to Unicode, and nothing to the eye: fillers, variation selectors, the blank of Braille.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_PICTURE = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_PARTS = re.compile(
    f"(?<=[{_PICTURE}])[\ufe0e\ufe0f]"
    "|(?<=[0-9#*])\ufe0f(?=\u20e3)"
    f"|(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}])"
    "|(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,7}\U000e007f"
    "|[\U0001f000-\U0001faff]"  # pictures that are younger than this Python's tables
)
_LAYOUT = str.maketrans("", "", "\t\n")


def hidden(code: str) -> str:
    """Return why a code has signs that nobody can see (a key of admin/stock.ftl), or ""; layout does not count."""
    if "\ufffd" in code:
        return "stock-line-lost-signs"
    if _is_seen(code):
        return ""
    return "stock-line-odd-space" if _is_seen(_ODD_SPACE.sub(" ", code)) else "stock-line-invisible"


def _is_seen(code: str) -> bool:
    plain = code.translate(_LAYOUT)
    if plain.isprintable() and not _UNSEEN.search(plain):
        return True
    plain = _PARTS.sub("", plain)
    return plain.isprintable() and not _UNSEEN.search(plain)

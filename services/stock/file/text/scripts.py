"""True if text reads like words of one script, which is how a wrong encoding gives itself away.

Chinese: characters of the first level of GB2312 (the 3,755 in common use) or of Big5. Russian and Ukrainian: words of
these letters alone, small, capital or with one capital at the front. Latin: words in which ASCII letters prevail.
"""

import re
from collections.abc import Callable

_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0410-\u044f\u0401\u0451\u0404\u0406\u0407\u0454\u0456\u0457\u0490\u0491]+")
_HANZI = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_WIDE_MARKS = re.compile("[\u2013-\u2026\u3001-\u3011\uff01-\uff5e]")
_NEUTRAL = re.compile("[\u2013\u2014\u2018-\u201e\u2026\u20ac\u00a3\u00a9\u00ae\u00b7\u00ab\u00bb\u00b0]")
_BESIDE_LATIN = re.compile("[A-Za-z][\u3400-\u9fff]|[\u3400-\u9fff][A-Za-z]")
_GB2312_LEVEL_1 = (0xB0, 0xD7)
_BIG5_LEVEL_1 = (0xA4, 0xC6)


def likelihood(text: str, encoding: str) -> float:
    """The share of the signs beyond ASCII that stand in words as they are written, from 0 to 1."""
    beyond = sum(not sign.isascii() for sign in text)
    fits = _FITS[encoding]
    good = sum(_beyond(word) for word in _WORD.findall(text) if fits(word))
    if encoding in {"gb18030", "big5"}:
        good = sum(fits(sign) for sign in text if not sign.isascii())
    return good / beyond if beyond else 1.0


def has_words(text: str, encoding: str, *, apart: bool = False) -> bool:
    """Return whether all signs beyond ASCII are words or usual marks; `apart`: no Chinese touches Latin letters."""
    if apart and _BESIDE_LATIN.search(text):
        return False
    return likelihood(_NEUTRAL.sub("", text), encoding) == 1.0


def _beyond(word: str) -> int:
    return sum(not sign.isascii() for sign in word)


def _in_case(word: str) -> bool:
    return word.islower() or word.isupper() or word[1:].islower()


def _cyrillic(word: str) -> bool:
    return bool(_CYRILLIC.fullmatch(word)) and _in_case(word)


def _latin(word: str) -> bool:
    strange = _beyond(word)
    return all(sign < "\u0250" for sign in word) and _in_case(word) and (strange * 2 <= len(word) or strange == 1)


def _level_1(codec: str, leads: tuple[int, int]) -> Callable[[str], bool]:
    def fits(sign: str) -> bool:
        if not _HANZI.match(sign):
            return bool(_WIDE_MARKS.match(sign))
        return leads[0] <= sign.encode(codec, "replace")[0] <= leads[1]

    return fits


def _of_one_script(word: str) -> bool:
    return word.isascii() or _latin(word) or _cyrillic(word)


_FITS: dict[str, Callable[[str], bool]] = {
    "utf-8": _of_one_script,
    "gb18030": _level_1("gb2312", _GB2312_LEVEL_1),
    "big5": _level_1("big5", _BIG5_LEVEL_1),
    "cp1251": _cyrillic,
    "koi8-r": _cyrillic,
    "latin-1": _latin,
    "cp1250": _latin,
}

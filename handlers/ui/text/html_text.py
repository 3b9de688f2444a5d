"""HTML text: a foreign text becomes a part of ours, made visible and escaped.

A name may hold tags, marks that turn the writing around, or characters that nobody sees. None of them may reach a
message in which the shop speaks.
"""

import html
import re
from collections.abc import Iterable

_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
    f"|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"  # the joiner is visible inside an emoji, and only there
)


class Html(str):
    """Text that is HTML already and is not escaped again."""

    __slots__ = ()


def strip_invisible(text: str) -> str:
    """The text without control, bidirectional, zero-width and unpaired characters; line breaks and tabs stay."""
    return _INVISIBLE.sub("", text)


def escape(text: str) -> Html:
    """Any text as HTML, fit for an attribute too."""
    return Html(html.escape(strip_invisible(text), quote=False).replace('"', "&quot;"))


def lines(parts: Iterable[str]) -> Html:
    """Several texts below each other; those that are not Html are escaped."""
    return Html("\n".join(part if isinstance(part, Html) else escape(part) for part in parts))

"""A code as its buyer would get it, and of no use to who reads over the shoulder.

What shows a wrong reading stays: spaces, separators, quotation marks, signs beyond ASCII, the host of a link.
"""

import re

from services.stock.file.links import is_link

SHOWN = 4
WIDTH = 80
DOT = "\u2022"
_HIDDEN = re.compile("[A-Za-z0-9]")
_ORIGIN = re.compile(r"[A-Za-z0-9]{1,12}://(?:[^/?#@\s]{0,300}@)?")
_HOST = re.compile(r"[^/?#\s]{1,255}(?=[/?#]|$)")
_LAYOUT = str.maketrans({"\n": "\u23ce", "\t": "\u21e5"})


def masked(text: str) -> str:
    """A code with letters and figures as dots, but for the last four signs and at most half; long ones shortened."""
    start = _origin(text) if is_link(text) else 0
    head, body = _scheme(text[:start]), text[start:]
    tail = min(SHOWN, len(_HIDDEN.findall(body)) // 2, len(body) // 2)
    cut = len(body) - tail
    dotted = _half_hidden(body, [*_HIDDEN.sub(DOT, body[:cut]), *body[cut:]], cut)
    return _shortened(head + dotted.translate(_LAYOUT))


def _half_hidden(body: str, shown: list[str], cut: int) -> str:
    """The signs with more dots among the letters beyond ASCII, from the right, until half of what matters is hidden."""
    counted = [place for place, sign in enumerate(body) if sign.isalnum()]
    counted = counted or [place for place, sign in enumerate(body) if not sign.isspace()]
    left = [place for place in counted if shown[place] != DOT]
    owed = (len(counted) + 1) // 2 - (len(counted) - len(left))
    for place in sorted(left, key=lambda one: (one >= cut, -one))[: max(owed, 0)]:
        shown[place] = DOT
    return "".join(shown)


def _origin(link: str) -> int:
    """Return the end of the shown part of a link: scheme and host; a name or password before the host is not shown."""
    match = _ORIGIN.match(link)
    if match is None:
        return 0
    web = link.lower().startswith("http") or "@" in match.group()
    host = _HOST.match(link, match.end()) if web else None
    return host.end() if host else match.end()


def _scheme(head: str) -> str:
    """The shown start of a link, with dots for who stands before the host."""
    scheme, mark, rest = head.partition("://")
    user, at, host = rest.rpartition("@")
    dots = DOT * min(len(user), SHOWN)
    return f"{scheme}{mark}{dots}{at}{host}"


def _shortened(text: str) -> str:
    half = WIDTH // 2
    return text if len(text) <= WIDTH else f"{text[:half]}\u2026{text[1 - half :]}"

"""A code as its buyer would get it, and of no use to who reads over the shoulder.

What shows a wrong reading stays: spaces, separators, quotation marks, signs beyond ASCII, the host of a link.
"""

import re

from services.stock_file.links import is_link

SHOWN = 4
WIDTH = 80
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
    whole = head + _HIDDEN.sub("\u2022", body[:cut]) + body[cut:]
    if not _HIDDEN.search(body) and len(whole) > SHOWN:  # nothing but signs that would stay: hide the half
        whole = whole[: len(whole) // 2] + "\u2022" * (len(whole) - len(whole) // 2)
    return _shortened(whole.translate(_LAYOUT))


def _origin(link: str) -> int:
    """Where the part of a link ends that is shown: scheme and host; a name or password before the host is not."""
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
    dots = "\u2022" * min(len(user), SHOWN)
    return f"{scheme}{mark}{dots}{at}{host}"


def _shortened(text: str) -> str:
    half = WIDTH // 2
    return text if len(text) <= WIDTH else f"{text[:half]}\u2026{text[1 - half :]}"

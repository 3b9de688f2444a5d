"""Long reports in one message, and reasons in words: what does not fit is counted, never cut in the middle."""

from collections.abc import Sequence

from handlers.ui.text.html_text import Html, strip_invisible
from handlers.ui.text.text_pages import visible_length
from handlers.ui.text.translations import Texts

ROOM = 3_000
LISTED = 10
REASON = 200
NAME = 64


def fit(parts: Sequence[Html], t: Texts) -> list[Html]:
    """As many of the parts, from the first, as a message has room for, and how many are left out."""
    room, shown = ROOM, list[Html]()
    for part in parts:
        room -= visible_length(part) + 1
        if room < 0:
            return [*shown, t("admin-more", count=len(parts) - len(shown))]
        shown.append(part)
    return shown


def shorten(text: str, limit: int) -> str:
    """The beginning of a text on one line, marked with `…` if there is more."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def reason_text(reason: str, t: Texts) -> str:
    """A reason that the shop knows in words of its own, or else the beginning of what somebody wrote."""
    known = f"notice-reason-{reason}"
    return t.plain(known) if known in t else shorten(reason, REASON)


def nameable(name: str, customer_id: int | str, t: Texts) -> str:
    """Return a name for a customer: their own, or the number of one who has none that can be seen."""
    return shorten(strip_invisible(name), NAME) or t.plain("admin-nameless", id=str(customer_id))

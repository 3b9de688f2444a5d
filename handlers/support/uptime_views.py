"""The uptime of the shop in words: numbers, and a square for each day."""

from collections.abc import Sequence

from handlers.ui.text.html_text import Html
from handlers.ui.text.translations import Texts
from services.domain.system.uptime import AIM
from services.domain.values.clock import HOUR, MINUTE
from services.support.status import UptimeReport

UP, SHORT, LONG, UNKNOWN = "🟩", "🟨", "🟥", "⬜"
IN_ROW = 10
"""So many squares stand side by side on a narrow phone."""
HUNDRED = 100


def uptime_lines(uptime: UptimeReport, t: Texts) -> list[Html]:
    """Render the shares of uptime, the downtime, and a square for each day."""
    if uptime.since is None:
        return [t("status-unmeasured")]
    date = t.date(uptime.since)
    return [
        t("status-uptime"),
        *_shares(uptime, date, t),
        _downtime(uptime, t),
        Html(),
        t("status-days"),
        *_squares(uptime.days),
        t("status-legend"),
        Html(),
        t("status-how", date=date),
    ]


def _downtime(uptime: UptimeReport, t: Texts) -> Html:
    """Render the downtime of a month, with the part of it that was announced."""
    if not uptime.down:
        return t("status-no-downtime")
    down = span(uptime.down, t)
    if not uptime.maintenance:
        return t("status-downtime", span=down)
    return t("status-downtime-announced", span=down, announced=span(uptime.maintenance, t))


def _shares(uptime: UptimeReport, date: str, t: Texts) -> list[Html]:
    """Render the shares of the times that were measured as a whole, and of all time until then."""
    told = []
    if uptime.month is not None:
        told.append(t(f"status-month-{_met(uptime.month)}", share=_percent(uptime.month, t)))
    if uptime.quarter is not None:
        told.append(t(f"status-quarter-{_met(uptime.quarter)}", share=_percent(uptime.quarter, t)))
    if uptime.all_time is not None:
        told.append(t(f"status-since-{_met(uptime.all_time)}", share=_percent(uptime.all_time, t), date=date))
    return told


def _met(hundredths: int) -> str:
    return "met" if hundredths >= AIM else "missed"


def span(milliseconds: int, t: Texts) -> str:
    """Render a duration in hours and minutes, rounded up to a minute."""
    hours, minutes = divmod(-(-milliseconds // MINUTE), HOUR // MINUTE)
    return " ".join(t.span(one) for one in (hours * HOUR, minutes * MINUTE) if one)


def _percent(hundredths: int, t: Texts) -> str:
    whole, rest = divmod(hundredths, HUNDRED)
    return t.plain("status-share", whole=str(whole), hundredths=f"{rest:02}")


def _squares(days: Sequence[int | None]) -> list[Html]:
    squares = [_square(down) for down in days]
    return [Html("".join(squares[start : start + IN_ROW])) for start in range(0, len(squares), IN_ROW)]


def _square(down: int | None) -> str:
    if down is None:
        return UNKNOWN
    return (SHORT if down < HOUR else LONG) if down else UP

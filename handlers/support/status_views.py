"""The status of the shop as a page: words, two numbers, and a square for each day."""

from collections.abc import Sequence

from handlers.ui.callbacks import WriteSupport
from handlers.ui.keyboards import button, keyboard, shop_button
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.support.ticket import Topic
from services.domain.system.uptime import AIM
from services.domain.values.clock import HOUR, MINUTE
from services.support.status import UptimeReport

UP, SHORT, LONG, UNKNOWN = "🟩", "🟨", "🟥", "⬜"
IN_ROW = 10
"""So many squares stand side by side on a narrow phone."""
HUNDRED = 100


def render_status(uptime: UptimeReport, t: Texts) -> OutgoingMessage:
    """Render how the shop is and has been."""
    head = t("status-serves" if uptime.serves else "status-down")
    support = button(t.plain("button-support"), WriteSupport(topic=Topic.SUPPORT))
    return OutgoingMessage(lines([head, Html(), *_uptime(uptime, t)]), keyboard([shop_button(t), support]))


def _uptime(uptime: UptimeReport, t: Texts) -> list[Html]:
    if uptime.since is None:
        return [t("status-unmeasured")]
    date = t.date(uptime.since)
    down = t("status-downtime", span=_span(uptime.down, t)) if uptime.down else t("status-no-downtime")
    return [
        t("status-uptime"),
        *_shares(uptime, date, t),
        down,
        Html(),
        t("status-days"),
        *_squares(uptime.days),
        t("status-legend"),
        Html(),
        t("status-how", date=date),
    ]


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


def _span(milliseconds: int, t: Texts) -> str:
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

"""The status of the shop as a page: words, two numbers, and a square for each day."""

from collections.abc import Sequence

from handlers.ui.callbacks import WriteSupport
from handlers.ui.keyboards import button, keyboard, shop_button
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.support.ticket import Topic
from services.domain.system.uptime import AIM
from services.domain.values.clock import HOUR
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
    shares = [
        t(f"status-{name}-{'met' if found >= AIM else 'missed'}", share=_percent(found, t))
        for name, found in (("month", uptime.month), ("quarter", uptime.quarter))
        if found is not None
    ]
    down = t("status-downtime", span=t.span(uptime.down)) if uptime.down else t("status-no-downtime")
    return [
        t("status-uptime"),
        *shares,
        down,
        Html(),
        t("status-days"),
        *_squares(uptime.days),
        t("status-legend"),
        Html(),
        t("status-since", date=t.date(uptime.since)),
    ]


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

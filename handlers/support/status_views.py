"""The status of the shop as a page, and one of its incidents."""

from collections.abc import Mapping

from handlers.support.uptime_views import span, uptime_lines
from handlers.ui.callbacks import ReadIncident, ShowStatus, WriteSupport
from handlers.ui.keyboards import button, column, keyboard, pager, shop_button
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import shorten
from services.domain.support.incident import Incident, IncidentUpdate
from services.domain.support.ticket import Topic
from services.support.incidents import NAMED, IncidentView
from services.support.status import StatusReport

SHOWN = 5
"""So many incidents that go on are told on one page."""
WORDS = 200


def render_status(report: StatusReport, t: Texts) -> OutgoingMessage:
    """Render how the shop is and has been."""
    shown = report.open[:SHOWN]
    opened = [part for one in shown for part in (_open(one, report.updates, t), Html())]
    closed = [t("status-over"), *(_closed(one, t) for one in report.closed), Html()] if report.closed else []
    buttons = [
        button(t.plain(f"button-incident-{one.kind}", title=one.title), ReadIncident(incident=one.id))
        for one in (*shown, *report.closed)
    ]
    support = button(t.plain("button-support"), WriteSupport(topic=Topic.SUPPORT))
    return OutgoingMessage(
        lines([_head(report, t), Html(), *opened, *closed, *uptime_lines(report.uptime, t)]),
        keyboard(*column(buttons), [shop_button(t), support]),
    )


def _head(report: StatusReport, t: Texts) -> Html:
    if not report.uptime.serves:
        return t("status-down")
    return t("status-announced" if report.open else "status-serves")


def _open(incident: Incident, updates: Mapping[str, IncidentUpdate], t: Texts) -> Html:
    update = updates.get(incident.id)
    words = [t("status-incident-words", text=shorten(_words(update, t), WORDS))] if update else []
    return lines([incident_head(incident, t), t("incident-since", at=t.moment(incident.started_at)), *words])


def _words(update: IncidentUpdate, t: Texts) -> str:
    return update.text[t.language] or update.text[t.language.other]


def incident_head(incident: Incident, t: Texts) -> Html:
    """Render the kind and the title of an incident."""
    return t(f"incident-{incident.kind}", title=incident.title)


def incident_time(incident: Incident, t: Texts) -> Html:
    """Render since when an incident goes on, or from when until when it did."""
    if incident.closed_at is None:
        return t("incident-since", at=t.moment(incident.started_at))
    lasted = span(max(incident.closed_at - incident.started_at, 1), t)
    return t("incident-over", start=t.moment(incident.started_at), end=t.moment(incident.closed_at), span=lasted)


def _closed(incident: Incident, t: Texts) -> Html:
    assert incident.closed_at is not None, "it is over"
    lasted = span(max(incident.closed_at - incident.started_at, 1), t)
    return t("status-incident-over", title=incident.title, date=t.date(incident.started_at), span=lasted)


def incident_lines(view: IncidentView, t: Texts) -> list[Html]:
    """Render an incident with what it touches and a page of its updates, the newest first."""
    incident, titles = view.incident, view.titles
    listed = t.plain("incident-comma").join(one[t.language] or one[t.language.other] for one in titles)
    more = len(incident.products) > NAMED
    touched = t("incident-touches-more" if more else "incident-touches", products=listed)
    updates = [
        part
        for update in view.updates
        for part in (Html(), t("incident-update", at=t.moment(update.at)), t("incident-text", text=_words(update, t)))
    ]
    return [
        incident_head(incident, t),
        incident_time(incident, t),
        touched if incident.products else t("incident-touches-all"),
        *updates,
    ]


def render_incident(view: IncidentView, t: Texts) -> OutgoingMessage:
    """Render an incident as customers read it."""
    pager_row = pager(lambda number: ReadIncident(incident=view.incident.id, page=number), view.page, t, more=view.more)
    back = button(t.plain("button-status"), ShowStatus())
    return OutgoingMessage(lines(incident_lines(view, t)), keyboard(pager_row, [back, shop_button(t)]))

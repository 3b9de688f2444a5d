"""The incidents as staff see them: the list, and one of them with what can be done about it."""

from collections.abc import Sequence

from handlers.admin.support.incidents.callbacks import (
    AnnounceIncident,
    AskCloseIncident,
    CloseIncident,
    OfferExtension,
    ShowIncident,
    UpdateIncident,
)
from handlers.admin.support.incidents.extension_views import extension_line
from handlers.admin.ui.callbacks import ListIncidents
from handlers.admin.ui.keyboards import menu_button
from handlers.support.status_views import incident_lines
from handlers.ui.keyboards import DANGER, PRIMARY, Row, button, column, keyboard, pager
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.support.extension import Extension, ExtensionState
from services.domain.support.incident import Incident
from services.support.incidents import IncidentView


def render_incidents(incidents: Sequence[Incident], page: int, t: Texts, *, more: bool) -> OutgoingMessage:
    """A page of the incidents, those that go on first."""
    opens = [button(_label(one, t), ShowIncident(incident=one.id)) for one in incidents]
    pager_row = pager(lambda number: ListIncidents(page=number), page, t, more=more)
    announce = button(t.plain("button-incident-announce"), AnnounceIncident(), PRIMARY)
    said = t("incidents-title" if incidents else "incidents-none")
    return OutgoingMessage(said, keyboard([announce], *column(opens), pager_row, [menu_button(t)]))


def _label(incident: Incident, t: Texts) -> str:
    if incident.is_open:
        return t.plain(f"button-incident-{incident.kind}", title=incident.title)
    return t.plain("button-incident-closed", title=incident.title, date=t.date(incident.started_at))


def render_incident(view: IncidentView, t: Texts, extension: Extension | None = None) -> OutgoingMessage:
    """One incident as customers read it, in the language of the admin, with its number and its extension."""
    incident = view.incident
    pager_row = pager(lambda number: ShowIncident(incident=incident.id, page=number), view.page, t, more=view.more)
    number = t("incident-number", number=incident.number)
    return OutgoingMessage(
        lines([*incident_lines(view, t), Html(), number, *([extension_line(extension, t)] if extension else [])]),
        keyboard(
            pager_row,
            *_acts(incident, extension, t),
            [button(t.plain("button-incidents"), ListIncidents()), menu_button(t)],
        ),
    )


def _acts(incident: Incident, extension: Extension | None, t: Texts) -> list[Row]:
    """Update and close what goes on; extend subscriptions after what is over, and see how far that has come."""
    if extension is not None:
        running = extension.state is ExtensionState.RUNNING
        again = [button(t.plain("button-extension-refresh"), ShowIncident(incident=incident.id))]
        return [again] if running else []
    if not incident.is_open:
        return [[button(t.plain("button-extension"), OfferExtension(incident=incident.id), PRIMARY)]]
    update = button(t.plain("button-incident-update"), UpdateIncident(incident=incident.id), PRIMARY)
    return [[update], [button(t.plain("button-incident-close"), AskCloseIncident(incident=incident.id))]]


def render_close(incident: Incident, t: Texts) -> OutgoingMessage:
    """Ask whether an incident is over."""
    over = button(t.plain("button-incident-close-yes"), CloseIncident(incident=incident.id), DANGER)
    back = button(t.plain("button-back"), ShowIncident(incident=incident.id))
    return OutgoingMessage(t("incident-close-ask", title=incident.title), keyboard([over], [back]))

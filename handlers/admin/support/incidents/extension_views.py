"""The extension of subscriptions after an incident: by how much, for whom, twice asked, and how far it has come."""

from handlers.admin.support.incidents.callbacks import (
    BeginExtension,
    CheckExtension,
    OfferExtension,
    PreviewExtension,
    ShowIncident,
    TypeDays,
)
from handlers.ui.keyboards import DANGER, PRIMARY, button, column, keyboard, pager
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from handlers.ui.text.truncate import nameable
from services.domain.support.extension import MOST_DAYS, Extension, ExtensionState, Touched
from services.domain.support.incident import Incident
from services.domain.values.clock import DAY
from services.support.extensions import ExtensionPreview

OFFERED = (1, 3, 7)


def render_offer(incident: Incident, t: Texts) -> OutgoingMessage:
    """Ask by how many days the touched subscriptions are to be extended."""
    days = [
        button(t.plain("button-extension-days", days=one), PreviewExtension(incident=incident.id, days=one))
        for one in OFFERED
    ]
    other = button(t.plain("button-extension-other"), TypeDays(incident=incident.id))
    no = button(t.plain("button-extension-no"), ShowIncident(incident=incident.id))
    return OutgoingMessage(t("extension-offer", title=incident.title), keyboard(*column(days), [other], [no]))


def render_days_request(incident_id: str, t: Texts, *, again: bool = False) -> OutgoingMessage:
    """Ask for a number of days."""
    asked = t("extension-days-again" if again else "extension-days", most=MOST_DAYS)
    return OutgoingMessage(asked, keyboard([button(t.plain("button-back"), OfferExtension(incident=incident_id))]))


def render_extension_preview(preview: ExtensionPreview, days: int, now: int, t: Texts) -> OutgoingMessage:
    """Render for whom an extension would be: how many, and a page of them with the ends before and after."""
    incident, counts = preview.incident, preview.counts
    back = button(t.plain("button-back"), OfferExtension(incident=incident.id))
    if not counts.subscriptions:
        return OutgoingMessage(t("extension-nobody"), keyboard([back]))
    pager_row = pager(
        lambda number: PreviewExtension(incident=incident.id, days=days, page=number),
        preview.page,
        t,
        more=preview.more,
    )
    over = [t("extension-over", count=counts.over)] if counts.over else []
    check = CheckExtension(incident=incident.id, days=days, count=counts.subscriptions)
    told = [_line(one, name, days, now, t) for one, name in preview.shown]
    return OutgoingMessage(
        lines([t("extension-preview", **_facts(preview, days)), *over, Html(), *told]),
        keyboard(pager_row, [button(t.plain("button-extension-go", days=days), check, PRIMARY)], [back]),
    )


def _facts(preview: ExtensionPreview, days: int) -> dict[str, int]:
    return {"subscriptions": preview.counts.subscriptions, "customers": preview.counts.customers, "days": days}


def _line(one: Touched, name: str, days: int, now: int, t: Texts) -> Html:
    ends_at = max(one.ends_at, now) + days * DAY
    who = nameable(name, one.customer_id, t)
    return t("extension-line", name=who, title=one.title, before=t.date(one.ends_at), after=t.date(ends_at))


def render_extension_check(preview: ExtensionPreview, days: int, t: Texts) -> OutgoingMessage:
    """Ask once more, and say exactly what will happen."""
    incident, count = preview.incident, preview.counts.subscriptions
    yes = BeginExtension(incident=incident.id, days=days, count=count)
    back = button(t.plain("button-back"), PreviewExtension(incident=incident.id, days=days))
    return OutgoingMessage(
        t("extension-check", **_facts(preview, days)),
        keyboard([button(t.plain("button-extension-yes", count=count, days=days), yes, DANGER)], [back]),
    )


def extension_line(extension: Extension, t: Texts) -> Html:
    """Render how far an extension has come."""
    if extension.state is ExtensionState.DONE:
        return t("extension-done", done=extension.done, days=extension.days)
    return t("extension-running", done=extension.done, expected=extension.expected, days=extension.days)

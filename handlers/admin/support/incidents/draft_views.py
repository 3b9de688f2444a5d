"""The screens on which an incident is put together, and the look at it before it is published."""

from collections.abc import Sequence

from handlers.admin.support.incidents.callbacks import (
    ChooseIncidentKind,
    PublishIncident,
    ShowIncident,
    ShowTouchedProducts,
    ToggleTouched,
    WriteIncident,
)
from handlers.admin.support.incidents.draft import Draft
from handlers.admin.ui.callbacks import ListIncidents
from handlers.ui.keyboards import PRIMARY, button, close_button, column, keyboard, pager
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.catalog.product import Product
from services.domain.support.incident import TEXT_LIMIT, TITLE_LIMIT, IncidentKind
from services.domain.values.language import Language

PAGE = 8


def render_kinds(t: Texts) -> OutgoingMessage:
    """Ask for the kind of an incident."""
    kinds = [button(t.plain(f"button-incident-kind-{kind}"), ChooseIncidentKind(kind=kind)) for kind in IncidentKind]
    back = button(t.plain("button-incidents"), ListIncidents())
    return OutgoingMessage(t("incident-which-kind"), keyboard(*column(kinds), [back]))


def render_products(draft: Draft, products: Sequence[Product], page: int, t: Texts) -> OutgoingMessage:
    """Ask what an incident touches: everything, or some products, a page of which is shown."""
    first = max(page, 0) * PAGE
    toggles = [
        button(
            t.plain(
                "button-incident-touched" if one.id in draft.products else "button-incident-untouched", title=one.title
            ),
            ToggleTouched(product=one.id, page=page),
        )
        for one in products[first : first + PAGE]
    ]
    pager_row = pager(lambda number: ShowTouchedProducts(page=number), page, t, more=len(products) > first + PAGE)
    chosen = len(draft.products)
    go_on = button(t.plain("button-incident-these", count=chosen), WriteIncident(everything=False), PRIMARY)
    everything = button(
        t.plain("button-incident-everything"), WriteIncident(everything=True), None if chosen else PRIMARY
    )
    return OutgoingMessage(
        t("incident-which-products"),
        keyboard([everything], *column(toggles), pager_row, [go_on] if chosen else None, [close_button(t)]),
    )


def render_request(draft: Draft, language: Language, t: Texts, fault: Html | None = None) -> OutgoingMessage:
    """Ask for the words of a language; `fault` says what was wrong with those that came."""
    what = "update" if draft.incident else "announcement"
    asked = t(f"incident-write-{what}-{language}", title=TITLE_LIMIT, text=TEXT_LIMIT)
    return OutgoingMessage(lines([fault, Html(), asked] if fault else [asked]), keyboard([close_button(t)]))


def render_preview(draft: Draft, t: Texts) -> OutgoingMessage:
    """Show the words of both languages as customers will read them, and ask once more."""
    parts: list[Html] = [t("incident-preview"), Html()]
    for language in Language:
        theirs = t.for_language(language)
        parts.append(theirs("language-name"))
        if not draft.incident:
            parts.append(theirs(f"incident-{draft.kind}", title=draft.title(language)))
        if draft.text(language):
            parts.append(theirs("status-incident-words", text=draft.text(language)))
        parts.append(Html())
    where = "incident-preview-update" if draft.incident else "incident-preview-announcement"
    again = button(t.plain("button-incident-again"), WriteIncident(everything=not draft.products))
    publish = button(t.plain("button-incident-publish"), PublishIncident(draft=draft.id), PRIMARY)
    back = ShowIncident(incident=draft.incident) if draft.incident else ListIncidents()
    return OutgoingMessage(
        lines([*parts, t(where)]), keyboard([publish], [again], [button(t.plain("button-incident-stop"), back)])
    )

"""The banner of incidents that go on: a line above what they touch, and the way to more of them."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.ui.message import OutgoingMessage
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.support.incident import Incident, touching

SHOWN = 2
"""So many incidents have a line above the products; of one product it is the newest alone, since a caption is short."""


def with_banner(
    outgoing: OutgoingMessage, incidents: Sequence[Incident], t: Texts, product_id: int | None = None
) -> OutgoingMessage:
    """Put the incidents that touch a product, or any, above a message; the message itself if there are none."""
    found = touching(incidents, product_id)
    shown = found[: SHOWN if product_id is None else 1]
    if not shown:
        return outgoing
    told = [t(f"incident-banner-{one.kind}", title=one.title) for one in shown]
    more = [t("incident-banner-more", count=len(found) - len(shown))] if len(found) > len(shown) else []
    return replace(outgoing, text=lines([*told, *more, Html(), outgoing.text]))

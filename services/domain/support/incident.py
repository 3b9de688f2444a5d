"""An incident that staff have announced: trouble with the shop or with what it sells, or work on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.domain.values.language import LocalizedText

TITLE_LIMIT = 60
"""The length of a title in characters: it stands above the card of a product, which is a caption."""
TEXT_LIMIT = 700
"""The length of an update in characters."""


class IncidentKind(StrEnum):
    """The kind of an incident: nothing works, it works badly or in part, or it is being worked on."""

    OUTAGE = "outage"
    DEGRADED = "degraded"
    MAINTENANCE = "maintenance"


class IncidentState(StrEnum):
    """OPEN goes on, CLOSED is over."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What staff announce. `products` are the ids of those that are touched, none of them meaning all."""

    kind: IncidentKind
    title: LocalizedText
    text: LocalizedText
    products: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Incident:
    """An announced incident. Moments are business time; `products` are as those of an announcement."""

    id: str
    number: str
    kind: IncidentKind
    state: IncidentState
    title: LocalizedText
    started_at: int
    closed_at: int | None = None
    products: frozenset[int] = frozenset()

    @property
    def is_open(self) -> bool:
        """True while it goes on."""
        return self.state is IncidentState.OPEN

    def touches(self, product_id: int) -> bool:
        """Return whether a product is touched."""
        return not self.products or product_id in self.products


@dataclass(frozen=True, slots=True)
class IncidentUpdate:
    """Words about an incident, and when they were written."""

    at: int
    text: LocalizedText


def touching(incidents: Sequence[Incident], product_id: int | None) -> list[Incident]:
    """Return the incidents that touch a product; all of them if none is named."""
    return [one for one in incidents if product_id is None or one.touches(product_id)]

"""The extension of the subscriptions that an incident has touched: so many days more for each, once."""

from dataclasses import dataclass
from enum import StrEnum

from services.domain.values.language import LocalizedText

MOST_DAYS = 365


class ExtensionState(StrEnum):
    """RUNNING is being done, subscription by subscription; DONE is done for all."""

    RUNNING = "RUNNING"
    DONE = "DONE"


@dataclass(frozen=True, slots=True)
class Extension:
    """An act of staff about one incident.

    `expected` subscriptions were told before it was confirmed, `done` have been extended. All are walked through in the
    order of their ids; `position` is the last that was looked at.
    """

    incident_id: str
    days: int
    state: ExtensionState
    author_id: int
    asked_at: int
    expected: int
    done: int = 0
    position: str = ""
    finished_at: int | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """A subscription that an incident has touched."""

    subscription_id: str
    customer_id: int
    title: LocalizedText
    ends_at: int


@dataclass(frozen=True, slots=True)
class TouchedCounts:
    """The numbers of touched subscriptions, of their customers, and of those that are over by now."""

    subscriptions: int
    customers: int
    over: int

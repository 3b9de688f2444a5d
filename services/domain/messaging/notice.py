"""A notice: a message that the shop sends by itself, such as a reminder, an answer or an alert to admins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from services.domain.values.clock import DAY

NoticeValue = str | int | None

KEPT_FOR = 30 * DAY
"""So long (ms, from when it was due) a notice waits for somebody who cannot be written to."""
KEYS_KEPT_FOR = 180 * DAY
"""So long (ms) a closed notice with a `dedup_key` is remembered.

Every key names one row that exists once: a payment, a refund, an order, an attempt at a delivery, a stage of a period
(of which `reminders` keeps its own book), an hour. What leads to them happens once, and within days. Two matters may
last half a year, a receipt that nobody has decided and a refund that gets stuck again; to be told anew is right then.
"""


class NoticeState(StrEnum):
    """The state of a notice; a version that does not know one of the words lets the notice wait."""

    DUE = "DUE"
    SENDING = "SENDING"
    SENT = "SENT"
    DROPPED = "DROPPED"
    UNREACHABLE = "UNREACHABLE"
    """It waits until its recipient can be written to again."""
    GATHERED = "GATHERED"
    """It waits to be told together with others of its kind."""


class Priority(IntEnum):
    """The priority of a notice, for when many wait for the same people, or for Telegram."""

    MONEY = 0
    """Money, goods, and whatever keeps the shop from selling."""
    WORDS = 1
    """The kinds of messages between people."""
    NEWS = 2
    """The kinds of notices that nobody waits for: reminders, and those that the menu shows too."""


WORDS = frozenset({"ticket-answer", "admin-ticket", "admin-answer-unreachable"})
NEWS = frozenset(
    {
        "reminder",
        "back-in-stock",
        "subscription-extended",
        "admin-sold-out",
        "admin-low-stock",
        "admin-sale",
        "admin-sales",
        "admin-served",
    }
)


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to be worded by the handlers: `kind` names the wording, `params` are its arguments.

    `dedup_key` makes a second notice of the same matter impossible. `expires_at` (business time) is when it
    is no longer worth sending. Its holder may send it until `lease_until` (real time). `attempts` counts the calls
    that were made for it, `uncertain_attempts` those whose outcome nobody knows.
    """

    recipient_id: int
    kind: str
    params: Mapping[str, NoticeValue] = field(default_factory=dict)
    dedup_key: str | None = None
    expires_at: int | None = None
    id: int = 0
    attempts: int = 0
    uncertain_attempts: int = 0
    lease_until: int | None = None

    @property
    def priority(self) -> Priority:
        """Return the place of a notice in the queue."""
        if self.kind in WORDS:
            return Priority.WORDS
        return Priority.NEWS if self.kind in NEWS else Priority.MONEY

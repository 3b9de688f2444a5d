"""A conversation between a customer and the people behind the shop."""

from dataclasses import dataclass
from enum import StrEnum

from services.domain.messaging.media import Media
from services.domain.values.secret import Secret


class TicketState(StrEnum):
    """OPEN waits for the shop, ANSWERED for the customer, CLOSED for nobody."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    CLOSED = "CLOSED"


class Topic(StrEnum):
    """The topic of a ticket; payment matters come first."""

    SUPPORT = "support"
    PAYMENT = "paysupport"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One conversation.

    `waits_since` is when the shop's answer was first waited for. `told_at` is when the admins were last told of words
    that none of them has read yet; None if there are none.
    """

    id: str
    number: str
    customer_id: int
    topic: Topic
    state: TicketState
    opened_at: int
    updated_at: int
    waits_since: int = 0
    told_at: int | None = None


@dataclass(frozen=True, slots=True)
class TicketMessage:
    """One message of a ticket: words, a file, or both.

    `dedup_key` names the message: it is kept once. `album` is Telegram's id of the group of files that it came in.
    """

    ticket_id: str
    author_id: int
    at: int
    text: Secret
    media: Media | None = None
    dedup_key: str | None = None
    album: str | None = None
    id: int = 0

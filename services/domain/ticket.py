"""A conversation between a customer and the people behind the shop."""

from dataclasses import dataclass
from enum import StrEnum

from services.domain.secret import Secret


class TicketState(StrEnum):
    """OPEN waits for the shop, ANSWERED for the customer, CLOSED for nobody."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    CLOSED = "CLOSED"


class Topic(StrEnum):
    """What it is about; payment matters come first."""

    SUPPORT = "support"
    PAYMENT = "paysupport"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One conversation."""

    id: str
    number: str
    customer_id: int
    topic: Topic
    state: TicketState
    opened_at: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class Post:
    """One message of a ticket; `photo` is a Telegram file id, `once` names the message it was: it is kept once."""

    ticket_id: str
    author_id: int
    at: int
    text: Secret
    photo: str | None
    once: str | None = None

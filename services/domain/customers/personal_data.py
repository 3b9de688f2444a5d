"""The data of a person: copies of it, its erasure, and what an erasure waits for."""

from dataclasses import dataclass
from enum import StrEnum

from services.domain.values.clock import HOUR

COPY_EVERY = HOUR
"""So long (ms) after a copy of all data there is no other one: it is work, and an hour changes little in it."""
LAST_TELEGRAM_ID = 2**53
"""Telegram's ids of people and of groups (negative) have at most 52 significant bits."""


def is_stand_in(customer_id: int) -> bool:
    """Return whether an id is no Telegram id, but stands for somebody who was erased."""
    return customer_id <= -LAST_TELEGRAM_ID


class Matter(StrEnum):
    """The matters that an erasure waits for."""

    ORDER = "order"
    RECEIPT = "receipt"
    REFUND = "refund"
    SURPLUS = "surplus"
    """Money on its way back that belongs to no order."""


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """Something between a customer and the shop that is not over yet; `number` is that of its order."""

    matter: Matter
    number: str | None


@dataclass(frozen=True, slots=True)
class ErasureRequest:
    """A request to be erased: done when `due_at` (business time) has come, and can be withdrawn until then."""

    customer_id: int
    number: str
    asked_at: int
    due_at: int

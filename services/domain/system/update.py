"""A raw update of Telegram, as the durable inbox keeps it until it is handled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class UpdateState(StrEnum):
    """OPEN is to be handled, DONE was, SKIPPED came too late to matter, DEAD could not be."""

    OPEN = "OPEN"
    DONE = "DONE"
    SKIPPED = "SKIPPED"
    DEAD = "DEAD"


MONEY = frozenset({"successful_payment", "refunded_payment"})
SUSPECT = 2
"""Recovered so often, an update is handled while no other suspect is; each time is counted before, and is taken back
after it if the process lives."""
DEADLY = SUSPECT + 3
"""Three times in a row the process has died while the update was handled alone: that is no accident."""


@dataclass(frozen=True, slots=True)
class InboxUpdate:
    """One update: whose (None: nobody's in particular), of which kind, received when (real time).

    `recoveries` tells how many processes have died while it was open, as far as that matters (SUSPECT, DEADLY).
    `taken_up` from its row: somebody may have handled it already, and died before that was written down.
    """

    bot_id: int
    update_id: int
    user_id: int | None
    kind: str
    payload: Mapping[str, Any]
    received_at: int
    attempts: int = 0
    recoveries: int = 0
    taken_up: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A failed update, as admins see it: its content stays encrypted. `received_at` is real time."""

    update_id: int
    kind: str
    received_at: int
    error: str


def brings_money(raw: Mapping[str, Any]) -> bool:
    """Return whether a raw update tells of a payment, or of one that went back."""
    message = raw.get("message")
    return isinstance(message, dict) and bool(MONEY & message.keys())

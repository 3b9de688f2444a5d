"""The outcomes of sending through a channel that may fail: five for all of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived, and this is the message it became."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class RetryLater:
    """It did not arrive and may be tried again; `after` milliseconds were asked for (0: as the back-off says).

    `flood` is true when the channel itself asked everybody to slow down, `waits` when nothing was called at all.
    """

    after: int = 0
    reason: str = ""
    flood: bool = False
    waits: bool = False

    @property
    def is_try(self) -> bool:
        """True if it counts: a try is a call that was made and failed by itself."""
        return not (self.flood or self.waits)


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """It is unknown whether it arrived."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person cannot be written to: the bot is blocked, the account is gone or was never opened."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """It will never be taken as it is; a person must look."""

    reason: str = ""


Outcome = Sent | RetryLater | Unconfirmed | Unreachable | Rejected

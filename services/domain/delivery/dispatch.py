"""The port to the outbox: a service that has written rows says so, and the outbox sends them."""

from typing import Protocol

from services.domain.delivery.delivery import Parcel


class Dispatch(Protocol):
    """Who carries parcels out. `lease` is how long (ms) it may hold one; None: nobody here carries, rows must wait."""

    lease: int | None

    def accept(self, parcel: Parcel) -> None:
        """Take a parcel whose transaction has committed."""

    def nudge(self) -> None:
        """Look at the outbox now: something was written."""


class NoDispatch:
    """For commands that only write: what they leave is carried out by the running shop."""

    lease: int | None = None

    def accept(self, parcel: Parcel) -> None:
        """Nobody here carries."""

    def nudge(self) -> None:
        """Nobody here looks."""

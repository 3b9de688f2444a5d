"""The port to the outbox: a service that has written rows says so, and the outbox sends them."""

from typing import Protocol

from services.domain.delivery.delivery import PreparedDelivery


class OutboxPort(Protocol):
    """The outbox as its callers see it. `lease`: how long (ms) it may hold a delivery; None: it cannot send."""

    lease: int | None

    def send_now(self, prepared: PreparedDelivery) -> None:
        """Take a prepared delivery whose transaction has committed."""

    def wake(self) -> None:
        """Look at the outbox now: something was written."""


class NullOutbox:
    """The outbox of commands that only write: the running shop sends what they leave."""

    lease: int | None = None

    def send_now(self, prepared: PreparedDelivery) -> None:
        """Do nothing: nothing is sent from here."""

    def wake(self) -> None:
        """Do nothing, as well."""

"""The contract of a way to pay: everything that the shop asks a provider, instead of knowing its name."""

from enum import StrEnum
from typing import Protocol

from services.domain.catalog.product import Product
from services.domain.messaging.send_outcome import Outcome
from services.domain.payments.payment import Charge, Refund
from services.domain.values.money import Money


class Presentation(StrEnum):
    """The message that asks for the money."""

    INVOICE = "invoice"
    """An invoice of Telegram, paid inside of the chat."""
    INSTRUCTIONS = "instructions"
    """The payee, the amount and the reference: customers transfer the money by themselves."""


class Provider(Protocol):
    """A way to pay. Nothing here runs inside a transaction.

    `name` stands in rows, buttons, settings, and at the end of the keys of its texts. `takes_receipt` tells whether
    customers hand in a receipt that a person decides. `refunds_itself` tells whether `refund` can give money back;
    otherwise a person transfers it.
    """

    name: str
    presentation: Presentation
    takes_receipt: bool
    refunds_itself: bool

    def price(self, product: Product) -> Money | None:
        """Return the price of one of a product; None if it cannot be bought this way."""

    async def fetch_transactions(self, offset: int) -> tuple[list[Charge], list[str], int]:
        """Return the charges and refunds (charge ids) from a place in the provider's ledger on, and the next place."""

    async def refund(self, refund: Refund) -> Outcome:
        """Give money back. Asking twice for one charge gives it back once."""

"""Telegram Stars: paid inside Telegram, confirmed by an update, and found again in Telegram's own ledger.

Source: Bot API 10.3, sendInvoice, getStarTransactions, refundStarPayment. An invoice can be paid more than once, so a
charge is known by its `telegram_payment_charge_id` and never by the payload alone.
"""

from dataclasses import dataclass
from typing import Protocol

from services.domain.catalog.product import Product
from services.domain.messaging.send_outcome import Outcome
from services.domain.payments.payment import Charge, Refund
from services.domain.values.money import Currency, Money
from services.payments.providers.contract import Presentation

PAGE = 100


@dataclass(frozen=True, slots=True)
class StarTransaction:
    """One line of Telegram's ledger: a payment (`refunded` False) or its refund, which carries the same id."""

    charge_id: str
    payer_id: int
    payload: str
    stars: int
    refunded: bool


class StarsGateway(Protocol):
    """The part of Telegram that Stars need."""

    async def transactions(self, offset: int, limit: int) -> tuple[list[StarTransaction], int]:
        """A page of the ledger, oldest first, and how many lines it had (those of other kinds counted too)."""

    async def refund(self, customer_id: int, charge_id: str) -> Outcome:
        """Give Stars back; money that is back already counts as given."""


class Stars:
    """Whole Stars, XTR."""

    name = "stars"
    presentation = Presentation.INVOICE
    takes_receipt = False
    refunds_itself = True

    def __init__(self, gateway: StarsGateway) -> None:
        self._gateway = gateway

    def price(self, product: Product) -> Money | None:
        """The price in Stars."""
        return product.price(Currency.XTR)

    async def fetch_transactions(self, offset: int) -> tuple[list[Charge], list[str], int]:
        """Payments and refunds from a place in Telegram's ledger on."""
        lines, count = await self._gateway.transactions(offset, PAGE)
        came = [
            Charge(self.name, line.charge_id, line.payload, line.payer_id, Money(line.stars, Currency.XTR))
            for line in lines
            if not line.refunded
        ]
        return came, [line.charge_id for line in lines if line.refunded], offset + count

    async def refund(self, refund: Refund) -> Outcome:
        """Ask Telegram to give the Stars back."""
        return await self._gateway.refund(refund.customer_id, refund.charge_id)

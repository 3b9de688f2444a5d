"""Manual transfer: the customer pays outside of Telegram and shows a receipt; a person decides.

Telegram wants digital goods sold for Stars alone (Bot Developer Terms of Service, 6.2): this way is off unless the
owner switches it on.
"""

from services.domain.catalog.product import Product
from services.domain.messaging.send_outcome import Outcome, Rejected
from services.domain.payments.payment import Charge, Refund
from services.domain.values.money import Currency, Money
from services.payments.providers.contract import Presentation


class Manual:
    """Any currency but Stars, the first that a product has a price in."""

    name = "manual"
    presentation = Presentation.INSTRUCTIONS
    takes_receipt = True
    refunds_itself = False

    def price(self, product: Product) -> Money | None:
        """The first price that is not in Stars."""
        prices = (product.price(currency) for currency in product.prices if currency is not Currency.XTR)
        return next(prices, None)

    async def fetch_transactions(self, offset: int) -> tuple[list[Charge], list[str], int]:
        """There is no ledger to ask: a person reads the bank account."""
        return [], [], offset

    async def refund(self, refund: Refund) -> Outcome:
        """Only a person can transfer money back."""
        return Rejected(f"{refund.money} must be transferred back by a person")

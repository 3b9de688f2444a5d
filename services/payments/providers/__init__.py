"""Ways to pay: one file a provider, one line here."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from services.domain.catalog.product import Product
from services.domain.messaging.send_outcome import Outcome
from services.domain.payments.payment import Charge, Refund
from services.domain.values.money import Money
from services.payments.providers.manual import Manual
from services.payments.providers.manual.settings import ManualSettings
from services.payments.providers.settings import ProviderSettings
from services.payments.providers.stars import Stars, StarsGateway


class Provider(Protocol):
    """The contract of a way to pay. Nothing here runs inside a transaction."""

    name: str
    by_person: bool

    def price(self, product: Product) -> Money | None:
        """Return the price of one of a product; None if it cannot be bought this way."""

    async def fetch_transactions(self, offset: int) -> tuple[list[Charge], list[str], int]:
        """Return the charges and refunds (charge ids) from a place in the provider's ledger on, and the next place."""

    async def refund(self, refund: Refund) -> Outcome:
        """Give money back. Asking twice for one charge gives it back once."""


BY_PERSON = frozenset({Manual.name})
"""Ways to pay of which it is known, switched on or not, that only a person can give the money back."""

PROVIDERS: Mapping[str, Callable[[StarsGateway], Provider]] = MappingProxyType(
    {"stars": Stars, "manual": lambda _gateway: Manual()}
)

PROVIDER_SETTINGS: Mapping[str, type[ProviderSettings]] = MappingProxyType({Manual.name: ManualSettings})
"""The sections of settings of those that have any."""

"""The products of the shop."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from services.domain.values.language import LocalizedText
from services.domain.values.money import Currency, Money


class Kind(StrEnum):
    """The kind of a product's delivery; a folder under services/delivery/kinds delivers it."""

    LICENSE_CODE = "license_code"
    SUBSCRIPTION_LINK = "subscription_link"


class Renewal(StrEnum):
    """The result of a renewal: a new code or link, or more time on the same one."""

    REPLACE = "replace"
    EXTEND = "extend"


class StockDisplay(StrEnum):
    """The part of the stock that customers see."""

    EXACT = "exact"
    FEW = "few"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Category:
    """A category of products."""

    slug: str
    title: LocalizedText


@dataclass(frozen=True, slots=True)
class Product:
    """One article of the catalog, in both languages.

    `duration_days` starts at delivery; None never ends. `prices` holds at most one price a currency, in minor units.
    `photo` is a Telegram file id or an https address. `max_quantity` limits one order.
    """

    slug: str
    category: str
    title: LocalizedText
    description: LocalizedText
    instructions: LocalizedText
    kind: Kind
    prices: Mapping[Currency, int] = field(default_factory=dict)
    duration_days: int | None = None
    renewal: Renewal = Renewal.REPLACE
    max_quantity: int = 1
    stock_display: StockDisplay = StockDisplay.EXACT
    photo: str | None = None
    hidden: bool = False
    id: int = 0

    def price(self, currency: Currency) -> Money | None:
        """The price of one in a currency, or None if it is not sold for that."""
        amount = self.prices.get(currency)
        return None if amount is None else Money(amount, currency)

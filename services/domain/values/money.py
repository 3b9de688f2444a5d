"""Money: whole minor units of one currency. No floating point ever touches it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LARGEST = 10**12
_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,9})?")


class Currency(StrEnum):
    """A currency that the shop can ask for. XTR is Telegram's name of its Stars."""

    XTR = "XTR"
    USD = "USD"
    CNY = "CNY"
    USDT = "USDT"

    @property
    def decimals(self) -> int:
        """Return how many digits stand after the point: XTR 0, USD 2, CNY 2, USDT 6."""
        return {"XTR": 0, "USD": 2, "CNY": 2, "USDT": 6}[self.value]


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units (cents, fen, whole Stars) and its currency."""

    amount: int
    currency: Currency

    def __post_init__(self) -> None:
        if isinstance(self.amount, bool) or not isinstance(self.amount, int):
            msg = f"money is counted in whole minor units, not {self.amount!r}"
            raise TypeError(msg)
        if not 0 <= self.amount <= LARGEST:
            msg = f"{self.amount} {self.currency} is outside of what a shop can ask"
            raise ValueError(msg)

    @classmethod
    def parse(cls, text: str, currency: Currency) -> "Money":
        """Read a price as people write it, `9.90`. Raises ValueError for too many decimals, signs or words."""
        if not _AMOUNT.fullmatch(text.strip()):
            msg = f"{text!r} is not an amount of {currency}"
            raise ValueError(msg)
        scaled = Decimal(text.strip()).scaleb(currency.decimals)
        if scaled != scaled.to_integral_value():
            msg = f"{text!r} has more decimals than {currency} knows ({currency.decimals})"
            raise ValueError(msg)
        return cls(int(scaled), currency)

    @classmethod
    def read(cls, written: str) -> "Money":
        """Read an amount as `str` writes it, `9.90 USD`. Raises ValueError."""
        digits, _, currency = written.partition(" ")
        return cls.parse(digits, Currency(currency))

    @property
    def digits(self) -> str:
        """The amount as a plain decimal number: `9.90`, `150`."""
        return str(Decimal(self.amount).scaleb(-self.currency.decimals))

    def __mul__(self, quantity: int) -> "Money":
        """The price of several."""
        return Money(self.amount * quantity, self.currency)

    def __str__(self) -> str:
        return f"{self.digits} {self.currency}"

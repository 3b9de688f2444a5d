"""What buttons carry: opaque ids and small numbers, never a price that is believed or a name that is trusted.

Telegram allows 64 bytes. The amount on a confirm button is only compared with the price in force.
"""

from aiogram.filters.callback_data import CallbackData

from services.domain.language import Language


class ShowShop(CallbackData, prefix="shop"):
    """To the categories."""


class ShowCategory(CallbackData, prefix="c"):
    """To a page of a category."""

    slug: str
    page: int = 0


class ShowProduct(CallbackData, prefix="p"):
    """To a product's card, with a quantity chosen."""

    product: int
    quantity: int = 1


class ChooseWay(CallbackData, prefix="w"):
    """To the confirm screen, with a way to pay chosen; `renews` is the subscription to be prolonged."""

    product: int
    quantity: int
    method: str
    renews: str | None = None


class Confirm(CallbackData, prefix="b"):
    """Order it. Pressing twice makes one order: `intent` is new on each confirm screen."""

    product: int
    quantity: int
    method: str
    amount: int
    intent: str
    renews: str | None = None


class ShowOrders(CallbackData, prefix="os"):
    """To a page of own orders."""

    page: int = 0


class ShowOrder(CallbackData, prefix="o"):
    """To one order: its goods if it is paid, its way to pay if it is not."""

    order: str


class PayOrder(CallbackData, prefix="pay"):
    """Show the invoice or the payee of a pending order again."""

    order: str


class CancelOrder(CallbackData, prefix="x"):
    """Give a pending order up."""

    order: str


class HandInReceipt(CallbackData, prefix="rc"):
    """Say that a transfer is made: the next photo or text is the receipt."""

    order: str


class ShowSubscriptions(CallbackData, prefix="subs"):
    """To what runs."""


class Renew(CallbackData, prefix="rn"):
    """Straight to the confirm screen of a renewal (through the ways to pay if there are several)."""

    subscription: str


class ChooseLanguage(CallbackData, prefix="lang"):
    """Speak this language. `onward`: part of the first start, the terms come next."""

    language: Language
    onward: bool = False


class ReadTerms(CallbackData, prefix="t"):
    """A page of a document in a language: kind `terms` or `privacy`."""

    kind: str
    version: int
    language: Language
    page: int = 0


class AcceptTerms(CallbackData, prefix="ta"):
    """Accept the terms just shown; after it, go on to what was being bought (`onward`: an order, or empty)."""

    version: int
    language: Language
    onward: str = ""


class DeclineTerms(CallbackData, prefix="td"):
    """Not now."""

    version: int


class Close(CallbackData, prefix="close"):
    """Take the screen away and stop waiting for input."""

"""The callbacks of buttons: opaque ids and small numbers, never a price that is believed or a name that is trusted.

Telegram allows 64 bytes. The amount on a confirm button is only compared with the price in force.
"""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import BeforeValidator

from services.domain.legal.consent import DocumentKind
from services.domain.support.ticket import Topic
from services.domain.values.language import Language

MOST_FIGURES = 15


def _short(read: object) -> object:
    if isinstance(read, str) and len(read.lstrip("+-")) > MOST_FIGURES:
        msg = "no button of ours has a number of so many figures"
        raise ValueError(msg)
    return read


Number = Annotated[int, BeforeValidator(_short)]
"""A number that every database takes, when it is read: a button with a longer one was made up."""


class ShowShop(CallbackData, prefix="shop"):
    """To the categories."""


class ShowCategories(CallbackData, prefix="sp"):
    """To a page of the categories."""

    page: Number


class AtLimit(CallbackData, prefix="lim"):
    """The end of the scale of quantities: says why there is no more."""

    most: Number
    left: Number


class ShowCategory(CallbackData, prefix="c"):
    """To a page of a category."""

    slug: str
    page: Number = 0


class ShowProduct(CallbackData, prefix="p"):
    """To a product's card, with a quantity chosen."""

    product: Number
    quantity: Number = 1


class SubscribeStockAlert(CallbackData, prefix="tm"):
    """Say when a sold-out product is back."""

    product: Number


class UnsubscribeStockAlert(CallbackData, prefix="tn"):
    """Do not say it after all."""

    product: Number


class ChoosePaymentMethod(CallbackData, prefix="w"):
    """To the confirm screen, with a payment method chosen; `renews` is the subscription to be prolonged."""

    product: Number
    quantity: Number
    method: str
    renews: str | None = None


class Confirm(CallbackData, prefix="b"):
    """Order it. Pressing twice makes one order: `idempotency_key` is new on each confirm screen."""

    product: Number
    quantity: Number
    method: str
    amount: Number
    idempotency_key: str
    renews: str | None = None


class ShowOrders(CallbackData, prefix="os"):
    """To a page of own orders."""

    page: Number = 0


class ShowOrder(CallbackData, prefix="o"):
    """To one order: its goods if it is paid, its way to pay if it is not."""

    order: str


class OpenOrder(CallbackData, prefix="oo"):
    """To one order, in a message of its own: the one that was pressed holds goods and must stay."""

    order: str


class PayOrder(CallbackData, prefix="pay"):
    """Show the invoice or the payee of a pending order again."""

    order: str


class AskCancel(CallbackData, prefix="xq"):
    """Think about giving a pending order up."""

    order: str


class SubmitReceipt(CallbackData, prefix="rc"):
    """Say that a transfer is made: the next photo or text is the receipt."""

    order: str


class SubmitKeptReceipt(CallbackData, prefix="rcy"):
    """Take a message that was sent without a button as the receipt for this order."""

    order: str
    receipt: Number


class NoReceipt(CallbackData, prefix="rcn"):
    """Take a message that was sent without a button as no receipt."""

    receipt: Number


class ShowSubscriptions(CallbackData, prefix="subs"):
    """To what runs."""


class ShowRunning(CallbackData, prefix="sb"):
    """To a page of what runs."""

    page: Number


class Renew(CallbackData, prefix="rn"):
    """Straight to the confirm screen of a renewal (through the payment methods if there are several)."""

    subscription: str


class ChooseLanguage(CallbackData, prefix="lang"):
    """Speak this language, and go on (handlers/ui/navigation/return_to.py) to what the first start was for."""

    language: Language
    return_to: str = ""


class ReadTerms(CallbackData, prefix="t"):
    """A page of a document in a language: kind `terms` or `privacy`, version 0 for the one in force.

    `return_to` is where the reader was going (handlers/ui/navigation/return_to.py).
    """

    kind: DocumentKind
    version: Number
    language: Language
    page: Number = 0
    return_to: str = ""


class AcceptTerms(CallbackData, prefix="ta"):
    """Accept the terms just shown, and go on (handlers/ui/navigation/return_to.py) to what was being bought."""

    version: Number
    language: Language
    return_to: str = ""


class DeclineTerms(CallbackData, prefix="td"):
    """Not now."""

    version: Number
    return_to: str = ""


class ShowMyData(CallbackData, prefix="md"):
    """To what can be done about the own data."""


class WriteSupport(CallbackData, prefix="su"):
    """Say something to the people behind the shop: the next message is for them."""

    topic: Topic


class ShowStatus(CallbackData, prefix="st"):
    """To the status of the shop."""


class AskAboutOrder(CallbackData, prefix="suo"):
    """Say something about one order: the next message is about it."""

    order: str


class Close(CallbackData, prefix="close"):
    """Take the screen away and stop waiting for input."""

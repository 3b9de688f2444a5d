"""The page to return to after choosing a language or accepting the terms.

It travels in buttons, so it is short and is never trusted: its target is looked up again.
"""

import re

from aiogram.types import InlineKeyboardButton

from handlers.ui.callbacks import ChoosePaymentMethod, Renew, ShowOrder, ShowProduct
from handlers.ui.keyboards import button, shop_button
from handlers.ui.text.translations import Texts
from services.domain.errors import ConsentMissing, ShopError

FIRST_START = "start"
_PRODUCT = re.compile(r"p([0-9]{1,15})(?:x([0-9]{1,4}))?")
_ORDER = re.compile(r"[A-Za-z0-9_-]{22}")
_METHOD = re.compile(r"w([0-9]{1,15})x([0-9]{1,4})-([a-z]{1,10})")
_RENEWAL = re.compile(r"r([A-Za-z0-9_-]{22})")


def to_product(product_id: int, quantity: int = 1) -> str:
    """Return the target for the card of a product, with a quantity chosen."""
    return f"p{product_id}" if quantity == 1 else f"p{product_id}x{quantity}"


def to_payment_method(product_id: int, quantity: int, method: str) -> str:
    """Return the target for the confirm screen, with a payment method chosen."""
    return f"w{product_id}x{quantity}-{method}"


def to_order(order_id: str) -> str:
    """Return the target for the payment of an order."""
    return order_id


def to_renewal(subscription_id: str) -> str:
    """Return the target for the renewal of a subscription."""
    return f"r{subscription_id}"


def chosen(refusal: ShopError) -> ChoosePaymentMethod | None:
    """Return the choice that was refused; None if the refusal names none."""
    match refusal.params:
        case {"product_id": int(product), "quantity": int(quantity), "method": str(method), "renews": renews}:
            subscription = None if renews is None else str(renews)
            return ChoosePaymentMethod(product=product, quantity=quantity, method=method, renews=subscription)
    return None


def to_purchase(refusal: ConsentMissing) -> str:
    """Return the target for the purchase that the terms were in the way of; an empty text if the refusal names none."""
    choice, order = chosen(refusal), refusal.params.get("order")
    if choice is None:
        return to_order(str(order)) if order else ""
    return (
        to_renewal(choice.renews)
        if choice.renews
        else to_payment_method(choice.product, choice.quantity, choice.method)
    )


def destination(return_to: str) -> ShowProduct | ChoosePaymentMethod | ShowOrder | Renew | None:
    """Return the page that a return target names; None for everything else."""
    if product := _PRODUCT.fullmatch(return_to):
        return ShowProduct(product=int(product[1]), quantity=int(product[2] or 1))
    if method := _METHOD.fullmatch(return_to):
        return ChoosePaymentMethod(product=int(method[1]), quantity=int(method[2]), method=method[3])
    if renewal := _RENEWAL.fullmatch(return_to):
        return Renew(subscription=renewal[1])
    if _ORDER.fullmatch(return_to):
        return ShowOrder(order=return_to)
    return None


def sanitize(return_to: str) -> str:
    """Return a valid target as it is, anything else as an empty text."""
    return return_to if return_to == FIRST_START or destination(return_to) else ""


def back_button(return_to: str, t: Texts) -> InlineKeyboardButton:
    """The button to where the customer came from, or to the shop.

    From a confirm screen that is the product: the screen itself would ask for the terms again.
    """
    goal = destination(return_to)
    if isinstance(goal, ChoosePaymentMethod):
        goal = ShowProduct(product=goal.product, quantity=goal.quantity)
    return shop_button(t) if goal is None else button(t.plain("button-back"), goal)

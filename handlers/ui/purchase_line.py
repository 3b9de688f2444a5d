"""What is bought, in one way everywhere: the title, how many if it is not one, and that it is a renewal if it is."""

from handlers.ui.text.html_text import Html
from handlers.ui.text.translations import Texts
from services.domain.orders.order import Order
from services.domain.values.language import LocalizedText


def purchase_line(order: Order, t: Texts) -> Html:
    """What an order is for."""
    return named(order.promise.title, order.quantity, t, renewal=order.renews is not None)


def named(title: LocalizedText, quantity: int, t: Texts, *, renewal: bool = False) -> Html:
    """What would be ordered."""
    what = t("goods-counted", title=title, quantity=quantity)
    return t("goods-renewed", what=what) if renewal else what


def plain_purchase_line(order: Order, t: Texts) -> str:
    """What an order is for, for places without HTML."""
    what = t.plain("goods-counted", title=order.promise.title, quantity=order.quantity)
    return t.plain("goods-renewed", what=what) if order.renews is not None else what

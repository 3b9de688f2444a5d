"""The line of a purchase, the same everywhere: the title, the quantity if not one, and that it is a renewal if so."""

from handlers.ui.text.html_text import Html
from handlers.ui.text.translations import Texts
from services.domain.orders.order import Order
from services.domain.values.language import LocalizedText


def purchase_line(order: Order, t: Texts) -> Html:
    """Render the goods of an order."""
    return named(order.snapshot.title, order.quantity, t, renewal=order.renews is not None)


def named(title: LocalizedText, quantity: int, t: Texts, *, renewal: bool = False) -> Html:
    """Render the goods of an order to be made."""
    what = t("goods-counted", title=title, quantity=quantity)
    return t("goods-renewed", what=what) if renewal else what


def plain_purchase_line(order: Order, t: Texts) -> str:
    """Render the goods of an order, for places without HTML."""
    what = t.plain("goods-counted", title=order.snapshot.title, quantity=order.quantity)
    return t.plain("goods-renewed", what=what) if order.renews is not None else what

"""A list of orders for admins: a line and a button for each, on every page that has such a list."""

from collections.abc import Iterable

from handlers.admin.ui.callbacks import ShowOrderDetails
from handlers.ui.keyboards import Row, button, grid
from handlers.ui.purchase_line import purchase_line
from handlers.ui.text.html_text import Html
from handlers.ui.text.translations import Texts
from services.domain.orders.order import Order

IN_ROW = 2


def order_line(order: Order, at: int, t: Texts) -> Html:
    """Render the number of an order, its goods, its total and a time."""
    return t("admin-order-line", number=order.number, what=purchase_line(order, t), total=order.total, at=t.moment(at))


def order_buttons(orders: Iterable[Order]) -> list[Row]:
    """Return a button for each order, which opens it."""
    return grid((button(order.number, ShowOrderDetails(number=order.number)) for order in orders), IN_ROW)

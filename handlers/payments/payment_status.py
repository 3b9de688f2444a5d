"""The status message of an order that can no longer be paid."""

from handlers.ui.callbacks import ShowOrder, ShowProduct, SubmitReceipt
from handlers.ui.keyboards import PRIMARY, Row, button, keyboard, shop_button
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.translations import Texts
from services.domain.orders.order import Order, OrderState
from services.payments.providers import takes_receipt
from services.payments.receipts import TAKES_RECEIPT


def render_payment_status(order: Order, t: Texts) -> OutgoingMessage:
    """Render the state of an order, with the way to its result; an unpaid one may still be paid or bought again."""
    said = {
        OrderState.EXPIRED: f"order-closed-{order.method}",
        OrderState.CANCELLED: f"order-cancelled-{order.method}",
        OrderState.WAITING: "order-waiting",
        OrderState.REFUNDED: "order-refunded",
    }
    text = t(said.get(order.state) or _paid(order), number=order.number, count=order.quantity)
    shows = [button(t.plain("button-show-order"), ShowOrder(order=order.id))]
    return OutgoingMessage(text, keyboard(*next_actions(order, t), shows, [shop_button(t)]))


def _paid(order: Order) -> str:
    if order.renews is None:
        return "order-paid"
    return "order-renewed-same" if order.extends else "order-renewed-new"


def may_hand_in_receipt(order: Order) -> bool:
    """Return whether a receipt for a transfer can still be handed in."""
    return takes_receipt(order.method) and order.state in TAKES_RECEIPT


def next_actions(order: Order, t: Texts) -> list[Row]:
    """Return the actions for an order that was not paid: send the receipt while one is taken, or buy again."""
    if order.state not in {OrderState.EXPIRED, OrderState.CANCELLED}:
        return []
    late = may_hand_in_receipt(order)
    again = ShowProduct(product=order.product_id, quantity=order.quantity)
    return [
        [button(t.plain("button-send-receipt"), SubmitReceipt(order=order.id), PRIMARY)] if late else [],
        [button(t.plain("button-buy-again"), again, None if late else PRIMARY)],
    ]

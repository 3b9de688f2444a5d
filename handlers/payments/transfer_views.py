"""The screens of a manual transfer that other conversations show too."""

from handlers.ui.callbacks import AskCancel, ShowOrder, ShowOrders, SubmitReceipt
from handlers.ui.keyboards import PRIMARY, button, copy, keyboard, shop_button
from handlers.ui.message import OutgoingMessage
from handlers.ui.purchase_line import purchase_line
from handlers.ui.shop_info import ShopInfo
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.orders.order import Order
from services.domain.values.clock import MINUTE
from services.domain.values.language import LocalizedText
from services.domain.values.money import Currency, Money

WHOLE_CENTS = 2


def render_transfer(order: Order, shop_info: ShopInfo, t: Texts) -> OutgoingMessage:
    """Render the payee, the amount, the reference and the deadline."""
    amount = _digits(order.total)
    named = shop_info.payees.get(order.method, LocalizedText())
    payee = named[t.language] or named[t.language.other]
    text = lines(
        [
            t("transfer-title", total=order.total),
            purchase_line(order, t),
            *([Html(), t("transfer-payee", payee=payee.strip())] if payee.strip() else []),
            Html(),
            t("transfer-amount", amount=amount, currency=order.total.currency),
            t("transfer-reference", number=order.number),
            Html(),
            _deadline(order, t),
        ]
    )
    return OutgoingMessage(
        text,
        keyboard(
            [button(t.plain("button-send-receipt"), SubmitReceipt(order=order.id), PRIMARY)],
            [copy(t.plain("button-copy-amount"), amount), copy(t.plain("button-copy-number"), order.number)],
            [button(t.plain("button-give-up"), AskCancel(order=order.id))],
            [button(t.plain("button-back-to-orders"), ShowOrders())],
        ),
    )


def _deadline(order: Order, t: Texts) -> Html:
    """Render how long goods are kept. The rest that a rejected receipt has left is no span that was ever promised."""
    span, deadline = order.expires_at - order.created_at, t.deadline(order.expires_at, order.created_at)
    if span % MINUTE:
        return t("transfer-deadline-later", deadline=deadline)
    return t("transfer-deadline", span=t.span(span), deadline=deadline)


def _digits(money: Money) -> str:
    """The amount as a bank's form takes it: no sign, no thousands, at least the cents."""
    digits = money.digits
    if money.currency is not Currency.USDT:
        return digits
    whole, _, parts = digits.partition(".")
    return f"{whole}.{parts.rstrip('0'):0<{WHOLE_CENTS}}"


def render_taken(order: Order, t: Texts) -> OutgoingMessage:
    """The receipt is with a person now."""
    return OutgoingMessage(
        t("receipt-taken", number=order.number),
        keyboard([button(t.plain("button-show-order"), ShowOrder(order=order.id))], [shop_button(t)]),
    )

"""Invoices in Stars, checked as Telegram checks them before it shows a Pay button."""

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.api.params import Params
from sandbox.methods.lookup import known_chat
from sandbox.methods.messages.message_builder import markup, send
from sandbox.users.chats import Invoice
from sandbox.world import World

MAX_TITLE = 32
MAX_DESCRIPTION = 255
MAX_PAYLOAD_BYTES = 128
MAX_AMOUNT = 100_000
MONTH = 2_592_000
MAX_SUBSCRIPTION_AMOUNT = 10_000
FORBIDDEN_WITH_STARS = ("need_name", "need_phone_number", "need_email", "need_shipping_address", "is_flexible")


async def send_invoice(world: World, params: Params) -> Json:
    """An invoice in a chat."""
    known_chat(world, params)
    invoice = read_invoice(params)
    keyboard = markup(params, for_invoice=True) or pay_button(invoice)
    post = send(world, params, {"invoice": invoice.preview()}, keyboard)
    post.invoice = invoice
    return post.body


async def create_invoice_link(world: World, params: Params) -> str:
    """An invoice that anyone with the link can pay."""
    return world.payments.link_to(read_invoice(params))


def read_invoice(params: Params) -> Invoice:
    """The invoice of a call, or the refusal."""
    invoice = Invoice(
        title=params.required_text("title"),
        description=params.required_text("description"),
        payload=params.required_text("payload"),
        currency=params.required_text("currency").upper(),
        amount=0,
        start_parameter=params.text("start_parameter"),
        subscription_period=params.integer("subscription_period") or None,
    )
    prices = _prices(params)
    _check_texts(invoice)
    _check_stars(invoice, prices, params)
    invoice.amount = sum(prices)
    _check_amount(invoice)
    return invoice


def pay_button(invoice: Invoice) -> Json:
    """The button that Telegram adds when the bot names none."""
    return {"inline_keyboard": [[{"text": f"Pay ⭐️{invoice.amount}", "pay": True}]]}


def _prices(params: Params) -> list[int]:
    params.required_text("prices")
    prices = params.parsed("prices", "prices")
    if not isinstance(prices, list):
        raise api_errors.bad_request("expected an Array of labeled prices")
    return [_amount(price) for price in prices]


def _amount(price: object) -> int:
    if not isinstance(price, dict) or not price.get("label") or "amount" not in price:
        raise api_errors.bad_request("can't parse labeled price")
    return Params(price).integer("amount")


def _check_texts(invoice: Invoice) -> None:
    if len(invoice.title) > MAX_TITLE:
        raise api_errors.code("INVOICE_TITLE_INVALID")
    if len(invoice.description) > MAX_DESCRIPTION:
        raise api_errors.code("INVOICE_DESCRIPTION_INVALID")
    if len(invoice.payload.encode()) > MAX_PAYLOAD_BYTES:
        raise api_errors.code("INVOICE_PAYLOAD_INVALID")


def _check_stars(invoice: Invoice, prices: list[int], params: Params) -> None:
    if invoice.currency != "XTR":
        raise api_errors.code("PAYMENT_PROVIDER_INVALID")
    if len(prices) != 1 or any(params.flag(name) for name in FORBIDDEN_WITH_STARS):
        raise api_errors.code("STARS_INVOICE_INVALID")


def _check_amount(invoice: Invoice) -> None:
    if not 1 <= invoice.amount <= MAX_AMOUNT:
        raise api_errors.code("CURRENCY_TOTAL_AMOUNT_INVALID")
    if invoice.subscription_period is None:
        return
    if invoice.subscription_period != MONTH:
        raise api_errors.code("SUBSCRIPTION_PERIOD_INVALID")
    if invoice.amount > MAX_SUBSCRIPTION_AMOUNT:
        raise api_errors.code("CURRENCY_TOTAL_AMOUNT_INVALID")

"""Money inside Telegram: the last question before it moves, and the word that it has moved.

Source: Bot API, pre_checkout_query (an answer within 10 seconds or the payment fails), successful_payment.
"""

import asyncio

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message, PreCheckoutQuery
from structlog.stdlib import get_logger

from handlers.payments.payment_page import refresh_order_messages
from handlers.ui.callbacks import ShowOrders
from handlers.ui.filters import HasPayment, HasRefund
from handlers.ui.keyboards import button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.pages import Pages
from handlers.ui.navigation.return_to import to_purchase
from handlers.ui.screen import TOO_OLD, Screen
from handlers.ui.text.translations import Texts
from services.domain.errors import ConsentMissing, NotPayable, ShopError
from services.domain.payments.payment import Charge
from services.domain.values.clock import SECOND
from services.domain.values.money import Currency, Money
from services.orders.checkout import Checkout
from services.payments.apply_charge import ChargeOutcome, ChargeProcessor, ChargeResult
from services.payments.providers.stars import Stars
from services.payments.refunds import Refunds

router = Router(name=__name__)
log = get_logger(__name__)
DEADLINE = 8.0
"""Seconds from the moment when the question came in, however long it has waited before anybody looked at it."""


@router.pre_checkout_query()
async def pre_checkout(
    query: PreCheckoutQuery, checkout: Checkout, pages: Pages, context: Context, age: int = 0
) -> None:
    """Say yes only to the owner of an open order, for its very amount; say no, with the way on, to everything else."""
    try:
        async with asyncio.timeout(DEADLINE - age / SECOND):
            await checkout.authorize_payment(context.customer, query.invoice_payload, _asked(query))
    except ShopError as refusal:
        await _answer(query, context.t.plain(refusal.key, **refusal.params))
        if isinstance(refusal, ConsentMissing):
            await pages.terms(to_purchase(refusal), context)
    except Exception:
        await _answer(query, context.t.plain("error-try-again"))
        raise
    else:
        await _answer(query)


async def _answer(query: PreCheckoutQuery, refusal: str | None = None) -> None:
    """Say yes, or why not; a question that Telegram has forgotten (or has had its answer to) needs none."""
    try:
        await query.answer(ok=refusal is None, error_message=refusal)
    except TelegramBadRequest as error:
        if TOO_OLD not in error.message:
            raise


def _asked(query: PreCheckoutQuery) -> Money:
    try:
        return _money(query.currency, query.total_amount)
    except ValueError:
        raise NotPayable from None


def _money(currency: str, amount: int) -> Money:
    return Money(amount, Currency(currency))


@router.message(HasPayment())
async def successful_payment(
    message: Message, charge_processor: ChargeProcessor, refunds: Refunds, context: Context
) -> None:
    """Apply a payment. The goods are sent by the outbox, not from here; unmatched money goes back at once."""
    payment = message.successful_payment
    assert payment is not None, "the filter has seen a payment"
    charge = Charge(
        provider=Stars.name,
        charge_id=payment.telegram_payment_charge_id,
        order_id=payment.invoice_payload,
        payer_id=context.customer.id,
        money=_money(payment.currency, payment.total_amount),
    )
    result = await charge_processor.apply_charge(charge, key=context.act.to("settle"))
    await _show(result, context.screen, context.t)
    if result.outcome is ChargeOutcome.UNMATCHED:
        await refunds.process_due()


async def _show(result: ChargeResult, screen: Screen, t: Texts) -> None:
    order = result.order
    if result.outcome is ChargeOutcome.UNMATCHED:
        await screen.send(
            OutgoingMessage(t("payment-surplus"), keyboard([button(t.plain("button-orders"), ShowOrders())]))
        )
    elif order is not None:
        await refresh_order_messages(order, screen, t)


@router.message(HasRefund())
async def refunded(message: Message, charge_processor: ChargeProcessor, bot: Bot) -> None:
    """Record that Telegram has returned Stars."""
    refund = message.refunded_payment
    assert refund is not None, "the filter has seen a refund"
    order = await charge_processor.apply_refund(Stars.name, refund.telegram_payment_charge_id)
    log.info("payment_refunded", order=order.number if order else None, bot=bot.id)

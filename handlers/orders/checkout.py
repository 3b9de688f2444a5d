"""From a card to an order that can be paid."""

from aiogram import Router

from handlers.ui.callbacks import ChoosePaymentMethod, Confirm, PayOrder
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.pages import Pages, PaymentRequest
from services.domain.orders.purchase_request import PurchaseRequest
from services.orders.checkout import Checkout

router = Router(name=__name__)


@router.callback_query(ChoosePaymentMethod.filter())
async def show_confirm(_event: object, callback_data: ChoosePaymentMethod, pages: Pages, context: Context) -> None:
    """Show the order before it is made, after the check of consent."""
    await pages.confirm(callback_data, context)


@router.callback_query(Confirm.filter())
async def confirm(_event: object, callback_data: Confirm, checkout: Checkout, pages: Pages, context: Context) -> None:
    """Order it: stock is held, the price is frozen, the way to pay appears."""
    request = PurchaseRequest(
        product_id=callback_data.product,
        quantity=callback_data.quantity,
        method=callback_data.method,
        amount=callback_data.amount,
        idempotency_key=callback_data.idempotency_key,
        renews=callback_data.renews,
    )
    await pages.payment(PaymentRequest(await checkout.open(context.customer, request)), context)


@router.callback_query(PayOrder.filter())
async def pay_order(_event: object, callback_data: PayOrder, pages: Pages, context: Context) -> None:
    """Show again how to pay an order that is still open."""
    await pages.resume_payment(callback_data, context)

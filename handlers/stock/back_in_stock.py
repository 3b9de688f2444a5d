"""Sold out, and wanted nevertheless: ask to be told when it is back, or not to be."""

from aiogram import Router

from handlers.ui.callbacks import ShowProduct, SubscribeStockAlert, UnsubscribeStockAlert
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.pages import Pages
from services.stock.back_in_stock import BackInStock

router = Router(name=__name__)


@router.callback_query(SubscribeStockAlert.filter())
@router.callback_query(UnsubscribeStockAlert.filter())
async def tell_me(
    _event: object,
    callback_data: SubscribeStockAlert | UnsubscribeStockAlert,
    back_in_stock: BackInStock,
    pages: Pages,
    context: Context,
) -> None:
    """Add the customer to the waitlist, or remove the entry; a product that is back can be bought at once."""
    customer, screen, t = context.customer, context.screen, context.t
    if isinstance(callback_data, SubscribeStockAlert):
        asked = await back_in_stock.subscribe(customer, callback_data.product, context.act.to("tell-me"))
        screen.toast(t.plain("restock-asked" if asked else "restock-there"))
    else:
        await back_in_stock.unsubscribe(customer, callback_data.product)
        screen.toast(t.plain("restock-withdrawn"))
    await pages.product(ShowProduct(product=callback_data.product), context)

"""Sold out, and wanted nevertheless: ask to be told when it is back, or not to be."""

from aiogram import Router

from handlers.catalog.storefront import show_product
from handlers.ui.callbacks import ShowProduct, SubscribeStockAlert, UnsubscribeStockAlert
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.catalog.catalog import Catalog
from services.domain.customers.customer import Customer
from services.domain.idempotency import ActKey
from services.orders.checkout import Checkout
from services.stock.back_in_stock import BackInStock

router = Router(name=__name__)


@router.callback_query(SubscribeStockAlert.filter())
@router.callback_query(UnsubscribeStockAlert.filter())
async def tell_me(
    event: object,
    callback_data: SubscribeStockAlert | UnsubscribeStockAlert,
    act: ActKey,
    catalog: Catalog,
    checkout: Checkout,
    customer: Customer,
    restocking: BackInStock,
    screen: Screen,
    t: Texts,
) -> None:
    """Put the customer on the list, or take him off it; what is back already can be bought at once."""
    if isinstance(callback_data, SubscribeStockAlert):
        asked = await restocking.ask(customer, callback_data.product, act.to("tell-me"))
        screen.toast(t.plain("restock-asked" if asked else "restock-there"))
    else:
        await restocking.withdraw(customer, callback_data.product)
        screen.toast(t.plain("restock-withdrawn"))
    card = ShowProduct(product=callback_data.product)
    await show_product(event, card, catalog, checkout, customer, restocking, screen, t)

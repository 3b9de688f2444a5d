"""What an admin does, in the private chat and as nobody else: the filter stands here, once, before all of it."""

from aiogram import Router

from handlers.admin import catalog, menu, orders, receipts, stock, stock_choosing, stray, terms, tickets
from handlers.filters import FromAdmin

router = Router(name=__name__)
router.message.filter(FromAdmin())
router.edited_message.filter(FromAdmin())
router.callback_query.filter(FromAdmin())
router.include_routers(
    menu.router,
    stock.router,
    stock_choosing.router,
    receipts.router,
    orders.router,
    catalog.router,
    terms.router,
    tickets.router,
    stray.router,
)

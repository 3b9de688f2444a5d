"""The order of routers and middlewares, and nothing else."""

from aiogram import Dispatcher, Router

from bot.app import Services
from bot.telegram.fsm_storage import DatabaseFsmStorage
from bot.telegram.middlewares import CustomerContext, Throttle
from handlers import admin
from handlers.catalog import storefront
from handlers.customers import acceptance, personal_data, start
from handlers.legal import consent
from handlers.orders import checkout, my_orders
from handlers.payments import manual_transfer, stars, stray_receipts
from handlers.stock import back_in_stock
from handlers.subscriptions import my_subscriptions
from handlers.support import status, tickets
from handlers.system import errors, fallback, invalid_callbacks


def routers() -> list[Router]:
    """The routers in order: payments, commands and buttons, awaited texts, unexpected texts."""
    return [
        stars.router,
        errors.router,
        invalid_callbacks.router,
        admin.router,
        start.router,
        consent.router,
        acceptance.router,
        personal_data.router,
        storefront.router,
        back_in_stock.router,
        checkout.router,
        my_orders.router,
        my_subscriptions.router,
        manual_transfer.router,
        stray_receipts.router,
        status.router,
        tickets.router,
        fallback.router,
    ]


def make_dispatcher(shop: Services) -> Dispatcher:
    """A dispatcher that knows the shop."""
    dispatcher = Dispatcher(storage=DatabaseFsmStorage(shop.db, shop.now), **shop.workflow())
    throttle = Throttle(shop.directory, shop.translations, shop.settings.telegram.updates_per_second)
    dispatcher.update.outer_middleware(throttle)
    introduction = CustomerContext(shop.directory, shop.translations, shop.shop_info, shop.outbox.mark_reachable)
    dispatcher.update.outer_middleware(introduction)
    for router in routers():
        router._parent_router = None  # noqa: SLF001 - aiogram attaches a router once; a process may build two dispatchers
        dispatcher.include_router(router)
    return dispatcher

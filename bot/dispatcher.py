"""The order of routers and middlewares, and nothing else."""

from aiogram import Dispatcher, Router

from bot.app import Shop
from bot.fsm import Conversations
from bot.middlewares import Introduction, Throttle
from handlers import (
    acceptance,
    admin,
    catalog,
    checkout,
    consent,
    errors,
    fallback,
    forged,
    orders,
    payment,
    receipts,
    restock,
    start,
    subscriptions,
    support,
    transfer,
)


def routers() -> list[Router]:
    """All conversations: money first, then commands and buttons, then what waits for words, strangers' words last."""
    return [
        payment.router,
        errors.router,
        forged.router,
        admin.router,
        start.router,
        consent.router,
        acceptance.router,
        catalog.router,
        restock.router,
        checkout.router,
        orders.router,
        subscriptions.router,
        transfer.router,
        receipts.router,
        support.router,
        fallback.router,
    ]


def make_dispatcher(shop: Shop) -> Dispatcher:
    """A dispatcher that knows the shop."""
    dispatcher = Dispatcher(storage=Conversations(shop.db, shop.now), **shop.workflow())
    throttle = Throttle(shop.acquaintance, shop.library, shop.settings.telegram.taps_per_second)
    dispatcher.update.outer_middleware(throttle)
    introduction = Introduction(shop.acquaintance, shop.library, shop.house, shop.outbox.welcome_back)
    dispatcher.update.outer_middleware(introduction)
    for router in routers():
        router._parent_router = None  # noqa: SLF001 - aiogram attaches a router once; a process may build two dispatchers
        dispatcher.include_router(router)
    return dispatcher

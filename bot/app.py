"""The composition root: every part is made here, once, and knows only what it needs.

`Shop` is all that a handler may ask for; aiogram finds it by the names of parameters (`workflow`).
"""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiogram import Bot

from bot.away import DatabaseAway, failures
from bot.clock import ShopClock
from bot.documents import CatalogMissing, read_documents, unreadable_catalog
from bot.keys import KEY_FILE, key_ring
from bot.locked import wait_until_unlocked
from bot.problem_texts import sentences
from bot.settings import Settings
from bot.tally import Tally
from bot.telegram import Courier, NoTelegram, StarsDesk
from handlers.hints import Hints
from handlers.house import House
from handlers.texts import Library
from services.acquaintance import Acquaintance
from services.catalog import Catalog
from services.catalog_file import Shelf, parse
from services.checkout import Checkout
from services.consents import Consents
from services.desk import Desk
from services.domain.clock import Clock
from services.domain.dispatch import Dispatch, NoDispatch
from services.domain.errors import FileRefused, NothingToDo
from services.domain.policy import Policy
from services.fulfillment import Fulfillment
from services.handover import Handover
from services.orders import Orders
from services.outbox import Outbox
from services.pace import Pace
from services.payments import PROVIDERS, Provider
from services.payments.stars import StarsGateway
from services.receipts import Receipts
from services.reconciliation import Reconciliation
from services.refunds import Refunds
from services.renewals import Renewals
from services.restocking import Restocking
from services.reviews import Reviews
from services.sales import Sales
from services.shared_pace import DatabaseBook, SharedPace
from services.stockroom import Stockroom
from services.storage.database import Database
from services.storage.opening import open_database
from services.support import Support


@dataclass(frozen=True)
class Shop:
    """The whole shop. Its field names are the parameter names of handlers."""

    settings: Settings
    db: Database
    now: Clock
    policy: Policy
    library: Library
    house: House
    admins: frozenset[int]
    acquaintance: Acquaintance
    catalog: Catalog
    checkout: Checkout
    consents: Consents
    desk: Desk
    fulfillment: Fulfillment
    orders: Orders
    outbox: Outbox
    reconciliation: Reconciliation
    refunds: Refunds
    renewals: Renewals
    restocking: Restocking
    receipts: Receipts
    reviews: Reviews
    sales: Sales
    stockroom: Stockroom
    support: Support
    hints: Hints = field(default_factory=Hints)

    def workflow(self) -> dict[str, Any]:
        """What aiogram hands to handlers, by name."""
        kept_back = {"settings", "db", "policy"}
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in kept_back}

    async def close(self) -> None:
        """Let go of the database."""
        await self.db.close()


async def open_shop_database(settings: Settings) -> Database:
    """The database of the settings, migrated, with keys that fit.

    Raises SchemaTooNew, KeyMissing, KeysError, DatabaseAway.
    """
    await wait_until_unlocked(settings)
    try:
        return await _open_database(settings)
    except failures(settings) as error:
        raise DatabaseAway(settings, error) from error


async def _open_database(settings: Settings) -> Database:
    url = settings.storage.url.get_secret_value()
    configured = settings.storage.keys
    if configured or KEY_FILE.exists():
        return await open_database(url, key_ring(configured, may_create=False))
    return await open_database(url, (), lambda: key_ring((), may_create=True)[0])


async def assemble(settings: Settings, bot: Bot | None = None, clock: Clock | None = None) -> Shop:
    """Make a shop. Without a bot it can do all that needs no Telegram; what it leaves is sent by the running shop."""
    db = await open_shop_database(settings)
    now = clock or ShopClock()
    library = _library(settings)
    acquaintance = Acquaintance(db, now)
    nobody = NoTelegram()
    post = Courier(bot, library, acquaintance) if bot else nobody
    pace = pace_of(settings, db, bot)
    outbox = Outbox(db, now, settings.policy, post, pace)
    if bot:
        bot.session.middleware(Tally(pace))
    access = (
        _Access(outbox, StarsDesk(bot), (await bot.me()).username or "", bot.id)
        if bot
        else _Access(NoDispatch(), nobody, "", 0)
    )
    return _compose(settings, db, now, library, acquaintance, outbox, access)


def pace_of(settings: Settings, db: Database, bot: Bot | None) -> Pace:
    """How fast the shop may speak by itself: a process that is alone knows; several agree on it."""
    if bot is None or not settings.is_shared:
        return Pace()
    redis = settings.storage.redis
    if redis is None:
        return SharedPace(DatabaseBook(db))
    from bot.redis_book import open_book  # noqa: PLC0415 - whoever has no Redis pays no memory for its client

    return SharedPace(open_book(redis.get_secret_value(), bot.id))


def _library(settings: Settings) -> Library:
    return Library(zone=settings.shop.zone, shop=settings.shop.name)


def providers(settings: Settings, gateway: StarsGateway) -> dict[str, Provider]:
    """The ways to pay that are switched on, in the order of the settings."""
    return {name: PROVIDERS[name](gateway) for name in settings.orders.methods}


def _house(settings: Settings, username: str) -> House:
    return House(
        site=settings.shop.site,
        support_contact=settings.shop.support_contact,
        payee=settings.manual.payee,
        bot_username=username,
        read_documents=lambda: read_documents(settings.shop.terms),
    )


@dataclass(frozen=True, slots=True)
class _Access:
    """The way to Telegram, as the services need it; the same without a bot leaves everything to the running shop."""

    dispatch: Dispatch
    gateway: StarsGateway
    username: str
    bot_id: int


def _compose(
    settings: Settings,
    db: Database,
    now: Clock,
    library: Library,
    acquaintance: Acquaintance,
    outbox: Outbox,
    access: _Access,
) -> Shop:
    policy, dispatch = settings.policy, access.dispatch
    ways = providers(settings, access.gateway)
    handover = Handover(policy)
    fulfillment = Fulfillment(db, now, policy, handover, dispatch)
    return Shop(
        settings=settings,
        db=db,
        now=now,
        policy=policy,
        library=library,
        house=_house(settings, access.username),
        admins=frozenset(policy.admins),
        acquaintance=acquaintance,
        catalog=Catalog(db),
        checkout=Checkout(db, now, policy, ways, handover, dispatch),
        consents=Consents(db, now),
        desk=Desk(db, access.bot_id),
        fulfillment=fulfillment,
        orders=Orders(db, now, policy, dispatch),
        outbox=outbox,
        reconciliation=Reconciliation(db, ways, fulfillment, access.bot_id),
        refunds=Refunds(db, now, policy, ways, fulfillment),
        renewals=Renewals(db, now, policy, dispatch),
        restocking=Restocking(db, now, handover, dispatch),
        receipts=Receipts(db, now, policy, dispatch),
        reviews=Reviews(db, now, policy, fulfillment),
        sales=Sales(db, dispatch),
        stockroom=Stockroom(db, now, policy, handover, dispatch),
        support=Support(db, now, policy, dispatch),
    )


async def furnish(shop: Shop) -> bool:
    """At the first start: put the documents in force and the catalog on the shelves, if both can be used.

    Returns whether any document was put in force.
    What is published stays for ever, so it waits for a catalog without mistakes. Raises FileRefused, CatalogMissing.
    """
    shelf = _parsed(shop.settings.shop.catalog) if await shop.catalog.is_empty() else None
    published = await shop.consents.publish_first(shop.house.read_documents())
    if shelf is not None:
        with suppress(NothingToDo):  # another process was faster
            await shop.catalog.replace(shelf)
    return bool(published)


def _parsed(source: Path) -> Shelf:
    """The catalog of a file; what is wrong in it is told with the file's name."""
    try:
        return parse(source.read_bytes())
    except OSError as error:
        raise CatalogMissing(unreadable_catalog(source, error)) from None
    except FileRefused as refused:
        msg = "\n".join(f"{source}: {one}" for one in sentences(refused.problems))
        raise CatalogMissing(msg) from None

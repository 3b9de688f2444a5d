"""The composition root: every part is made here, once, and knows only what it needs.

`Services` is all that a handler may ask for; aiogram finds it by the names of parameters (`workflow`).
"""

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from aiogram import Bot

from bot.runtime.business_clock import ShopClock
from bot.runtime.database_locked import wait_until_unlocked
from bot.runtime.database_unavailable import DatabaseUnavailable
from bot.settings.key_ring import KEY_FILE, key_ring
from bot.settings.legal_documents import CatalogMissing, read_documents, unreadable_catalog
from bot.settings.problem_texts import sentences
from bot.settings.sections import Settings
from bot.telegram.send_counter import SendCounter
from bot.telegram.sender import OfflineTelegram, StarsApi, TelegramSender
from handlers.pages import make_pages
from handlers.ui.hints import Hints
from handlers.ui.navigation.pages import Pages
from handlers.ui.shop_info import ShopInfo
from handlers.ui.text.translations import Translations
from services.catalog.catalog import Catalog
from services.catalog.file import CatalogSnapshot, parse
from services.customers.directory import CustomerDirectory
from services.delivery.allocation import Allocation
from services.domain.delivery.dispatch import NullOutbox, OutboxPort
from services.domain.errors import FileRefused, NoChange
from services.domain.policy import Policy
from services.domain.values.clock import Clock
from services.legal.consents import ConsentRegistry
from services.messaging.outbox import Outbox
from services.messaging.rate_limit.limiter import MESSAGES_PER_SECOND, SHARED_MESSAGES_PER_SECOND, RateLimiter
from services.orders.checkout import Checkout
from services.orders.order_history import OrderHistory
from services.payments.apply_charge import ChargeProcessor
from services.payments.providers import Provider, ProviderContext, make_provider
from services.payments.providers.stars import StarsGateway
from services.payments.receipt_review import ReceiptReview
from services.payments.receipts import Receipts
from services.payments.reconciliation import Reconciliation
from services.payments.refunds import Refunds
from services.reports.sale_notices import SaleNotices
from services.staff.work_queue import WorkQueue
from services.stock.back_in_stock import BackInStock
from services.stock.stock_import import StockImporter
from services.storage.connection.database_errors import connection_errors
from services.storage.database import Database
from services.storage.schema.bootstrap import open_database
from services.subscriptions.renewals import Renewals
from services.support.status import ServiceStatus
from services.support.tickets import SupportDesk
from services.system.heartbeats import Heartbeats


@dataclass(frozen=True)
class Services:
    """The whole shop. Its field names are the parameter names of handlers."""

    settings: Settings
    db: Database
    now: Clock
    policy: Policy
    translations: Translations
    shop_info: ShopInfo
    admins: frozenset[int]
    directory: CustomerDirectory
    catalog: Catalog
    checkout: Checkout
    consents: ConsentRegistry
    work_queue: WorkQueue
    charge_processor: ChargeProcessor
    orders: OrderHistory
    outbox: Outbox
    reconciliation: Reconciliation
    refunds: Refunds
    renewals: Renewals
    back_in_stock: BackInStock
    receipts: Receipts
    receipt_review: ReceiptReview
    sales: SaleNotices
    stock_importer: StockImporter
    support: SupportDesk
    heartbeats: Heartbeats
    status: ServiceStatus
    hints: Hints = field(default_factory=Hints)

    def workflow(self) -> dict[str, Any]:
        """The values that aiogram hands to handlers, by name."""
        kept_back = {"settings", "db", "policy"}
        known = {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in kept_back}
        return known | {"pages": self.pages}

    @cached_property
    def pages(self) -> Pages:
        """The pages of the shop."""
        return make_pages(self.catalog, self.checkout, self.consents, self.orders, self.back_in_stock, self.shop_info)

    async def close(self) -> None:
        """Close the database."""
        await self.db.close()


async def open_shop_database(settings: Settings) -> Database:
    """The database of the settings, migrated, with keys that fit.

    Raises SchemaTooNew, KeyMissing, KeysError, DatabaseUnavailable.
    """
    await wait_until_unlocked(settings)
    try:
        return await _open_database(settings)
    except connection_errors(settings.storage.address) as error:
        raise DatabaseUnavailable(settings, error) from error


async def _open_database(settings: Settings) -> Database:
    url = settings.storage.address
    configured = settings.storage.keys
    if configured or KEY_FILE.exists():
        return await open_database(url, key_ring(configured, may_create=False))
    return await open_database(url, (), lambda: key_ring((), may_create=True)[0])


async def assemble(settings: Settings, bot: Bot | None = None, clock: Clock | None = None) -> Services:
    """Make a shop. Without a bot it can do all that needs no Telegram; the running shop sends the messages."""
    db = await open_shop_database(settings)
    now = clock or ShopClock()
    translations = _translations(settings)
    directory = CustomerDirectory(db, now)
    nobody = OfflineTelegram()
    post = TelegramSender(bot, translations, directory) if bot else nobody
    limiter = RateLimiter(per_second=SHARED_MESSAGES_PER_SECOND if settings.is_shared else MESSAGES_PER_SECOND)
    outbox = Outbox(db, now, settings.policy, post, limiter)
    if bot:
        bot.session.middleware(SendCounter(limiter))
    access = (
        _Access(outbox, outbox, StarsApi(bot), (await bot.me()).username or "", bot.id)
        if bot
        else _Access(outbox, NullOutbox(), nobody, "", 0)
    )
    return _compose(settings, db, now, translations, directory, access)


def _translations(settings: Settings) -> Translations:
    return Translations(zone=settings.shop.zone, shop=settings.shop.name)


def providers(settings: Settings, gateway: StarsGateway) -> dict[str, Provider]:
    """The payment methods that are switched on, in the order of the settings."""
    return {name: make_provider(name, ProviderContext(gateway)) for name in settings.orders.methods}


def _shop_info(settings: Settings, username: str) -> ShopInfo:
    return ShopInfo(
        site=settings.shop.site,
        support_contact=settings.shop.support_contact,
        payees={name: one.payee for name, one in settings.providers.items()},
        bot_username=username,
        read_documents=lambda: read_documents(settings.shop.terms),
    )


@dataclass(frozen=True, slots=True)
class _Access:
    """The way to Telegram, as the services need it; the same without a bot leaves everything to the running shop."""

    outbox: Outbox
    dispatch: OutboxPort
    gateway: StarsGateway
    username: str
    bot_id: int


def _compose(
    settings: Settings,
    db: Database,
    now: Clock,
    translations: Translations,
    directory: CustomerDirectory,
    access: _Access,
) -> Services:
    policy, dispatch = settings.policy, access.dispatch
    enabled = providers(settings, access.gateway)
    allocation = Allocation(policy)
    charge_processor = ChargeProcessor(db, now, policy, allocation, dispatch)
    return Services(
        settings=settings,
        db=db,
        now=now,
        policy=policy,
        translations=translations,
        shop_info=_shop_info(settings, access.username),
        admins=frozenset(policy.admins),
        directory=directory,
        catalog=Catalog(db),
        checkout=Checkout(db, now, policy, enabled, allocation, dispatch),
        consents=ConsentRegistry(db, now),
        work_queue=WorkQueue(db, access.bot_id),
        charge_processor=charge_processor,
        orders=OrderHistory(db, now, policy, dispatch),
        outbox=access.outbox,
        reconciliation=Reconciliation(db, enabled, charge_processor, access.bot_id),
        refunds=Refunds(db, now, policy, enabled, charge_processor),
        renewals=Renewals(db, now, policy, dispatch),
        back_in_stock=BackInStock(db, now, allocation, dispatch),
        receipts=Receipts(db, now, policy, dispatch),
        receipt_review=ReceiptReview(db, now, policy, charge_processor),
        sales=SaleNotices(db, dispatch),
        stock_importer=StockImporter(db, now, policy, allocation, dispatch),
        support=SupportDesk(db, now, policy, dispatch),
        heartbeats=Heartbeats(db, now),
        status=ServiceStatus(db, now, settings.shop.zone),
    )


async def publish_files(shop: Services) -> bool:
    """At the first start: publish the documents and import the catalog, if both are valid.

    Returns whether any document was put in force.
    Published documents stay for ever, so this waits for a catalog without mistakes. Raises FileRefused, CatalogMissing.
    """
    snapshot = _parsed(shop.settings.shop.catalog) if await shop.catalog.is_empty() else None
    published = await shop.consents.publish_first(shop.shop_info.read_documents())
    if snapshot is not None:
        with suppress(NoChange):  # another process was faster
            await shop.catalog.replace(snapshot)
    return bool(published)


def _parsed(source: Path) -> CatalogSnapshot:
    """The catalog of a file; its problems are reported with the file's name."""
    try:
        return parse(source.read_bytes())
    except OSError as error:
        raise CatalogMissing(unreadable_catalog(source, error)) from None
    except FileRefused as refused:
        msg = "\n".join(f"{source}: {one}" for one in sentences(refused.problems))
        raise CatalogMissing(msg) from None

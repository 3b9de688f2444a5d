"""The composition root: every part is made here, once, and knows only what it needs.

`Services` is all that a handler may ask for; aiogram finds it by the names of parameters (`workflow`).
"""

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from aiogram import Bot

from bot.runtime.business_clock import ShopClock
from bot.runtime.database_locked import wait_until_unlocked
from bot.runtime.database_unavailable import DatabaseUnavailable
from bot.settings.key_ring import KEY_FILE, key_ring
from bot.settings.legal_documents import read_documents
from bot.settings.sections import Settings
from bot.telegram.send_counter import SendCounter
from bot.telegram.sender import OfflineTelegram, StarsApi, TelegramSender
from handlers.admin.permissions import menu_of
from handlers.pages import PageServices, make_pages
from handlers.ui.hints import Hints
from handlers.ui.navigation.pages import Pages
from handlers.ui.shop_info import ShopInfo
from handlers.ui.staff_menus import StaffMenus
from handlers.ui.text.translations import Translations
from services.catalog.catalog import Catalog
from services.customers.directory import CustomerDirectory
from services.delivery.allocation import Allocation
from services.domain.delivery.dispatch import NullOutbox, OutboxPort
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
from services.staff.members import StaffDirectory
from services.staff.work_queue import WorkQueue
from services.stock.back_in_stock import BackInStock
from services.stock.stock_import import StockImporter
from services.storage.connection.database_errors import connection_errors
from services.storage.database import Database
from services.storage.schema.bootstrap import open_database
from services.subscriptions.renewals import Renewals
from services.support.cases import CaseDesk
from services.support.extensions import Extensions
from services.support.incident_board import IncidentBoard
from services.support.incidents import IncidentDesk
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
    directory: CustomerDirectory
    catalog: Catalog
    checkout: Checkout
    consents: ConsentRegistry
    work_queue: WorkQueue
    staff_directory: StaffDirectory
    staff_menus: StaffMenus
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
    incident_board: IncidentBoard
    incidents: IncidentDesk
    cases: CaseDesk
    extensions: Extensions
    hints: Hints = field(default_factory=Hints)

    def workflow(self) -> dict[str, Any]:
        """The values that aiogram hands to handlers, by name."""
        kept_back = {"settings", "db", "policy"}
        known = {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in kept_back}
        return known | {"pages": self.pages}

    @cached_property
    def pages(self) -> Pages:
        """The pages of the shop."""
        return make_pages(PageServices(**{one.name: getattr(self, one.name) for one in fields(PageServices)}))

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
    post = TelegramSender(bot, translations, directory, StaffDirectory(db, settings.policy)) if bot else nobody
    limiter = RateLimiter(per_second=SHARED_MESSAGES_PER_SECOND if settings.is_shared else MESSAGES_PER_SECOND)
    outbox = Outbox(db, now, settings.policy, post, limiter)
    if bot:
        bot.session.middleware(SendCounter(limiter))
    access = (
        _Access(outbox, StarsApi(bot), (await bot.me()).username or "", bot.id)
        if bot
        else _Access(NullOutbox(), nobody, "", 0)
    )
    return _compose(settings, db, now, translations, directory, outbox, access)


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
    outbox: Outbox,
    access: _Access,
) -> Services:
    policy, dispatch, staff = settings.policy, access.dispatch, StaffDirectory(db, settings.policy)
    enabled = providers(settings, access.gateway)
    allocation = Allocation(policy)
    charge_processor = ChargeProcessor(db, now, policy, allocation, dispatch)
    incident_board = IncidentBoard(db)
    return Services(
        settings=settings,
        db=db,
        now=now,
        policy=policy,
        translations=translations,
        shop_info=_shop_info(settings, access.username),
        directory=directory,
        catalog=Catalog(db, now),
        checkout=Checkout(db, now, policy, enabled, allocation, dispatch),
        consents=ConsentRegistry(db, now),
        work_queue=WorkQueue(db, now, access.bot_id),
        staff_directory=staff,
        staff_menus=StaffMenus(staff, menu_of),
        charge_processor=charge_processor,
        orders=OrderHistory(db, now, policy, dispatch),
        outbox=outbox,
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
        incident_board=incident_board,
        incidents=IncidentDesk(db, now, incident_board),
        cases=CaseDesk(db, now, policy, allocation, dispatch),
        extensions=Extensions(db, now, policy, dispatch),
    )

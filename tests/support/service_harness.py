"""A whole shop without Telegram: the services, two clocks that tests set, and the ports as small things in memory."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.catalog.catalog import Catalog
from services.delivery.allocation import Allocation, mark_delivered
from services.domain.catalog.product import Category, Kind, Product, Renewal
from services.domain.delivery.delivery import Delivery, PreparedDelivery
from services.domain.legal.consent import DocumentKind
from services.domain.messaging.notice import Notice
from services.domain.messaging.send_outcome import Outcome, Sent
from services.domain.orders.order import Order
from services.domain.orders.purchase_request import PurchaseRequest
from services.domain.payments.payment import Payment
from services.domain.policy import Policy
from services.domain.values.clock import DAY
from services.domain.values.ids import new_id
from services.domain.values.language import Language, LocalizedText
from services.domain.values.money import Currency
from services.domain.values.secret import Secret
from services.legal.consents import ConsentRegistry
from services.orders.checkout import Checkout
from services.orders.order_history import OrderHistory
from services.payments.apply_charge import ChargeProcessor
from services.payments.providers import Provider
from services.payments.providers.manual import Manual
from services.payments.providers.stars import Stars, StarTransaction
from services.payments.receipt_review import ReceiptReview
from services.payments.receipts import Receipts
from services.payments.reconciliation import Reconciliation
from services.payments.refunds import Refunds
from services.reports.sale_notices import SaleNotices
from services.staff.members import StaffDirectory
from services.staff.work_queue import WorkQueue
from services.stock.back_in_stock import BackInStock
from services.stock.stock_import import ImportResult, StockImporter
from services.storage import tables
from services.storage.database import Database
from services.storage.tables.columns import is_due
from services.subscriptions.renewals import Renewals
from services.support.cases import CaseDesk
from services.support.extensions import Extensions
from services.support.incident_board import IncidentBoard
from services.support.incidents import IncidentDesk

AFTERNOON = 1_795_446_840_000
"""2026-11-23 15:14 UTC."""
ADMIN = 1
BOT = 42
XTR, CNY = Currency.XTR, Currency.CNY


def product(slug: str, kind: Kind = Kind.LICENSE_CODE, **params: object) -> Product:
    """A product of the test shop."""
    words = LocalizedText(slug, f"{slug} 中文")
    return Product(slug=slug, category="all", title=words, description=words, instructions=words, kind=kind, **params)  # type: ignore[arg-type]


PRODUCTS = (
    product("emby-month", prices={XTR: 150, CNY: 990}, duration_days=30, max_quantity=5),
    product("windows", prices={XTR: 80}, max_quantity=20),
    product("music", prices={XTR: 60}),
    product("books", prices={XTR: 40}),
    product("transfer-only", prices={CNY: 5000}),
    product("hidden-thing", prices={XTR: 10}, hidden=True),
    product("all-access", Kind.SUBSCRIPTION_LINK, prices={XTR: 250}, duration_days=30, renewal=Renewal.EXTEND),
)


@dataclass
class ManualClock:
    """A clock that only tests move."""

    moment: int = AFTERNOON

    def __call__(self) -> int:
        return self.moment

    def forward(self, milliseconds: int) -> None:
        self.moment += milliseconds


@dataclass
class Telegram:
    """The part of Telegram that Stars need: a ledger in memory."""

    lines: list[StarTransaction] = field(default_factory=list)
    answer: Outcome = field(default_factory=Sent)

    async def transactions(self, offset: int, limit: int) -> tuple[list[StarTransaction], int]:
        page = self.lines[offset : offset + limit]
        return page, len(page)

    async def refund(self, customer_id: int, charge_id: str) -> Outcome:
        if isinstance(self.answer, Sent) and charge_id not in self.refunds:
            self.lines.append(StarTransaction(charge_id, customer_id, "", 0, refunded=True))
        return self.answer

    @property
    def refunds(self) -> list[str]:
        return [line.charge_id for line in self.lines if line.refunded]


@dataclass
class FakeOutbox:
    """An outbox that remembers deliveries instead of sending them. With a lease, it is handed them directly."""

    lease: int | None = None
    accepted: list[PreparedDelivery] = field(default_factory=list)
    wakes: int = 0

    def send_now(self, prepared: PreparedDelivery) -> None:
        self.accepted.append(prepared)

    def wake(self) -> None:
        self.wakes += 1


@dataclass
class ShopHarness:
    """The services on one database, and short ways to look at what they did."""

    db: Database
    clock: ManualClock = field(default_factory=ManualClock)
    real: ManualClock = field(default_factory=ManualClock)
    policy: Policy = field(default_factory=lambda: Policy(admins=(ADMIN,), low_stock=0))
    telegram: Telegram = field(default_factory=Telegram)
    outbox: FakeOutbox = field(default_factory=FakeOutbox)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.providers: dict[str, Provider] = {"stars": Stars(self.telegram), "manual": Manual()}
        self.now = self.clock
        self.allocation = Allocation(self.policy)
        self.checkout = Checkout(self.db, self.clock, self.policy, self.providers, self.allocation, self.outbox)
        self.charge_processor = ChargeProcessor(self.db, self.clock, self.policy, self.allocation, self.outbox)
        self.catalog = Catalog(self.db, self.clock)
        self.consents = ConsentRegistry(self.db, self.clock)
        self.staff_directory = StaffDirectory(self.db, self.policy)
        self.work_queue = WorkQueue(self.db, self.clock, BOT)
        self.orders = OrderHistory(self.db, self.clock, self.policy, self.outbox)
        self.reconciliation = Reconciliation(self.db, self.providers, self.charge_processor, BOT)
        self.refunds = Refunds(self.db, self.clock, self.policy, self.providers, self.charge_processor)
        self.renewals = Renewals(self.db, self.clock, self.policy, self.outbox)
        self.back_in_stock = BackInStock(self.db, self.clock, self.allocation, self.outbox)
        self.receipts = Receipts(self.db, self.clock, self.policy, self.outbox)
        self.receipt_review = ReceiptReview(self.db, self.clock, self.policy, self.charge_processor)
        self.cases = CaseDesk(self.db, self.clock, self.policy, self.allocation, self.outbox)
        self.sales = SaleNotices(self.db, self.outbox)
        self.incident_board = IncidentBoard(self.db)
        self.extensions = Extensions(self.db, self.clock, self.policy, self.outbox)
        self.incidents = IncidentDesk(self.db, self.clock, self.incident_board)
        self.stock_importer = StockImporter(self.db, self.clock, self.policy, self.allocation, self.outbox)

    async def furnish(self) -> None:
        """Publish terms and fill the shelf with products, none of which has stock."""
        await self.consents.publish_first({(kind, one): f"{kind} {one}" for kind in DocumentKind for one in Language})
        async with self.db.begin() as tx:
            await tx.products.put_categories([Category("all", LocalizedText("All", "全部"))])
            for position, one in enumerate(PRODUCTS):
                await tx.products.put(one, position)

    async def product(self, slug: str) -> Product:
        async with self.db.read() as reading:
            found = await reading.products.find(slug)
        assert found is not None
        return found

    async def stocks(self, slug: str, *codes: str) -> ImportResult:
        """Import codes, which serves those who wait for them."""
        return await self.stock_importer.store(slug, [Secret(code) for code in codes], ADMIN)

    async def arrives(self, order: Order) -> None:
        """The message with the goods is with its buyer."""
        async with self.db.begin() as tx:
            await mark_delivered(tx, order, self.clock(), self.policy)

    async def request(
        self, slug: str, quantity: int = 1, method: str = "stars", renews: str | None = None
    ) -> PurchaseRequest:
        """Return the request of a fresh confirm button of this product."""
        goods = await self.product(slug)
        price = self.providers[method].price(goods)
        amount = 0 if price is None else price.amount * quantity
        return PurchaseRequest(goods.id, quantity, method, amount, new_id(), renews)

    async def order(self, order_id: str) -> Order:
        async with self.db.read() as reading:
            found = await reading.orders.get(order_id)
        assert found is not None
        return found

    async def state(self, order: Order) -> str:
        return str((await self.order(order.id)).state)

    async def goods(self, order: Order) -> list[str]:
        """The codes that were given for an order, in the clear."""
        async with self.db.read() as reading:
            return [secret.reveal() for secret in await reading.stock.goods(order.id)]

    async def history(self, order: Order) -> list[str]:
        async with self.db.read() as reading:
            return [event.kind for event in await reading.orders.history(order.id)]

    async def payments(self, order: Order) -> list[Payment]:
        async with self.db.read() as reading:
            return await reading.payments.of_order(order.id)

    async def deliveries(self, order: Order) -> Sequence[Delivery]:
        async with self.db.read() as reading:
            return await reading.deliveries.of_order(order.id)

    async def free(self, slug: str) -> int:
        """Return how many codes of a product can be sold now."""
        goods = await self.product(slug)
        async with self.db.read() as reading:
            return (await reading.stock.level(goods.id)).free

    async def notices(self) -> list[Notice]:
        """All that is to be told, oldest first, whoever it is for; told then, so that a second look finds only news."""
        async with self.db.begin() as tx:
            waiting = tables.notices.select().where(is_due(tables.notices, self.real()))
            rows = await tx.connection.execute(waiting.order_by(tables.notices.c.id))
            told = [tx.notices._notice(row) for row in rows]
            for notice in told:
                await tx.notices.sent(notice.id, None)
        return told

    async def claimed(self) -> list[Notice]:
        """Claim what is sent next, under a lease without an end."""
        async with self.db.begin() as tx:
            return await tx.notices.claim(100, 365 * DAY)

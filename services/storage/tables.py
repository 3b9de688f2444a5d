"""The schema on one page. Moments are UTC milliseconds; goods and words of people are ciphertext.

States are refused twice: by the tables of next states in the domain and by the constraints here.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from services.domain.consent import DocumentKind
from services.domain.delivery import DeliveryState
from services.domain.language import Language
from services.domain.money import Currency
from services.domain.order import OrderState
from services.domain.payment import PaymentState, RefundState
from services.domain.product import Kind, Renewal, StockDisplay
from services.domain.stock import StockState
from services.domain.subscription import SubscriptionState
from services.domain.ticket import TicketState, Topic

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Serial = BigInteger().with_variant(Integer, "sqlite")


def _key(name: str = "id") -> Column[Any]:
    return Column(name, Serial, primary_key=True, autoincrement=True)


def _moment(name: str, *, required: bool = False) -> Column[Any]:
    return Column(name, BigInteger, nullable=not required)


def _word(name: str, *, required: bool = True) -> Column[Any]:
    return Column(name, Text, nullable=not required)


def _cipher(name: str, *, required: bool = False) -> Column[Any]:
    return Column(name, LargeBinary, nullable=not required)


def _one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


def _sending() -> list[Column[Any]]:
    """What every row of an outbox carries: when it is due (real time), until when it is held, how often tried."""
    return [
        Column("due_at", BigInteger, nullable=False),
        Column("lease_until", BigInteger),
        Column("attempts", SmallInteger, nullable=False, server_default="0"),
        Column("message_id", BigInteger),
        Column("error", Text),
    ]


meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", LargeBinary, nullable=False))

customers = Table(
    "customers",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _word("pseudonym"),
    _cipher("name", required=True),
    _word("language", required=False),
    _word("guess"),
    _moment("first_seen", required=True),
    _moment("unreachable_since"),
    UniqueConstraint("pseudonym"),
)

documents = Table(
    "documents",
    metadata,
    _key(),
    _word("kind"),
    Column("version", Integer, nullable=False),
    _word("language"),
    _word("sha256"),
    _word("body"),
    _moment("published_at", required=True),
    UniqueConstraint("kind", "version", "language"),
    _one_of("kind", DocumentKind),
    _one_of("language", Language),
)

consents = Table(
    "consents",
    metadata,
    _key(),
    _word("pseudonym"),
    _word("kind"),
    Column("version", Integer, nullable=False),
    _word("language"),
    _word("sha256"),
    _moment("at", required=True),
    _word("mechanism"),
    Column("message_id", BigInteger),
    Column("update_id", BigInteger),
    _word("prev_hash"),
    _word("hash"),
    UniqueConstraint("prev_hash"),
    UniqueConstraint("hash"),
    Index(None, "pseudonym", "kind", "version"),
)

consent_head = Table(
    "consent_head",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    _word("hash"),
    CheckConstraint("id = 1", name="single"),
)

categories = Table(
    "categories",
    metadata,
    _key(),
    _word("slug"),
    _word("title_en"),
    _word("title_zh"),
    Column("position", Integer, nullable=False),
    UniqueConstraint("slug"),
)

products = Table(
    "products",
    metadata,
    _key(),
    _word("slug"),
    Column("category_id", ForeignKey("categories.id"), nullable=False),
    _word("title_en"),
    _word("title_zh"),
    _word("description_en"),
    _word("description_zh"),
    _word("instructions_en"),
    _word("instructions_zh"),
    _word("kind"),
    Column("duration_days", Integer),
    _word("renewal"),
    Column("max_quantity", SmallInteger, nullable=False),
    _word("stock_display"),
    _word("photo", required=False),
    Column("hidden", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    UniqueConstraint("slug"),
    Index(None, "category_id", "hidden", "position"),
    _one_of("kind", Kind),
    _one_of("renewal", Renewal),
    _one_of("stock_display", StockDisplay),
    CheckConstraint("max_quantity BETWEEN 1 AND 50", name="quantity"),
    CheckConstraint("duration_days IS NULL OR duration_days > 0", name="duration"),
)

prices = Table(
    "prices",
    metadata,
    Column("product_id", ForeignKey("products.id"), primary_key=True),
    Column("currency", Text, primary_key=True),
    Column("amount", BigInteger, nullable=False),
    _one_of("currency", Currency),
    CheckConstraint("amount > 0", name="amount"),
)

stock_batches = Table(
    "stock_batches",
    metadata,
    Column("id", Text, primary_key=True),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    Column("admin_id", BigInteger, nullable=False),
    _moment("created_at", required=True),
    Column("size", Integer, nullable=False),
    _moment("undone_at"),
)

orders = Table(
    "orders",
    metadata,
    Column("id", Text, primary_key=True),
    _word("number"),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    _word("intent"),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    _word("promise"),
    Column("quantity", SmallInteger, nullable=False),
    _word("currency"),
    Column("amount", BigInteger, nullable=False),
    _word("method"),
    _word("language"),
    _word("state"),
    Column("consent_id", ForeignKey("consents.id")),
    _word("renews", required=False),
    _moment("created_at", required=True),
    _moment("expires_at", required=True),
    _moment("hold_until", required=True),
    _moment("locked_until"),
    _moment("paid_at"),
    _moment("delivered_at"),
    Column("screen_id", BigInteger),
    Column("invoice_id", BigInteger),
    UniqueConstraint("number"),
    UniqueConstraint("customer_id", "intent"),
    Index(
        "uq_orders_pending",
        "customer_id",
        "product_id",
        unique=True,
        sqlite_where=text("state = 'PENDING'"),
        postgresql_where=text("state = 'PENDING'"),
    ),
    Index(None, "customer_id", "created_at"),
    Index(None, "state", "expires_at"),
    Index("ix_orders_line", "product_id", "state", "paid_at"),
    _one_of("state", OrderState),
    _one_of("currency", Currency),
    CheckConstraint("quantity > 0 AND amount > 0", name="sizes"),
    CheckConstraint("state IN ('PENDING', 'EXPIRED', 'CANCELLED') OR paid_at IS NOT NULL", name="paid"),
    CheckConstraint("state <> 'DELIVERED' OR delivered_at IS NOT NULL", name="delivered"),
)

events = Table(
    "order_events",
    metadata,
    _key(),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    _moment("at", required=True),
    _word("kind"),
    Column("actor", BigInteger),
    _word("detail", required=False),
    Index(None, "order_id"),
)

stock = Table(
    "stock_items",
    metadata,
    _key(),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    _word("state"),
    _cipher("secret", required=True),
    _cipher("fingerprint", required=True),
    Column("batch_id", ForeignKey("stock_batches.id"), nullable=False),
    Column("order_id", ForeignKey("orders.id")),
    UniqueConstraint("fingerprint"),
    Index(None, "product_id", "state", "id"),
    Index(None, "order_id"),
    Index(
        "ix_stock_items_held", "order_id", sqlite_where=text("state = 'HELD'"), postgresql_where=text("state = 'HELD'")
    ),
    Index(None, "batch_id", "state"),
    _one_of("state", StockState),
    CheckConstraint("(state IN ('HELD', 'GIVEN')) = (order_id IS NOT NULL) OR state = 'VOID'", name="owner"),
)

payments = Table(
    "payments",
    metadata,
    _key(),
    Column("order_id", ForeignKey("orders.id")),
    Column("customer_id", BigInteger, nullable=False),
    _word("provider"),
    _word("charge_id", required=False),
    _word("currency"),
    Column("amount", BigInteger, nullable=False),
    _word("state"),
    _moment("opened_at", required=True),
    _moment("submitted_at"),
    _moment("confirmed_at"),
    Column("reviewed_by", BigInteger),
    _word("reason", required=False),
    _cipher("evidence"),
    _cipher("evidence_mark"),
    UniqueConstraint("provider", "charge_id"),
    Index(None, "order_id"),
    Index(None, "state", "submitted_at"),
    Index(None, "evidence_mark"),
    Index(
        "uq_payments_confirmed",
        "order_id",
        unique=True,
        sqlite_where=text("state = 'CONFIRMED'"),
        postgresql_where=text("state = 'CONFIRMED'"),
    ),
    _one_of("state", PaymentState),
    _one_of("currency", Currency),
)

refunds = Table(
    "refunds",
    metadata,
    _key(),
    Column("payment_id", ForeignKey("payments.id"), nullable=False, unique=True),
    _word("state"),
    _word("reason"),
    Column("admin_id", BigInteger),
    _moment("asked_at", required=True),
    _moment("done_at"),
    *_sending(),
    Index(None, "state", "due_at"),
    _one_of("state", RefundState),
)

deliveries = Table(
    "deliveries",
    metadata,
    _key(),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("part", SmallInteger, nullable=False),
    Column("customer_id", BigInteger, nullable=False),
    _word("state"),
    Column("doubts", SmallInteger, nullable=False, server_default="0"),
    Column("copy", Boolean, nullable=False),
    *_sending(),
    UniqueConstraint("order_id", "part"),
    Index(None, "state", "due_at"),
    Index(None, "customer_id", "state"),
    _one_of("state", DeliveryState),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    _word("title_en"),
    _word("title_zh"),
    _word("state"),
    _moment("starts_at", required=True),
    _moment("ends_at", required=True),
    _moment("remind_at"),
    Index(None, "customer_id", "ends_at"),
    Index(None, "remind_at"),
    _one_of("state", SubscriptionState),
    CheckConstraint("ends_at > starts_at", name="period"),
)

periods = Table(
    "subscription_periods",
    metadata,
    Column("order_id", ForeignKey("orders.id"), primary_key=True),
    Column("subscription_id", ForeignKey("subscriptions.id"), nullable=False),
    _moment("starts_at", required=True),
    _moment("ends_at", required=True),
    Index(None, "subscription_id"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("subscription_id", ForeignKey("subscriptions.id"), primary_key=True),
    Column("stage", Text, primary_key=True),
    Column("ends_at", BigInteger, primary_key=True),
    _moment("at", required=True),
)

notices = Table(
    "notices",
    metadata,
    _key(),
    Column("recipient_id", BigInteger, nullable=False),
    _word("kind"),
    _cipher("facts", required=True),
    _word("once", required=False),
    _word("state"),
    _moment("stale_after"),
    *_sending(),
    UniqueConstraint("once"),
    Index(None, "state", "due_at"),
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", Text, primary_key=True),
    _word("number"),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    _word("topic"),
    _word("state"),
    _moment("opened_at", required=True),
    _moment("updated_at", required=True),
    UniqueConstraint("number"),
    Index(None, "customer_id", "updated_at"),
    Index(None, "state", "updated_at"),
    _one_of("state", TicketState),
    _one_of("topic", Topic),
)

posts = Table(
    "ticket_posts",
    metadata,
    _key(),
    Column("ticket_id", ForeignKey("tickets.id"), nullable=False),
    Column("author_id", BigInteger, nullable=False),
    _moment("at", required=True),
    _cipher("text", required=True),
    _word("photo", required=False),
    Index(None, "ticket_id"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger),
    _word("kind"),
    _word("state"),
    _cipher("payload"),
    _moment("received_at", required=True),
    _moment("done_at"),
    Column("lease_until", BigInteger),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    _word("error", required=False),
    Index(None, "state", "lease_until"),
    Index(None, "state", "done_at"),
    CheckConstraint("state IN ('OPEN', 'DONE', 'DEAD', 'SKIPPED')", name="state"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("key", Text, primary_key=True),
    _word("state", required=False),
    _cipher("data"),
    _moment("updated_at", required=True),
)

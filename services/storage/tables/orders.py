"""The tables of orders: orders and their events."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from services.domain.orders.order import OrderState
from services.domain.values.money import Currency
from services.storage.tables.columns import key, metadata, one_of, string, timestamp

orders = Table(
    "orders",
    metadata,
    Column("id", Text, primary_key=True),
    string("number"),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    string("idempotency_key", stored="intent"),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    string("snapshot", stored="promise"),
    Column("quantity", SmallInteger, nullable=False),
    string("currency"),
    Column("amount", BigInteger, nullable=False),
    string("method"),
    string("language"),
    string("state"),
    Column("consent_id", ForeignKey("consents.id")),
    string("renews", required=False),
    timestamp("created_at", required=True),
    timestamp("expires_at", required=True),
    timestamp("reserved_until", required=True, stored="hold_until"),
    timestamp("payment_locked_until", stored="locked_until"),
    timestamp("paid_at"),
    timestamp("delivered_at"),
    Column("screen_id", BigInteger, key="screen_message_id"),
    Column("invoice_id", BigInteger, key="invoice_message_id"),
    UniqueConstraint("number"),
    UniqueConstraint("customer_id", "idempotency_key"),
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
    one_of("state", OrderState),
    one_of("currency", Currency),
    CheckConstraint("quantity > 0 AND amount > 0", name="sizes"),
    CheckConstraint("state IN ('PENDING', 'EXPIRED', 'CANCELLED') OR paid_at IS NOT NULL", name="paid"),
    CheckConstraint("state <> 'DELIVERED' OR delivered_at IS NOT NULL", name="delivered"),
)

events = Table(
    "order_events",
    metadata,
    key(),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    timestamp("at", required=True),
    string("kind"),
    Column("actor", BigInteger),
    string("detail", required=False),
    Index(None, "order_id"),
)

"""Orders and the money for them, and the time that they pay for."""

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
from services.domain.payments.payment import PaymentState, RefundState
from services.domain.subscriptions.subscription import SubscriptionState
from services.domain.values.money import Currency
from services.storage.tables.columns import encrypted, key, metadata, one_of, outbox_columns, string, timestamp

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

payments = Table(
    "payments",
    metadata,
    key(),
    Column("order_id", ForeignKey("orders.id")),
    Column("customer_id", BigInteger, nullable=False),
    string("provider"),
    string("charge_id", required=False),
    string("currency"),
    Column("amount", BigInteger, nullable=False),
    string("state"),
    timestamp("opened_at", required=True),
    timestamp("submitted_at"),
    timestamp("confirmed_at"),
    Column("reviewed_by", BigInteger),
    string("reason", required=False),
    encrypted("evidence"),
    encrypted("evidence_mark"),
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
    one_of("state", PaymentState),
    one_of("currency", Currency),
)

receipts = Table(
    "receipts",
    metadata,
    key(),
    Column("customer_id", BigInteger, nullable=False),
    Column("payment_id", ForeignKey("payments.id")),
    timestamp("at", required=True),
    encrypted("shown", required=True),
    string("dedup_key", required=False, stored="once"),
    string("album", required=False),
    UniqueConstraint("dedup_key"),
    Index(None, "payment_id"),
    Index(None, "customer_id", "at"),
)

refunds = Table(
    "refunds",
    metadata,
    key(),
    Column("payment_id", ForeignKey("payments.id"), nullable=False, unique=True),
    string("state"),
    string("reason"),
    Column("admin_id", BigInteger),
    timestamp("asked_at", required=True),
    timestamp("done_at"),
    *outbox_columns(),
    Index(None, "state", "due_at"),
    one_of("state", RefundState),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    string("title_en"),
    string("title_zh"),
    string("state"),
    timestamp("starts_at", required=True),
    timestamp("ends_at", required=True),
    timestamp("remind_at"),
    Index(None, "customer_id", "ends_at"),
    Index(None, "remind_at"),
    one_of("state", SubscriptionState),
    CheckConstraint("ends_at > starts_at", name="period"),
)

periods = Table(
    "subscription_periods",
    metadata,
    Column("order_id", ForeignKey("orders.id"), primary_key=True),
    Column("subscription_id", ForeignKey("subscriptions.id"), nullable=False),
    timestamp("starts_at", required=True),
    timestamp("ends_at", required=True),
    Index(None, "subscription_id"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("subscription_id", ForeignKey("subscriptions.id"), primary_key=True),
    Column("stage", Text, primary_key=True),
    Column("ends_at", BigInteger, primary_key=True),
    timestamp("at", required=True),
)

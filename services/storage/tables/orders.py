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
from services.storage.tables.columns import cipher, key, metadata, moment, one_of, sending, word

orders = Table(
    "orders",
    metadata,
    Column("id", Text, primary_key=True),
    word("number"),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    word("intent"),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    word("promise"),
    Column("quantity", SmallInteger, nullable=False),
    word("currency"),
    Column("amount", BigInteger, nullable=False),
    word("method"),
    word("language"),
    word("state"),
    Column("consent_id", ForeignKey("consents.id")),
    word("renews", required=False),
    moment("created_at", required=True),
    moment("expires_at", required=True),
    moment("hold_until", required=True),
    moment("locked_until"),
    moment("paid_at"),
    moment("delivered_at"),
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
    moment("at", required=True),
    word("kind"),
    Column("actor", BigInteger),
    word("detail", required=False),
    Index(None, "order_id"),
)

payments = Table(
    "payments",
    metadata,
    key(),
    Column("order_id", ForeignKey("orders.id")),
    Column("customer_id", BigInteger, nullable=False),
    word("provider"),
    word("charge_id", required=False),
    word("currency"),
    Column("amount", BigInteger, nullable=False),
    word("state"),
    moment("opened_at", required=True),
    moment("submitted_at"),
    moment("confirmed_at"),
    Column("reviewed_by", BigInteger),
    word("reason", required=False),
    cipher("evidence"),
    cipher("evidence_mark"),
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
    moment("at", required=True),
    cipher("shown", required=True),
    word("once", required=False),
    word("album", required=False),
    UniqueConstraint("once"),
    Index(None, "payment_id"),
    Index(None, "customer_id", "at"),
)

refunds = Table(
    "refunds",
    metadata,
    key(),
    Column("payment_id", ForeignKey("payments.id"), nullable=False, unique=True),
    word("state"),
    word("reason"),
    Column("admin_id", BigInteger),
    moment("asked_at", required=True),
    moment("done_at"),
    *sending(),
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
    word("title_en"),
    word("title_zh"),
    word("state"),
    moment("starts_at", required=True),
    moment("ends_at", required=True),
    moment("remind_at"),
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
    moment("starts_at", required=True),
    moment("ends_at", required=True),
    Index(None, "subscription_id"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("subscription_id", ForeignKey("subscriptions.id"), primary_key=True),
    Column("stage", Text, primary_key=True),
    Column("ends_at", BigInteger, primary_key=True),
    moment("at", required=True),
)

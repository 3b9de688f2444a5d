"""The tables of money: payments, the receipts of customers, refunds."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, UniqueConstraint, text

from services.domain.payments.payment import PaymentState, RefundState
from services.domain.values.money import Currency
from services.storage.tables.columns import encrypted, key, metadata, one_of, outbox_columns, string, timestamp

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
    Index(None, "customer_id"),
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

"""The tables of stock: batches, items, the waiting list of sold-out products, drafts of imports."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from services.domain.stock.stock import DraftState, StockState
from services.storage.tables.columns import encrypted, key, metadata, one_of, string, timestamp

stock_batches = Table(
    "stock_batches",
    metadata,
    Column("id", Text, primary_key=True),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    Column("admin_id", BigInteger, nullable=False),
    timestamp("created_at", required=True),
    Column("size", Integer, nullable=False),
    timestamp("undone_at"),
)

stock = Table(
    "stock_items",
    metadata,
    key(),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    string("state"),
    encrypted("secret", required=True),
    encrypted("fingerprint", required=True),
    Column("batch_id", ForeignKey("stock_batches.id"), nullable=False),
    Column("order_id", ForeignKey("orders.id")),
    UniqueConstraint("fingerprint"),
    Index(None, "product_id", "state", "id"),
    Index(None, "order_id"),
    Index(
        "ix_stock_items_held", "order_id", sqlite_where=text("state = 'HELD'"), postgresql_where=text("state = 'HELD'")
    ),
    Index(None, "batch_id", "state"),
    one_of("state", StockState),
    CheckConstraint("(state IN ('HELD', 'GIVEN')) = (order_id IS NOT NULL) OR state = 'VOID'", name="owner"),
)

waitlist = Table(
    "watchers",
    metadata,
    key(),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    timestamp("asked_at", required=True),
    Column("told_at", BigInteger, nullable=False, server_default="0"),
    Column("item_id", BigInteger),
    UniqueConstraint("customer_id", "product_id"),
    Index(None, "product_id", "told_at", "id"),
    Index(None, "told_at"),
    Index(None, "asked_at"),
)

stock_drafts = Table(
    "stock_drafts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("admin_id", BigInteger, nullable=False),
    string("product"),
    string("state"),
    Column("added", Integer, nullable=False),
    Column("served", Integer, nullable=False),
    timestamp("expires_at", required=True),
    string("choices", required=False),
    Index(None, "expires_at"),
    one_of("state", DraftState),
)

stock_draft_parts = Table(
    "stock_draft_parts",
    metadata,
    Column("draft_id", ForeignKey("stock_drafts.id"), primary_key=True),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    encrypted("content"),
)

"""The tables of the catalog: categories, products, prices, goods, and the waiting list of sold-out products."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from services.domain.catalog.product import Kind, Renewal, StockDisplay
from services.domain.stock.stock import StockState
from services.domain.values.money import Currency
from services.storage.tables.columns import encrypted, key, metadata, one_of, string, timestamp

categories = Table(
    "categories",
    metadata,
    key(),
    string("slug"),
    string("title_en"),
    string("title_zh"),
    Column("position", Integer, nullable=False),
    UniqueConstraint("slug"),
)

products = Table(
    "products",
    metadata,
    key(),
    string("slug"),
    Column("category_id", ForeignKey("categories.id"), nullable=False),
    string("title_en"),
    string("title_zh"),
    string("description_en"),
    string("description_zh"),
    string("instructions_en"),
    string("instructions_zh"),
    string("kind"),
    Column("duration_days", Integer),
    string("renewal"),
    Column("max_quantity", SmallInteger, nullable=False),
    string("stock_display"),
    string("photo", required=False),
    Column("hidden", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    UniqueConstraint("slug"),
    Index(None, "category_id", "hidden", "position"),
    one_of("kind", Kind),
    one_of("renewal", Renewal),
    one_of("stock_display", StockDisplay),
    CheckConstraint("max_quantity BETWEEN 1 AND 50", name="quantity"),
    CheckConstraint("duration_days IS NULL OR duration_days > 0", name="duration"),
)

prices = Table(
    "prices",
    metadata,
    Column("product_id", ForeignKey("products.id"), primary_key=True),
    Column("currency", Text, primary_key=True),
    Column("amount", BigInteger, nullable=False),
    one_of("currency", Currency),
    CheckConstraint("amount > 0", name="amount"),
)

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

"""What is sold: categories, products, prices, goods; and who waits for what is sold out."""

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
from services.storage.tables.columns import cipher, key, metadata, moment, one_of, word

categories = Table(
    "categories",
    metadata,
    key(),
    word("slug"),
    word("title_en"),
    word("title_zh"),
    Column("position", Integer, nullable=False),
    UniqueConstraint("slug"),
)

products = Table(
    "products",
    metadata,
    key(),
    word("slug"),
    Column("category_id", ForeignKey("categories.id"), nullable=False),
    word("title_en"),
    word("title_zh"),
    word("description_en"),
    word("description_zh"),
    word("instructions_en"),
    word("instructions_zh"),
    word("kind"),
    Column("duration_days", Integer),
    word("renewal"),
    Column("max_quantity", SmallInteger, nullable=False),
    word("stock_display"),
    word("photo", required=False),
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
    moment("created_at", required=True),
    Column("size", Integer, nullable=False),
    moment("undone_at"),
)

stock = Table(
    "stock_items",
    metadata,
    key(),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    word("state"),
    cipher("secret", required=True),
    cipher("fingerprint", required=True),
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

watchers = Table(
    "watchers",
    metadata,
    key(),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    Column("product_id", ForeignKey("products.id"), nullable=False),
    moment("asked_at", required=True),
    Column("told_at", BigInteger, nullable=False, server_default="0"),
    Column("item_id", BigInteger),
    UniqueConstraint("customer_id", "product_id"),
    Index(None, "product_id", "told_at", "id"),
    Index(None, "told_at"),
    Index(None, "asked_at"),
)

"""The tables of the catalog: categories, products, prices."""

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
)

from services.domain.catalog.product import Kind, Renewal, StockDisplay
from services.domain.values.money import Currency
from services.storage.tables.columns import key, metadata, one_of, string

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

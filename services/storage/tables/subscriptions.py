"""The tables of subscriptions: the subscriptions, the periods that orders pay for, the reminders that were written."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Table, Text

from services.domain.subscriptions.subscription import SubscriptionState
from services.storage.tables.columns import metadata, one_of, string, timestamp

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
    Index(None, "ends_at"),
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

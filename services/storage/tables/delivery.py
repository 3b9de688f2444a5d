"""The table of deliveries, one row for each message with goods."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, SmallInteger, Table, UniqueConstraint

from services.domain.delivery.delivery import DeliveryState
from services.storage.tables.columns import key, metadata, one_of, outbox_columns, string

deliveries = Table(
    "deliveries",
    metadata,
    key(),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("part", SmallInteger, nullable=False),
    Column("customer_id", BigInteger, nullable=False),
    string("state"),
    Column("doubts", SmallInteger, key="uncertain_attempts", nullable=False, server_default="0"),
    Column("copy", Boolean, key="is_resend", nullable=False),
    *outbox_columns(),
    UniqueConstraint("order_id", "part"),
    Index(None, "state", "due_at"),
    Index(None, "customer_id", "state"),
    one_of("state", DeliveryState),
)

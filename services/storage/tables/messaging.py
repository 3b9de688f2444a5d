"""The tables of messages: updates, conversations, outcomes, deliveries, notices; and single values."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

from services.domain.delivery.delivery import DeliveryState
from services.storage.tables.columns import encrypted, key, metadata, one_of, outbox_columns, string, timestamp

key_values = Table(
    "meta", metadata, Column("key", Text, primary_key=True), Column("value", LargeBinary, nullable=False)
)

IS_OPEN = text("state = 'OPEN'")
IS_DEAD = text("state = 'DEAD'")
IS_PARKED = text("state = 'UNREACHABLE'")
IS_DUE = text("state = 'DUE'")
IS_KEYLESS = literal_column("coalesce(once, '') = ''", Boolean)
"""Not `once IS NULL`: SQLite would look for that along the index of all keys, which holds those without one too."""

inbox = Table(
    "inbox",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger),
    string("kind"),
    string("state"),
    encrypted("payload"),
    timestamp("received_at", required=True),
    timestamp("done_at"),
    Column("lease_until", BigInteger),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    string("error", required=False),
    Column("recoveries", SmallInteger, nullable=False, server_default="0"),
    Index(None, "state", "lease_until"),
    Index(None, "state", "done_at"),
    Index("ix_inbox_open_user_id", "user_id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    Index("ix_inbox_open", "bot_id", "update_id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    Index("ix_inbox_dead", "bot_id", "update_id", sqlite_where=IS_DEAD, postgresql_where=IS_DEAD),
    CheckConstraint("state IN ('OPEN', 'DONE', 'DEAD', 'SKIPPED')", name="state"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("key", Text, primary_key=True),
    string("state", required=False),
    encrypted("data"),
    timestamp("updated_at", required=True),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("key", Text, primary_key=True),
    encrypted("outcome", required=True),
    timestamp("at", required=True),
    Index(None, "at"),
)

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

notices = Table(
    "notices",
    metadata,
    key(),
    Column("recipient_id", BigInteger, nullable=False),
    string("kind"),
    encrypted("params", required=True, stored="facts"),
    string("dedup_key", required=False, stored="once"),
    string("state"),
    timestamp("expires_at", stored="stale_after"),
    *outbox_columns(),
    Column("priority", SmallInteger, nullable=False, server_default="0"),
    Column("doubts", SmallInteger, key="uncertain_attempts", nullable=False, server_default="0"),
    UniqueConstraint("dedup_key"),
    Index(None, "state", "due_at"),
    Index("ix_notices_queue", "priority", "due_at", sqlite_where=IS_DUE, postgresql_where=IS_DUE),
    Index("ix_notices_line", "recipient_id", "priority", "due_at", sqlite_where=IS_DUE, postgresql_where=IS_DUE),
    Index("ix_notices_parked_recipient_id", "recipient_id", sqlite_where=IS_PARKED, postgresql_where=IS_PARKED),
    Index("ix_notices_keyless", "state", "due_at", sqlite_where=IS_KEYLESS, postgresql_where=IS_KEYLESS),
)

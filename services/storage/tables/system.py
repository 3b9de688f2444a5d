"""The tables of the system: updates, conversations, outcomes, downtimes, single values, what processes share."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, LargeBinary, SmallInteger, Table, Text, text

from services.storage.tables.columns import encrypted, key, metadata, string, timestamp

key_values = Table(
    "meta", metadata, Column("key", Text, primary_key=True), Column("value", LargeBinary, nullable=False)
)

IS_OPEN = text("state = 'OPEN'")
IS_DEAD = text("state = 'DEAD'")

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

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    string("holder"),
    timestamp("lease_until", required=True),
)

user_owners = Table(
    "lanes",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    string("holder"),
    timestamp("used_at", required=True),
    Index(None, "holder", "used_at"),
)

send_slots = Table(
    "turns",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    timestamp("next_at", required=True),
    Index(None, "next_at"),
)
"""Nothing here reads or writes it; a version before may, beside this one."""

downtimes = Table(
    "downtimes",
    metadata,
    key(),
    timestamp("starts_at", required=True),
    timestamp("ends_at", required=True),
    Index(None, "ends_at"),
    CheckConstraint("ends_at >= starts_at", name="span"),
)

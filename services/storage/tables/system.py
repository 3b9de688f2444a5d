"""The tables of the system: leases and owners of customers, which processes share, and downtimes."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Table, Text

from services.storage.tables.columns import key, metadata, string, timestamp

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

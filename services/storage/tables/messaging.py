"""The table of notices."""

from sqlalchemy import BigInteger, Boolean, Column, Index, SmallInteger, Table, UniqueConstraint, literal_column, text

from services.storage.tables.columns import encrypted, key, metadata, outbox_columns, string, timestamp

IS_PARKED = text("state = 'UNREACHABLE'")
IS_DUE = text("state = 'DUE'")
IS_KEYLESS = literal_column("coalesce(once, '') = ''", Boolean)
"""Not `once IS NULL`: SQLite would look for that along the index of all keys, which holds those without one too."""

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

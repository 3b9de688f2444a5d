"""The tables of staff: roles, invitations to them, and the audit log, whose entries are only ever added."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

from services.domain.staff.role import Role
from services.storage.tables.columns import Serial, metadata, one_of, string, timestamp

staff = Table(
    "staff",
    metadata,
    Column("user_id", ForeignKey("customers.id"), primary_key=True, autoincrement=False),
    string("role"),
    Column("granted_by", BigInteger, nullable=False),
    timestamp("granted_at", required=True),
    Index(None, "role"),
    one_of("role", Role),
)

staff_invitations = Table(
    "staff_invitations",
    metadata,
    Column("key", Text, primary_key=True),
    string("role"),
    Column("created_by", BigInteger, nullable=False),
    timestamp("created_at", required=True),
    timestamp("expires_at", required=True),
    Column("accepted_by", BigInteger),
    timestamp("accepted_at"),
    Index(None, "expires_at"),
    one_of("role", Role),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=False),
    timestamp("at", required=True),
    Column("actor", BigInteger),
    string("action"),
    string("subject"),
    string("before", required=False),
    string("after", required=False),
    string("act", required=False),
    string("prev_hash"),
    string("hash"),
    UniqueConstraint("act"),
    UniqueConstraint("prev_hash"),
    UniqueConstraint("hash"),
    Index(None, "actor", "id"),
    Index(None, "action", "id"),
    Index(None, "subject", "id"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("entries", BigInteger, nullable=False),
    string("hash"),
    CheckConstraint("id = 1", name="single"),
)

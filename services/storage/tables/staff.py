"""The tables of staff: who has a role, and the roles that were offered."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from services.domain.staff.role import Role
from services.storage.tables.columns import metadata, one_of, string, timestamp

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

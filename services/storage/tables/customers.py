"""The tables of customers: profiles, requests about their data, erasures."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text, UniqueConstraint

from services.storage.tables.columns import encrypted, metadata, string, timestamp

customers = Table(
    "customers",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    string("pseudonym"),
    encrypted("name", required=True),
    string("language", required=False),
    string("guess"),
    timestamp("first_seen", required=True),
    timestamp("unreachable_since"),
    UniqueConstraint("pseudonym"),
)

copy_requests = Table(
    "data_copies",
    metadata,
    Column("customer_id", ForeignKey("customers.id"), primary_key=True, autoincrement=False),
    timestamp("asked_at", required=True),
)

erasure_requests = Table(
    "erasure_requests",
    metadata,
    Column("customer_id", ForeignKey("customers.id"), primary_key=True, autoincrement=False),
    string("number"),
    timestamp("asked_at", required=True),
    timestamp("due_at", required=True),
    Index(None, "due_at"),
)

erasures = Table(
    "erasures",
    metadata,
    Column("pseudonym", Text, primary_key=True),
    string("number"),
    timestamp("at", required=True),
)

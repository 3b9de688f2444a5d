"""The table of customers."""

from sqlalchemy import BigInteger, Column, Table, UniqueConstraint

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

"""The tables of drafts that are not imported yet."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from services.domain.stock.stock import DraftState
from services.storage.tables.columns import encrypted, metadata, one_of, string, timestamp

stock_drafts = Table(
    "stock_drafts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("admin_id", BigInteger, nullable=False),
    string("product"),
    string("state"),
    Column("added", Integer, nullable=False),
    Column("served", Integer, nullable=False),
    timestamp("expires_at", required=True),
    string("choices", required=False),
    Index(None, "expires_at"),
    one_of("state", DraftState),
)

stock_draft_parts = Table(
    "stock_draft_parts",
    metadata,
    Column("draft_id", ForeignKey("stock_drafts.id"), primary_key=True),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    encrypted("content"),
)

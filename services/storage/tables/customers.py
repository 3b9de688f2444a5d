"""The tables of customers: profiles, consents, tickets."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

from services.domain.legal.consent import DocumentKind
from services.domain.support.ticket import TicketState, Topic
from services.domain.values.language import Language
from services.storage.tables.columns import encrypted, key, metadata, one_of, string, timestamp

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

documents = Table(
    "documents",
    metadata,
    key(),
    string("kind"),
    Column("version", Integer, nullable=False),
    string("language"),
    string("sha256"),
    string("body"),
    timestamp("published_at", required=True),
    UniqueConstraint("kind", "version", "language"),
    one_of("kind", DocumentKind),
    one_of("language", Language),
)

consents = Table(
    "consents",
    metadata,
    key(),
    string("pseudonym"),
    string("kind"),
    Column("version", Integer, nullable=False),
    string("language"),
    string("sha256"),
    timestamp("at", required=True),
    string("mechanism"),
    Column("message_id", BigInteger),
    Column("update_id", BigInteger),
    string("prev_hash"),
    string("hash"),
    UniqueConstraint("prev_hash"),
    UniqueConstraint("hash"),
    Index(None, "pseudonym", "kind", "version"),
)

consent_head = Table(
    "consent_head",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    string("hash"),
    CheckConstraint("id = 1", name="single"),
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", Text, primary_key=True),
    string("number"),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    string("topic"),
    string("state"),
    timestamp("opened_at", required=True),
    timestamp("updated_at", required=True),
    Column("waits_since", BigInteger, nullable=False, server_default="0"),
    timestamp("told_at"),
    UniqueConstraint("number"),
    Index(None, "customer_id", "updated_at"),
    Index(None, "state", "updated_at"),
    Index(None, "state", "waits_since"),
    one_of("state", TicketState),
    one_of("topic", Topic),
)

posts = Table(
    "ticket_posts",
    metadata,
    key(),
    Column("ticket_id", ForeignKey("tickets.id"), nullable=False),
    Column("author_id", BigInteger, nullable=False),
    timestamp("at", required=True),
    encrypted("text", required=True),
    string("photo", required=False),
    string("dedup_key", required=False, stored="once"),
    string("media", required=False),
    string("album", required=False),
    UniqueConstraint("dedup_key"),
    Index(None, "ticket_id"),
    Index(None, "author_id", "at"),
)

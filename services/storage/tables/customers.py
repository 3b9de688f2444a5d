"""People: who they are, what they accepted, what they asked."""

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
from services.storage.tables.columns import cipher, key, metadata, moment, one_of, word

customers = Table(
    "customers",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    word("pseudonym"),
    cipher("name", required=True),
    word("language", required=False),
    word("guess"),
    moment("first_seen", required=True),
    moment("unreachable_since"),
    UniqueConstraint("pseudonym"),
)

documents = Table(
    "documents",
    metadata,
    key(),
    word("kind"),
    Column("version", Integer, nullable=False),
    word("language"),
    word("sha256"),
    word("body"),
    moment("published_at", required=True),
    UniqueConstraint("kind", "version", "language"),
    one_of("kind", DocumentKind),
    one_of("language", Language),
)

consents = Table(
    "consents",
    metadata,
    key(),
    word("pseudonym"),
    word("kind"),
    Column("version", Integer, nullable=False),
    word("language"),
    word("sha256"),
    moment("at", required=True),
    word("mechanism"),
    Column("message_id", BigInteger),
    Column("update_id", BigInteger),
    word("prev_hash"),
    word("hash"),
    UniqueConstraint("prev_hash"),
    UniqueConstraint("hash"),
    Index(None, "pseudonym", "kind", "version"),
)

consent_head = Table(
    "consent_head",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    word("hash"),
    CheckConstraint("id = 1", name="single"),
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", Text, primary_key=True),
    word("number"),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    word("topic"),
    word("state"),
    moment("opened_at", required=True),
    moment("updated_at", required=True),
    Column("waits_since", BigInteger, nullable=False, server_default="0"),
    moment("told_at"),
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
    moment("at", required=True),
    cipher("text", required=True),
    word("photo", required=False),
    word("once", required=False),
    word("media", required=False),
    word("album", required=False),
    UniqueConstraint("once"),
    Index(None, "ticket_id"),
    Index(None, "author_id", "at"),
)

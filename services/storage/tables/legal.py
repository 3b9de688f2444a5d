"""The tables of documents in force and of the consents to them."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, SmallInteger, Table, UniqueConstraint

from services.domain.legal.consent import DocumentKind
from services.domain.values.language import Language
from services.storage.tables.columns import key, metadata, one_of, string, timestamp

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

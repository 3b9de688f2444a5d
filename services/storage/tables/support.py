"""The tables of tickets with their messages, of incidents with their updates, and of cases of faulty goods."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from services.domain.support.case import CaseState
from services.domain.support.extension import ExtensionState
from services.domain.support.incident import IncidentKind, IncidentState
from services.domain.support.ticket import TicketState, Topic
from services.storage.tables.columns import encrypted, key, metadata, one_of, string, timestamp

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

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    string("number"),
    string("kind"),
    string("state"),
    string("title_en"),
    string("title_zh"),
    timestamp("started_at", required=True),
    timestamp("closed_at"),
    Column("author_id", BigInteger, nullable=False),
    UniqueConstraint("number"),
    Index(None, "state", "started_at"),
    Index(None, "closed_at"),
    one_of("kind", IncidentKind),
    one_of("state", IncidentState),
    CheckConstraint("(state = 'CLOSED') = (closed_at IS NOT NULL)", name="closed"),
)

incident_products = Table(
    "incident_products",
    metadata,
    Column("incident_id", ForeignKey("incidents.id"), primary_key=True),
    Column("product_id", ForeignKey("products.id"), primary_key=True),
)

incident_updates = Table(
    "incident_updates",
    metadata,
    key(),
    Column("incident_id", ForeignKey("incidents.id"), nullable=False),
    timestamp("at", required=True),
    Column("author_id", BigInteger, nullable=False),
    string("text_en"),
    string("text_zh"),
    Index(None, "incident_id"),
)

cases = Table(
    "cases",
    metadata,
    Column("id", Text, primary_key=True),
    string("number"),
    Column("customer_id", ForeignKey("customers.id"), nullable=False),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("item_id", ForeignKey("stock_items.id"), nullable=False),
    string("state"),
    timestamp("opened_at", required=True),
    timestamp("decided_at"),
    Column("decided_by", BigInteger),
    string("reason", required=False),
    Column("replacement_id", ForeignKey("stock_items.id")),
    Column("delivery_id", ForeignKey("deliveries.id")),
    UniqueConstraint("number"),
    UniqueConstraint("item_id"),
    UniqueConstraint("replacement_id"),
    UniqueConstraint("delivery_id"),
    Index(None, "order_id"),
    Index(None, "customer_id", "state"),
    Index(None, "state", "opened_at"),
    one_of("state", CaseState),
)

extensions = Table(
    "incident_extensions",
    metadata,
    Column("incident_id", ForeignKey("incidents.id"), primary_key=True),
    Column("days", Integer, nullable=False),
    string("state"),
    Column("author_id", BigInteger, nullable=False),
    timestamp("asked_at", required=True),
    timestamp("finished_at"),
    Column("expected", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    string("position"),
    Index(
        "ix_incident_extensions_running",
        "asked_at",
        sqlite_where=text("state = 'RUNNING'"),
        postgresql_where=text("state = 'RUNNING'"),
    ),
    one_of("state", ExtensionState),
    CheckConstraint("days > 0", name="days"),
)

extended = Table(
    "extended_subscriptions",
    metadata,
    Column("incident_id", ForeignKey("incident_extensions.incident_id"), primary_key=True),
    Column("subscription_id", ForeignKey("subscriptions.id"), primary_key=True),
    timestamp("at", required=True),
    timestamp("ended_at", required=True),
    Index(None, "subscription_id"),
)

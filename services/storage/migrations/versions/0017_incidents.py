"""Incidents that staff announce."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

Serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("title_en", sa.Text, nullable=False),
        sa.Column("title_zh", sa.Text, nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("closed_at", sa.BigInteger),
        sa.Column("author_id", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("number", name="uq_incidents_number"),
        sa.CheckConstraint("kind IN ('outage', 'degraded', 'maintenance')", name=op.f("ck_incidents_kind")),
        sa.CheckConstraint("state IN ('OPEN', 'CLOSED')", name=op.f("ck_incidents_state")),
        sa.CheckConstraint("(state = 'CLOSED') = (closed_at IS NOT NULL)", name=op.f("ck_incidents_closed")),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
    )
    op.create_index("ix_incidents_state_started_at", "incidents", ["state", "started_at"])
    op.create_index("ix_incidents_closed_at", "incidents", ["closed_at"])
    op.create_table(
        "incident_products",
        sa.Column("incident_id", sa.Text, nullable=False),
        sa.Column("product_id", Serial, nullable=False),
        sa.PrimaryKeyConstraint("incident_id", "product_id", name="pk_incident_products"),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name="fk_incident_products_incident_id"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_incident_products_product_id"),
    )
    op.create_table(
        "incident_updates",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("incident_id", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("author_id", sa.BigInteger, nullable=False),
        sa.Column("text_en", sa.Text, nullable=False),
        sa.Column("text_zh", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incident_updates"),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name="fk_incident_updates_incident_id"),
    )
    op.create_index("ix_incident_updates_incident_id", "incident_updates", ["incident_id"])


def downgrade() -> None:
    op.drop_table("incident_updates")
    op.drop_table("incident_products")
    op.drop_table("incidents")

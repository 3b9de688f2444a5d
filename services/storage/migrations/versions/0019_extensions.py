"""Subscriptions that were extended after an incident."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

RUNNING = sa.text("state = 'RUNNING'")


def upgrade() -> None:
    op.create_table(
        "incident_extensions",
        sa.Column("incident_id", sa.Text, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("author_id", sa.BigInteger, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("finished_at", sa.BigInteger),
        sa.Column("expected", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("position", sa.Text, nullable=False),
        sa.CheckConstraint("state IN ('RUNNING', 'DONE')", name=op.f("ck_incident_extensions_state")),
        sa.CheckConstraint("days > 0", name=op.f("ck_incident_extensions_days")),
        sa.PrimaryKeyConstraint("incident_id", name="pk_incident_extensions"),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name="fk_incident_extensions_incident_id"),
    )
    op.create_index(
        "ix_incident_extensions_running",
        "incident_extensions",
        ["asked_at"],
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )
    op.create_table(
        "extended_subscriptions",
        sa.Column("incident_id", sa.Text, nullable=False),
        sa.Column("subscription_id", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("incident_id", "subscription_id", name="pk_extended_subscriptions"),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident_extensions.incident_id"], name="fk_extended_subscriptions_incident_id"
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscriptions.id"], name="fk_extended_subscriptions_subscription_id"
        ),
    )
    op.create_index("ix_extended_subscriptions_subscription_id", "extended_subscriptions", ["subscription_id"])
    op.create_index("ix_subscriptions_ends_at", "subscriptions", ["ends_at"])


def downgrade() -> None:
    op.drop_index("ix_subscriptions_ends_at", "subscriptions")
    op.drop_table("extended_subscriptions")
    op.drop_table("incident_extensions")

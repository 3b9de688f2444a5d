"""The times in which the shop did not serve, by its own heartbeats."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "downtimes",
        sa.Column("id", serial, autoincrement=True, nullable=False),
        sa.Column("starts_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("ends_at >= starts_at", name=op.f("ck_downtimes_span")),
        sa.PrimaryKeyConstraint("id", name="pk_downtimes"),
    )
    op.create_index("ix_downtimes_ends_at", "downtimes", ["ends_at"])


def downgrade() -> None:
    op.drop_table("downtimes")

"""The outcomes of acts, so that an update that comes again finds them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outcomes",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("outcome", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_outcomes"),
    )
    op.create_index("ix_outcomes_at", "outcomes", ["at"])


def downgrade() -> None:
    op.drop_table("outcomes")

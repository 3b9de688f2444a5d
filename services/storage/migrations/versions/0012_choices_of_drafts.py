"""A draft of an import keeps what its admin has chosen by buttons: encoding, separator, heading, column."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("stock_drafts", sa.Column("choices", sa.Text))


def downgrade() -> None:
    op.drop_column("stock_drafts", "choices")

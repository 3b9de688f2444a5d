"""Goods that were sent and not imported yet."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stock_drafts",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("admin_id", sa.BigInteger, nullable=False),
        sa.Column("product", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("served", sa.Integer, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("state IN ('OPEN', 'IMPORTED', 'DROPPED')", name=op.f("ck_stock_drafts_state")),
        sa.PrimaryKeyConstraint("id", name="pk_stock_drafts"),
    )
    op.create_index("ix_stock_drafts_expires_at", "stock_drafts", ["expires_at"])
    op.create_table(
        "stock_draft_parts",
        sa.Column("draft_id", sa.Text, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("content", sa.LargeBinary),
        sa.PrimaryKeyConstraint("draft_id", "message_id", name="pk_stock_draft_parts"),
        sa.ForeignKeyConstraint(["draft_id"], ["stock_drafts.id"], name="fk_stock_draft_parts_draft_id"),
    )


def downgrade() -> None:
    op.drop_table("stock_draft_parts")
    op.drop_table("stock_drafts")

"""The receipts of transfers: several pictures, words, and those that no order is chosen for yet."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

Serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "receipts",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("customer_id", sa.BigInteger, nullable=False),
        sa.Column("payment_id", Serial),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("shown", sa.LargeBinary, nullable=False),
        sa.Column("once", sa.Text),
        sa.Column("album", sa.Text),
        sa.UniqueConstraint("once", name="uq_receipts_once"),
        sa.PrimaryKeyConstraint("id", name="pk_receipts"),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name="fk_receipts_payment_id"),
    )
    op.create_index("ix_receipts_payment_id", "receipts", ["payment_id"])
    op.create_index("ix_receipts_customer_id_at", "receipts", ["customer_id", "at"])


def downgrade() -> None:
    op.drop_table("receipts")

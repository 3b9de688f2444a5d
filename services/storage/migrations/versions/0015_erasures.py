"""Requests of customers about their data, and who was erased, so that an older backup does not bring them back."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "data_copies",
        _customer(),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_data_copies_customer_id"),
        sa.PrimaryKeyConstraint("customer_id", name="pk_data_copies"),
    )
    op.create_table(
        "erasure_requests",
        _customer(),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_erasure_requests_customer_id"),
        sa.PrimaryKeyConstraint("customer_id", name="pk_erasure_requests"),
    )
    op.create_index("ix_erasure_requests_due_at", "erasure_requests", ["due_at"])
    op.create_table(
        "erasures",
        sa.Column("pseudonym", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("pseudonym", name="pk_erasures"),
    )
    op.create_index("ix_payments_customer_id", "payments", ["customer_id"])


def downgrade() -> None:
    op.drop_index("ix_payments_customer_id", "payments")
    for table in ("erasures", "erasure_requests", "data_copies"):
        op.drop_table(table)


def _customer() -> sa.Column[int]:
    return sa.Column("customer_id", sa.BigInteger, autoincrement=False, nullable=False)

"""The waiting list of sold-out products."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "watchers",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("customer_id", sa.BigInteger, nullable=False),
        sa.Column("product_id", Serial, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("told_at", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("item_id", sa.BigInteger),
        sa.UniqueConstraint("customer_id", "product_id", name="uq_watchers_customer_id_product_id"),
        sa.PrimaryKeyConstraint("id", name="pk_watchers"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_watchers_customer_id"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_watchers_product_id"),
    )
    op.create_index("ix_watchers_product_id_told_at_id", "watchers", ["product_id", "told_at", "id"])
    op.create_index("ix_watchers_told_at", "watchers", ["told_at"])
    op.create_index("ix_watchers_asked_at", "watchers", ["asked_at"])


def downgrade() -> None:
    op.drop_table("watchers")

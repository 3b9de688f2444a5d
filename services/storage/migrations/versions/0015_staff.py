"""Roles of staff, and invitations to them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ROLES = "role IN ('OWNER', 'MANAGER', 'SUPPORT', 'AUDITOR')"


def upgrade() -> None:
    op.create_table(
        "staff",
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("granted_by", sa.BigInteger, nullable=False),
        sa.Column("granted_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint(ROLES, name=op.f("ck_staff_role")),
        sa.PrimaryKeyConstraint("user_id", name="pk_staff"),
        sa.ForeignKeyConstraint(["user_id"], ["customers.id"], name="fk_staff_user_id"),
    )
    op.create_index("ix_staff_role", "staff", ["role"])
    op.create_table(
        "staff_invitations",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("accepted_by", sa.BigInteger),
        sa.Column("accepted_at", sa.BigInteger),
        sa.CheckConstraint(ROLES, name=op.f("ck_staff_invitations_role")),
        sa.PrimaryKeyConstraint("key", name="pk_staff_invitations"),
    )
    op.create_index("ix_staff_invitations_expires_at", "staff_invitations", ["expires_at"])


def downgrade() -> None:
    op.drop_table("staff_invitations")
    op.drop_table("staff")

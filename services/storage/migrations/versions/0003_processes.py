"""Several processes: leases, lanes of customers, turns to send.

Only new tables: the version before runs on beside this one, and an index of open updates by customer helps it too.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OPEN = sa.text("state = 'OPEN'")


def upgrade() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("lease_until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    op.create_table(
        "lanes",
        sa.Column("bot_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("used_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "user_id", name="pk_lanes"),
    )
    op.create_index("ix_lanes_holder_used_at", "lanes", ["holder", "used_at"])
    op.create_table(
        "turns",
        sa.Column("chat_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_turns"),
    )
    op.create_index("ix_turns_next_at", "turns", ["next_at"])
    op.create_index("ix_inbox_open_user_id", "inbox", ["user_id"], sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_index("ix_inbox_open_user_id", "inbox")
    op.drop_table("turns")
    op.drop_table("lanes")
    op.drop_table("leases")

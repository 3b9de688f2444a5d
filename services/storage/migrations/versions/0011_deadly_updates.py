"""Updates know how often a process died before they were done, and those that are dead are found at once.

A version before this one counts nothing, and what it leaves is counted from then on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("recoveries", sa.SmallInteger, nullable=False, server_default="0"))
    dead = sa.text("state = 'DEAD'")
    op.create_index("ix_inbox_dead", "inbox", ["bot_id", "update_id"], sqlite_where=dead, postgresql_where=dead)


def downgrade() -> None:
    op.drop_index("ix_inbox_dead", "inbox")
    op.drop_column("inbox", "recoveries")

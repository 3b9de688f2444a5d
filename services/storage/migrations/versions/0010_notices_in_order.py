"""Notices have a priority and doubts of their own, and those of one recipient stand in a line that is found at once.

What a version before writes has the first priority.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notices", sa.Column("priority", sa.SmallInteger, nullable=False, server_default="0"))
    op.add_column("notices", sa.Column("doubts", sa.SmallInteger, nullable=False, server_default="0"))
    due = sa.text("state = 'DUE'")
    op.create_index("ix_notices_queue", "notices", ["priority", "due_at"], sqlite_where=due, postgresql_where=due)
    op.create_index(
        "ix_notices_line", "notices", ["recipient_id", "priority", "due_at"], sqlite_where=due, postgresql_where=due
    )


def downgrade() -> None:
    op.drop_index("ix_notices_line", "notices")
    op.drop_index("ix_notices_queue", "notices")
    op.drop_column("notices", "doubts")
    op.drop_column("notices", "priority")

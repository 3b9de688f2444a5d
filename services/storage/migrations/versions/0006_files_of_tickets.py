"""Conversations with support carry every kind of file and whole albums, and know whether their words were read.

A version before this one goes on writing photos only, and opens tickets that come first among those that wait.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", sa.Column("waits_since", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("tickets", sa.Column("told_at", sa.BigInteger))
    op.execute("UPDATE tickets SET waits_since = updated_at")
    op.create_index("ix_tickets_state_waits_since", "tickets", ["state", "waits_since"])
    op.add_column("ticket_posts", sa.Column("media", sa.Text))
    op.add_column("ticket_posts", sa.Column("album", sa.Text))
    op.create_index("ix_ticket_posts_author_id_at", "ticket_posts", ["author_id", "at"])


def downgrade() -> None:
    op.drop_index("ix_ticket_posts_author_id_at", "ticket_posts")
    op.drop_column("ticket_posts", "album")
    op.drop_column("ticket_posts", "media")
    op.drop_index("ix_tickets_state_waits_since", "tickets")
    op.drop_column("tickets", "told_at")
    op.drop_column("tickets", "waits_since")

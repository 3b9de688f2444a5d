"""An index of the open updates of the inbox, so that those that are done are not looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    is_open = sa.text("state = 'OPEN'")
    op.create_index("ix_inbox_open", "inbox", ["bot_id", "update_id"], sqlite_where=is_open, postgresql_where=is_open)


def downgrade() -> None:
    op.drop_index("ix_inbox_open", "inbox")

"""Notices that wait for their recipient are found by recipient, and old ones without a key beside those with one.

Only indexes: the state of a notice has no constraint, and the version before passes a word over that it does not know.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    parked, keyless = sa.text("state = 'UNREACHABLE'"), sa.text("coalesce(once, '') = ''")
    op.create_index(
        "ix_notices_parked_recipient_id", "notices", ["recipient_id"], sqlite_where=parked, postgresql_where=parked
    )
    op.create_index(
        "ix_notices_keyless", "notices", ["state", "due_at"], sqlite_where=keyless, postgresql_where=keyless
    )


def downgrade() -> None:
    op.drop_index("ix_notices_keyless", "notices")
    op.drop_index("ix_notices_parked_recipient_id", "notices")

"""The version after this one: the same shop with a migration more, as the next release will have it.

It adds what releases add (a table, a column that may be empty, an index), and says that the version before may go on
serving what it makes of the database.
"""

from pathlib import Path

from services.storage.schema import upgrade
from tools.guards import copy_tree

REVISION = f"{int(upgrade.newest()) + 1:04d}"
MIGRATION = f'''"""Orders may be gifts."""

import sqlalchemy as sa
from alembic import op

revision = "{REVISION}"
down_revision = "{upgrade.newest()}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("gifts", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("words", sa.Text))
    op.add_column("orders", sa.Column("gift_id", sa.BigInteger, nullable=True))
    op.create_index("ix_orders_gift_id", "orders", ["gift_id"])


def downgrade() -> None:
    op.drop_index("ix_orders_gift_id", "orders")
    op.drop_column("orders", "gift_id")
    op.drop_table("gifts")
'''
COMPATIBLE_LINE = 'OLDEST_COMPATIBLE = "{}"'


def make_successor(place: Path) -> Path:
    """Write its whole tree down; returns where."""
    tree = copy_tree(place)
    (tree / f"services/storage/migrations/versions/{REVISION}_gifts.py").write_text(MIGRATION, encoding="utf-8")
    file = tree / "services/storage/schema/upgrade.py"
    said, wanted = file.read_text(encoding="utf-8"), COMPATIBLE_LINE.format(upgrade.OLDEST_COMPATIBLE)
    assert wanted in said, "a version says which older ones may serve beside it"
    file.write_text(said.replace(wanted, COMPATIBLE_LINE.format(upgrade.newest())), encoding="utf-8")
    return tree

"""Evidence is not replaced either, and goods that were withdrawn can be put back.

SQLite's REPLACE deletes rows without asking the triggers of deletion.
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEYS = {
    "documents": "id = NEW.id OR (kind = NEW.kind AND version = NEW.version AND language = NEW.language)",
    "consents": "id = NEW.id OR prev_hash = NEW.prev_hash OR hash = NEW.hash",
}
MOVES = ("FREE>HELD", "HELD>FREE", "HELD>GIVEN", "FREE>VOID", "HELD>VOID", "GIVEN>VOID")


def upgrade() -> None:
    _move(*MOVES, "VOID>FREE")
    for table, taken in KEYS.items() if _on_sqlite() else ():
        refusal = f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
        known = f"EXISTS (SELECT 1 FROM {table} WHERE {taken})"  # noqa: S608 - words of KEYS
        op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {known} {refusal}")


def downgrade() -> None:
    for table in KEYS if _on_sqlite() else ():
        op.execute(f"DROP TRIGGER {table}_no_replace")
    _move(*MOVES)


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _move(*moves: str) -> None:
    """Let goods move between these states, and no others."""
    known = ", ".join(f"'{move}'" for move in moves)
    strange = f"NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN ({known})"
    refusal = "BEGIN SELECT RAISE(ABORT, 'this state may not follow that one'); END"
    op.execute("DROP TRIGGER stock_items_moves" + ("" if _on_sqlite() else " ON stock_items"))
    op.execute(
        "CREATE TRIGGER stock_items_moves BEFORE UPDATE OF state ON stock_items FOR EACH ROW "
        f"WHEN ({strange}) {refusal if _on_sqlite() else 'EXECUTE FUNCTION refuse_move()'}"
    )

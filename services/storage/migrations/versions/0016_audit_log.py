"""The audit log, to which both databases only ever add."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

Serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TAKEN = "id = NEW.id OR act = NEW.act OR prev_hash = NEW.prev_hash OR hash = NEW.hash"


def upgrade() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", Serial, nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.BigInteger),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("act", sa.Text),
        sa.Column("prev_hash", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_log"),
        sa.UniqueConstraint("act", name="uq_audit_log_act"),
        sa.UniqueConstraint("prev_hash", name="uq_audit_log_prev_hash"),
        sa.UniqueConstraint("hash", name="uq_audit_log_hash"),
    )
    for column in ("actor", "action", "subject"):
        op.create_index(f"ix_audit_log_{column}_id", "audit_log", [column, "id"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.SmallInteger, nullable=False, autoincrement=False),
        sa.Column("entries", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_head_single")),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    for statement in _refusals():
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("audit_head")
    op.drop_table("audit_log")


def _refusals() -> list[str]:
    """Return the triggers that keep entries; SQLite's REPLACE deletes rows without asking those of deletion."""
    if op.get_bind().dialect.name != "sqlite":
        change = "BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log"
        return [f"CREATE TRIGGER audit_log_stay {change} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"]
    refusal = "BEGIN SELECT RAISE(ABORT, 'audit_log are only ever added'); END"
    known = f"EXISTS (SELECT 1 FROM audit_log WHERE {TAKEN})"  # noqa: S608 - words of TAKEN
    return [
        *(f"CREATE TRIGGER audit_log_no_{verb} BEFORE {verb} ON audit_log {refusal}" for verb in ("update", "delete")),
        f"CREATE TRIGGER audit_log_no_replace BEFORE INSERT ON audit_log WHEN {known} {refusal}",
    ]

"""Faulty goods: the cases, and goods that were replaced stay with their order for good.

What was given and withdrawn keeps the order that it was given for. By that both databases know it from what was only
taken off sale, and refuse to put it back.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("customer_id", sa.BigInteger, nullable=False),
        sa.Column("order_id", sa.Text, nullable=False),
        sa.Column("item_id", _serial(), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("decided_at", sa.BigInteger),
        sa.Column("decided_by", sa.BigInteger),
        sa.Column("reason", sa.Text),
        sa.Column("replacement_id", _serial()),
        sa.Column("delivery_id", _serial()),
        sa.UniqueConstraint("number", name="uq_cases_number"),
        sa.UniqueConstraint("item_id", name="uq_cases_item_id"),
        sa.UniqueConstraint("replacement_id", name="uq_cases_replacement_id"),
        sa.UniqueConstraint("delivery_id", name="uq_cases_delivery_id"),
        sa.CheckConstraint("state IN ('OPEN', 'REPLACED', 'REFUSED', 'REFUNDED')", name=op.f("ck_cases_state")),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_cases_customer_id"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_cases_order_id"),
        sa.ForeignKeyConstraint(["item_id"], ["stock_items.id"], name="fk_cases_item_id"),
        sa.ForeignKeyConstraint(["replacement_id"], ["stock_items.id"], name="fk_cases_replacement_id"),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name="fk_cases_delivery_id"),
    )
    for columns in (["order_id"], ["customer_id", "state"], ["state", "opened_at"]):
        op.create_index(f"ix_cases_{'_'.join(columns)}", "cases", columns)
    _keep_with_order()


def downgrade() -> None:
    op.execute("DROP TRIGGER stock_items_stay" + ("" if _on_sqlite() else " ON stock_items"))
    op.drop_table("cases")


def _serial() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _keep_with_order() -> None:
    differs = "IS NOT" if _on_sqlite() else "IS DISTINCT FROM"
    given = "OLD.state IN ('GIVEN', 'VOID') AND OLD.order_id IS NOT NULL"
    leaves = f"NEW.order_id {differs} OLD.order_id OR NEW.state NOT IN (OLD.state, 'VOID')"
    refusal = "BEGIN SELECT RAISE(ABORT, 'what was given stays with its order'); END"
    op.execute(
        "CREATE TRIGGER stock_items_stay BEFORE UPDATE OF state, order_id ON stock_items FOR EACH ROW "
        f"WHEN ({given} AND ({leaves})) {refusal if _on_sqlite() else 'EXECUTE FUNCTION refuse_move()'}"
    )

"""The first schema.

Written out in full and never changed once it is released: a later change of services/storage/tables.py is a migration
of its own. Consents and documents are evidence, so both databases themselves refuse to change or remove them; and they
refuse moves of orders, payments and goods that the domain does not know: what is sold is never on sale again.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Serial = sa.BigInteger().with_variant(sa.Integer, "sqlite")
EVIDENCE = ("consents", "documents")
MOVES = {
    "orders": (
        "PENDING>PAID PENDING>EXPIRED PENDING>CANCELLED EXPIRED>PAID CANCELLED>PAID PAID>DELIVERED PAID>WAITING "
        "PAID>ATTENTION PAID>REFUNDED WAITING>PAID WAITING>DELIVERED WAITING>REFUNDED ATTENTION>DELIVERED "
        "ATTENTION>REFUNDED DELIVERED>REFUNDED"
    ),
    "payments": (
        "OPENED>REVIEW OPENED>CONFIRMED OPENED>FAILED OPENED>EXPIRED REVIEW>CONFIRMED REVIEW>FAILED EXPIRED>REVIEW "
        "EXPIRED>CONFIRMED FAILED>REVIEW FAILED>CONFIRMED CONFIRMED>REFUNDED SURPLUS>REFUNDED"
    ),
    "stock_items": "FREE>HELD HELD>FREE HELD>GIVEN FREE>VOID HELD>VOID GIVEN>VOID",
}


def upgrade() -> None:
    _keepsakes()
    _people()
    _catalog()
    _orders()
    _goods()
    _money()
    _deliveries()
    _subscriptions()
    _messages()
    _keep_evidence()
    _refuse_moves()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    if not _on_sqlite():
        op.execute("DROP FUNCTION refuse_change()")
        op.execute("DROP FUNCTION refuse_move()")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def _keep_evidence() -> None:
    if not _on_sqlite():
        op.execute(REFUSE_CHANGE)
    for table in EVIDENCE:
        for statement in _refusals(table):
            op.execute(statement)


def _refusals(table: str) -> list[str]:
    if not _on_sqlite():
        change = f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        return [f"CREATE TRIGGER {table}_stay {change} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"]
    refusal = f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
    return [f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} {refusal}" for verb in ("update", "delete")]


def _refuse_moves() -> None:
    refusal = "EXECUTE FUNCTION refuse_move()"
    if _on_sqlite():
        refusal = "BEGIN SELECT RAISE(ABORT, 'this state may not follow that one'); END"
    else:
        op.execute(REFUSE_MOVE)
    for table, moves in MOVES.items():
        known = ", ".join(f"'{move}'" for move in moves.split())
        strange = f"NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN ({known})"
        op.execute(
            f"CREATE TRIGGER {table}_moves BEFORE UPDATE OF state ON {table} FOR EACH ROW WHEN ({strange}) {refusal}"
        )


REFUSE_MOVE = """
CREATE FUNCTION refuse_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% may not follow %', NEW.state, OLD.state USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% are only ever added', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
TABLES = (
    "meta",
    "conversations",
    "inbox",
    "customers",
    "documents",
    "consents",
    "consent_head",
    "categories",
    "products",
    "prices",
    "stock_batches",
    "orders",
    "order_events",
    "stock_items",
    "payments",
    "refunds",
    "deliveries",
    "subscriptions",
    "subscription_periods",
    "reminders",
    "notices",
    "tickets",
    "ticket_posts",
)


def _keepsakes() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "conversations",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("state", sa.Text),
        sa.Column("data", sa.LargeBinary),
        sa.Column("updated_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_conversations"),
    )
    op.create_table(
        "inbox",
        sa.Column("bot_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("update_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("user_id", sa.BigInteger),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("payload", sa.LargeBinary),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("done_at", sa.BigInteger),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("attempts", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("error", sa.Text),
        sa.CheckConstraint("state IN ('OPEN', 'DONE', 'DEAD', 'SKIPPED')", name=op.f("ck_inbox_state")),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name="pk_inbox"),
    )
    op.create_index("ix_inbox_state_done_at", "inbox", ["state", "done_at"])
    op.create_index("ix_inbox_state_lease_until", "inbox", ["state", "lease_until"])


def _people() -> None:
    op.create_table(
        "customers",
        sa.Column("id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("pseudonym", sa.Text, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("guess", sa.Text, nullable=False),
        sa.Column("first_seen", sa.BigInteger, nullable=False),
        sa.Column("unreachable_since", sa.BigInteger),
        sa.UniqueConstraint("pseudonym", name="uq_customers_pseudonym"),
        sa.PrimaryKeyConstraint("id", name="pk_customers"),
    )
    op.create_table(
        "documents",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("published_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("kind", "version", "language", name="uq_documents_kind_version_language"),
        sa.CheckConstraint("kind IN ('terms', 'privacy')", name=op.f("ck_documents_kind")),
        sa.CheckConstraint("language IN ('en', 'zh')", name=op.f("ck_documents_language")),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_table(
        "consents",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("pseudonym", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("mechanism", sa.Text, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("update_id", sa.BigInteger),
        sa.Column("prev_hash", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.UniqueConstraint("prev_hash", name="uq_consents_prev_hash"),
        sa.UniqueConstraint("hash", name="uq_consents_hash"),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_pseudonym_kind_version", "consents", ["pseudonym", "kind", "version"])
    op.create_table(
        "consent_head",
        sa.Column("id", sa.SmallInteger, nullable=False, autoincrement=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_consent_head_single")),
        sa.PrimaryKeyConstraint("id", name="pk_consent_head"),
    )


def _catalog() -> None:
    op.create_table(
        "categories",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("title_en", sa.Text, nullable=False),
        sa.Column("title_zh", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.UniqueConstraint("slug", name="uq_categories_slug"),
        sa.PrimaryKeyConstraint("id", name="pk_categories"),
    )
    op.create_table(
        "products",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("category_id", Serial, nullable=False),
        sa.Column("title_en", sa.Text, nullable=False),
        sa.Column("title_zh", sa.Text, nullable=False),
        sa.Column("description_en", sa.Text, nullable=False),
        sa.Column("description_zh", sa.Text, nullable=False),
        sa.Column("instructions_en", sa.Text, nullable=False),
        sa.Column("instructions_zh", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("duration_days", sa.Integer),
        sa.Column("renewal", sa.Text, nullable=False),
        sa.Column("max_quantity", sa.SmallInteger, nullable=False),
        sa.Column("stock_display", sa.Text, nullable=False),
        sa.Column("photo", sa.Text),
        sa.Column("hidden", sa.Boolean, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.UniqueConstraint("slug", name="uq_products_slug"),
        sa.CheckConstraint("kind IN ('license_code', 'subscription_link')", name=op.f("ck_products_kind")),
        sa.CheckConstraint("renewal IN ('replace', 'extend')", name=op.f("ck_products_renewal")),
        sa.CheckConstraint("stock_display IN ('exact', 'few', 'status')", name=op.f("ck_products_stock_display")),
        sa.CheckConstraint("max_quantity BETWEEN 1 AND 50", name=op.f("ck_products_quantity")),
        sa.CheckConstraint("duration_days IS NULL OR duration_days > 0", name=op.f("ck_products_duration")),
        sa.PrimaryKeyConstraint("id", name="pk_products"),
        sa.ForeignKeyConstraint(["category_id"], ["categories.id"], name="fk_products_category_id"),
    )
    op.create_index("ix_products_category_id_hidden_position", "products", ["category_id", "hidden", "position"])
    op.create_table(
        "prices",
        sa.Column("product_id", Serial, nullable=False),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.CheckConstraint("currency IN ('XTR', 'USD', 'CNY', 'USDT')", name=op.f("ck_prices_currency")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_prices_amount")),
        sa.PrimaryKeyConstraint("product_id", "currency", name="pk_prices"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_prices_product_id"),
    )
    op.create_table(
        "stock_batches",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("product_id", Serial, nullable=False),
        sa.Column("admin_id", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("undone_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_stock_batches"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_stock_batches_product_id"),
    )


def _orders() -> None:
    op.create_table(
        "orders",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("customer_id", sa.BigInteger, nullable=False),
        sa.Column("intent", sa.Text, nullable=False),
        sa.Column("product_id", Serial, nullable=False),
        sa.Column("promise", sa.Text, nullable=False),
        sa.Column("quantity", sa.SmallInteger, nullable=False),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("consent_id", Serial),
        sa.Column("renews", sa.Text),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("hold_until", sa.BigInteger, nullable=False),
        sa.Column("locked_until", sa.BigInteger),
        sa.Column("paid_at", sa.BigInteger),
        sa.Column("delivered_at", sa.BigInteger),
        sa.Column("screen_id", sa.BigInteger),
        sa.Column("invoice_id", sa.BigInteger),
        sa.UniqueConstraint("number", name="uq_orders_number"),
        sa.UniqueConstraint("customer_id", "intent", name="uq_orders_customer_id_intent"),
        sa.CheckConstraint(
            "state IN ('PENDING', 'EXPIRED', 'CANCELLED', 'PAID', 'WAITING', 'ATTENTION', 'DELIVERED', 'REFUNDED')",
            name=op.f("ck_orders_state"),
        ),
        sa.CheckConstraint("currency IN ('XTR', 'USD', 'CNY', 'USDT')", name=op.f("ck_orders_currency")),
        sa.CheckConstraint("quantity > 0 AND amount > 0", name=op.f("ck_orders_sizes")),
        sa.CheckConstraint(
            "state IN ('PENDING', 'EXPIRED', 'CANCELLED') OR paid_at IS NOT NULL", name=op.f("ck_orders_paid")
        ),
        sa.CheckConstraint("state <> 'DELIVERED' OR delivered_at IS NOT NULL", name=op.f("ck_orders_delivered")),
        sa.PrimaryKeyConstraint("id", name="pk_orders"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_orders_customer_id"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_orders_product_id"),
        sa.ForeignKeyConstraint(["consent_id"], ["consents.id"], name="fk_orders_consent_id"),
    )
    op.create_index("ix_orders_customer_id_created_at", "orders", ["customer_id", "created_at"])
    op.create_index("ix_orders_line", "orders", ["product_id", "state", "paid_at"])
    op.create_index("ix_orders_state_expires_at", "orders", ["state", "expires_at"])
    op.create_index(
        "uq_orders_pending", "orders", ["customer_id", "product_id"], unique=True, **_where("state = 'PENDING'")
    )
    op.create_table(
        "order_events",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("order_id", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("actor", sa.BigInteger),
        sa.Column("detail", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_order_events"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_order_events_order_id"),
    )
    op.create_index("ix_order_events_order_id", "order_events", ["order_id"])


def _goods() -> None:
    op.create_table(
        "stock_items",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("product_id", Serial, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("batch_id", sa.Text, nullable=False),
        sa.Column("order_id", sa.Text),
        sa.UniqueConstraint("fingerprint", name="uq_stock_items_fingerprint"),
        sa.CheckConstraint("state IN ('FREE', 'HELD', 'GIVEN', 'VOID')", name=op.f("ck_stock_items_state")),
        sa.CheckConstraint(
            "(state IN ('HELD', 'GIVEN')) = (order_id IS NOT NULL) OR state = 'VOID'", name=op.f("ck_stock_items_owner")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_stock_items"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_stock_items_product_id"),
        sa.ForeignKeyConstraint(["batch_id"], ["stock_batches.id"], name="fk_stock_items_batch_id"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_stock_items_order_id"),
    )
    op.create_index("ix_stock_items_batch_id_state", "stock_items", ["batch_id", "state"])
    op.create_index("ix_stock_items_held", "stock_items", ["order_id"], **_where("state = 'HELD'"))
    op.create_index("ix_stock_items_order_id", "stock_items", ["order_id"])
    op.create_index("ix_stock_items_product_id_state_id", "stock_items", ["product_id", "state", "id"])


def _money() -> None:
    op.create_table(
        "payments",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("order_id", sa.Text),
        sa.Column("customer_id", sa.BigInteger, nullable=False),
        sa.Column("provider", sa.Text, nullable=False),
        sa.Column("charge_id", sa.Text),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("submitted_at", sa.BigInteger),
        sa.Column("confirmed_at", sa.BigInteger),
        sa.Column("reviewed_by", sa.BigInteger),
        sa.Column("reason", sa.Text),
        sa.Column("evidence", sa.LargeBinary),
        sa.Column("evidence_mark", sa.LargeBinary),
        sa.UniqueConstraint("provider", "charge_id", name="uq_payments_provider_charge_id"),
        sa.CheckConstraint(
            "state IN ('OPENED', 'REVIEW', 'CONFIRMED', 'FAILED', 'EXPIRED', 'SURPLUS', 'REFUNDED')",
            name=op.f("ck_payments_state"),
        ),
        sa.CheckConstraint("currency IN ('XTR', 'USD', 'CNY', 'USDT')", name=op.f("ck_payments_currency")),
        sa.PrimaryKeyConstraint("id", name="pk_payments"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_payments_order_id"),
    )
    op.create_index("ix_payments_evidence_mark", "payments", ["evidence_mark"])
    op.create_index("ix_payments_order_id", "payments", ["order_id"])
    op.create_index("ix_payments_state_submitted_at", "payments", ["state", "submitted_at"])
    op.create_index("uq_payments_confirmed", "payments", ["order_id"], unique=True, **_where("state = 'CONFIRMED'"))
    op.create_table(
        "refunds",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("payment_id", Serial, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("admin_id", sa.BigInteger),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("done_at", sa.BigInteger),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("attempts", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("error", sa.Text),
        sa.CheckConstraint("state IN ('DUE', 'SENDING', 'DONE', 'PERSON')", name=op.f("ck_refunds_state")),
        sa.PrimaryKeyConstraint("id", name="pk_refunds"),
        sa.UniqueConstraint("payment_id", name="uq_refunds_payment_id"),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.id"], name="fk_refunds_payment_id"),
    )
    op.create_index("ix_refunds_state_due_at", "refunds", ["state", "due_at"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("order_id", sa.Text, nullable=False),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("customer_id", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("doubts", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("copy", sa.Boolean, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("attempts", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("error", sa.Text),
        sa.UniqueConstraint("order_id", "part", name="uq_deliveries_order_id_part"),
        sa.CheckConstraint(
            "state IN ('DUE', 'SENDING', 'SENT', 'SEEN', 'UNCERTAIN', 'UNREACHABLE', 'ATTENTION', 'WITHDRAWN')",
            name=op.f("ck_deliveries_state"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_deliveries_order_id"),
    )
    op.create_index("ix_deliveries_customer_id_state", "deliveries", ["customer_id", "state"])
    op.create_index("ix_deliveries_state_due_at", "deliveries", ["state", "due_at"])


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("customer_id", sa.BigInteger, nullable=False),
        sa.Column("product_id", Serial, nullable=False),
        sa.Column("order_id", sa.Text, nullable=False),
        sa.Column("title_en", sa.Text, nullable=False),
        sa.Column("title_zh", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("starts_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("remind_at", sa.BigInteger),
        sa.CheckConstraint(
            "state IN ('ACTIVE', 'GRACE', 'ENDED', 'SUSPENDED', 'REVOKED')", name=op.f("ck_subscriptions_state")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_subscriptions_period")),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_subscriptions_customer_id"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_subscriptions_product_id"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_subscriptions_order_id"),
    )
    op.create_index("ix_subscriptions_customer_id_ends_at", "subscriptions", ["customer_id", "ends_at"])
    op.create_index("ix_subscriptions_remind_at", "subscriptions", ["remind_at"])
    op.create_table(
        "subscription_periods",
        sa.Column("order_id", sa.Text, nullable=False),
        sa.Column("subscription_id", sa.Text, nullable=False),
        sa.Column("starts_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("order_id", name="pk_subscription_periods"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_subscription_periods_order_id"),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscriptions.id"], name="fk_subscription_periods_subscription_id"
        ),
    )
    op.create_index("ix_subscription_periods_subscription_id", "subscription_periods", ["subscription_id"])
    op.create_table(
        "reminders",
        sa.Column("subscription_id", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("subscription_id", "stage", "ends_at", name="pk_reminders"),
        sa.ForeignKeyConstraint(["subscription_id"], ["subscriptions.id"], name="fk_reminders_subscription_id"),
    )


def _messages() -> None:
    op.create_table(
        "notices",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("recipient_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("facts", sa.LargeBinary, nullable=False),
        sa.Column("once", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("stale_after", sa.BigInteger),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("attempts", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("error", sa.Text),
        sa.UniqueConstraint("once", name="uq_notices_once"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
    )
    op.create_index("ix_notices_state_due_at", "notices", ["state", "due_at"])
    op.create_table(
        "tickets",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("customer_id", sa.BigInteger, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("updated_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("number", name="uq_tickets_number"),
        sa.CheckConstraint("state IN ('OPEN', 'ANSWERED', 'CLOSED')", name=op.f("ck_tickets_state")),
        sa.CheckConstraint("topic IN ('support', 'paysupport')", name=op.f("ck_tickets_topic")),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_tickets_customer_id"),
    )
    op.create_index("ix_tickets_customer_id_updated_at", "tickets", ["customer_id", "updated_at"])
    op.create_index("ix_tickets_state_updated_at", "tickets", ["state", "updated_at"])
    op.create_table(
        "ticket_posts",
        sa.Column("id", Serial, nullable=False, autoincrement=True),
        sa.Column("ticket_id", sa.Text, nullable=False),
        sa.Column("author_id", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("photo", sa.Text),
        sa.Column("once", sa.Text),
        sa.UniqueConstraint("once", name="uq_ticket_posts_once"),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_posts"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_ticket_posts_ticket_id"),
    )
    op.create_index("ix_ticket_posts_ticket_id", "ticket_posts", ["ticket_id"])

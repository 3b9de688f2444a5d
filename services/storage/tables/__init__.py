"""The schema, table by table. Moments are UTC milliseconds; goods and words of people are ciphertext.

States are refused twice: by the tables of next states in the domain and by the constraints here.
"""

from services.storage.tables.catalog import categories, prices, products
from services.storage.tables.columns import metadata
from services.storage.tables.customers import customers
from services.storage.tables.delivery import deliveries
from services.storage.tables.legal import consent_head, consents, documents
from services.storage.tables.messaging import IS_KEYLESS, notices
from services.storage.tables.orders import events, orders
from services.storage.tables.payments import payments, receipts, refunds
from services.storage.tables.staff import audit_head, audit_log, staff, staff_invitations
from services.storage.tables.stock import stock, stock_batches, stock_draft_parts, stock_drafts, waitlist
from services.storage.tables.subscriptions import periods, reminders, subscriptions
from services.storage.tables.support import (
    cases,
    extended,
    extensions,
    incident_products,
    incident_updates,
    incidents,
    posts,
    tickets,
)
from services.storage.tables.system import (
    conversations,
    downtimes,
    inbox,
    key_values,
    leases,
    outcomes,
    send_slots,
    user_owners,
)

__all__ = [
    "IS_KEYLESS",
    "audit_head",
    "audit_log",
    "cases",
    "categories",
    "consent_head",
    "consents",
    "conversations",
    "customers",
    "deliveries",
    "documents",
    "downtimes",
    "events",
    "extended",
    "extensions",
    "inbox",
    "incident_products",
    "incident_updates",
    "incidents",
    "key_values",
    "leases",
    "metadata",
    "notices",
    "orders",
    "outcomes",
    "payments",
    "periods",
    "posts",
    "prices",
    "products",
    "receipts",
    "refunds",
    "reminders",
    "send_slots",
    "staff",
    "staff_invitations",
    "stock",
    "stock_batches",
    "stock_draft_parts",
    "stock_drafts",
    "subscriptions",
    "tickets",
    "user_owners",
    "waitlist",
]

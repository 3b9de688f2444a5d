"""The schema, table by table. Moments are UTC milliseconds; goods and words of people are ciphertext.

States are refused twice: by the tables of next states in the domain and by the constraints here.
"""

from services.storage.tables.catalog import categories, prices, products, stock, stock_batches, waitlist
from services.storage.tables.columns import metadata
from services.storage.tables.customers import consent_head, consents, customers, documents, posts, tickets
from services.storage.tables.drafts import stock_draft_parts, stock_drafts
from services.storage.tables.messaging import (
    IS_KEYLESS,
    conversations,
    deliveries,
    inbox,
    key_values,
    notices,
    outcomes,
)
from services.storage.tables.orders import (
    events,
    orders,
    payments,
    periods,
    receipts,
    refunds,
    reminders,
    subscriptions,
)
from services.storage.tables.system import downtimes, leases, send_slots, user_owners

__all__ = [
    "IS_KEYLESS",
    "categories",
    "consent_head",
    "consents",
    "conversations",
    "customers",
    "deliveries",
    "documents",
    "downtimes",
    "events",
    "inbox",
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
    "stock",
    "stock_batches",
    "stock_draft_parts",
    "stock_drafts",
    "subscriptions",
    "tickets",
    "user_owners",
    "waitlist",
]

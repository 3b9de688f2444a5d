"""The notices that an unreachable admin missed: many are told as one message, with how many of each.

Only what the admins' menu lists, or what is only news: a notice that asks for an act and stands in no list is sent by
itself.
"""

from collections import Counter

from services.domain.messaging.notice import Notice
from services.storage.transaction import Transaction

SINGLE_LIMIT = 3
"""So many are still sent one by one."""
MERGE_LIMIT = 500
SUMMARY_COUNTS = {
    "admin-sale": "sales",
    "admin-sales": "sales",
    "admin-sold-out": "stock",
    "admin-low-stock": "stock",
    "admin-served": "stock",
    "admin-receipt": "receipts",
    "admin-undecided": "receipts",
    "admin-waiting": "waiting",
    "admin-attention": "attention",
    "admin-ticket": "tickets",
    "admin-case": "cases",
    "admin-refund-stuck": "refunds",
    "admin-dead-letter": "dead",
}


async def summarize_missed(tx: Transaction, admin_id: int) -> None:
    """Merge the notices that an admin has missed into one summary if they are many."""
    missed = await tx.notices.parked(admin_id, tuple(SUMMARY_COUNTS), MERGE_LIMIT)
    if len(missed) <= SINGLE_LIMIT:
        return
    counts: Counter[str] = Counter()
    for notice in missed:
        counts[SUMMARY_COUNTS[notice.kind]] += _told_by(notice)
    await tx.notices.merge([notice.id for notice in missed], Notice(admin_id, "admin-missed", dict(counts)))


def _told_by(notice: Notice) -> int:
    """Return how many events a notice tells of."""
    return int(notice.params["count"] or 1) if notice.kind == "admin-sales" else 1

"""Words to the admins: written in the transaction of what they are about, sent by the outbox, never with goods."""

from services.domain.notice import Notice, NoticeValue
from services.domain.policy import Policy
from services.storage.transaction import Transaction


async def tell_admins(
    tx: Transaction, policy: Policy, kind: str, once: str | None = None, /, **facts: NoticeValue
) -> None:
    """Leave one notice for each admin. `once` names the matter: it is told only once."""
    for admin in policy.admins:
        key = None if once is None else f"{once}:{admin}"
        await tx.notices.add(Notice(recipient_id=admin, kind=kind, facts=facts, once=key))

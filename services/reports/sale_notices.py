"""Admins hear of sales: a few one by one, many in a minute as one notice.

A purchase only leaves a row for it. No customer waits for it, and a rush costs as few messages as a
quiet hour.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.domain.delivery.dispatch import OutboxPort
from services.domain.messaging.notice import Notice, NoticeValue
from services.domain.values.clock import MINUTE
from services.domain.values.money import LARGEST, Money
from services.staff.alerts import SOLD
from services.storage.database import Database
from services.storage.transaction import Transaction

SINGLE = 3
"""So many sales in a minute are told one by one."""
TOGETHER = MINUTE
"""So long (ms of real time) those beyond wait for others."""
BATCH = 500
LISTED = 10


@dataclass(frozen=True)
class SaleNotices:
    """Tells admins of what was sold."""

    db: Database
    dispatch: OutboxPort

    async def send_due(self) -> int:
        """Tell what has waited long enough, or needs not wait; returns how many notices were written or let go."""
        async with self.db.read() as reading:
            if not await reading.notices.has_gathered():
                return 0
        async with self.db.begin() as tx:
            told = await self._tell(tx)
        if told:
            self.dispatch.wake()
        return told

    async def _tell(self, tx: Transaction) -> int:
        now = tx.real()
        gathered = await tx.notices.gathered(BATCH)
        before = await tx.notices.told_since(SOLD, now - TOGETHER)
        told = 0
        for admin in dict.fromkeys(notice.recipient_id for notice, _ in gathered):
            mine = [(notice, at) for notice, at in gathered if notice.recipient_id == admin]
            oldest = min(at for _, at in mine)
            if len(mine) + before.get(admin, 0) <= SINGLE or (len(mine) == 1 and now - oldest >= TOGETHER):
                await tx.notices.release([notice.id for notice, _ in mine])
                told += len(mine)
            elif now - oldest >= TOGETHER or len(gathered) == BATCH:
                await tx.notices.merge([notice.id for notice, _ in mine], _joined(admin, [one for one, _ in mine]))
                told += 1
        return told


def _joined(admin: int, notices: Sequence[Notice]) -> Notice:
    params = [notice.params for notice in notices]
    return Notice(
        admin,
        "admin-sales",
        {
            "count": len(params),
            "totals": ", ".join(map(str, _totals(params))),
            "goods_en": _goods(params, "title_en"),
            "goods_zh": _goods(params, "title_zh"),
        },
    )


def _totals(params: Iterable[Mapping[str, NoticeValue]]) -> list[Money]:
    """Return the totals of the sales, each currency by itself."""
    sums: dict[str, Money] = {}
    for one in params:
        money = Money.read(str(one["total"]))
        before = sums.get(money.currency)
        both = money.amount + (before.amount if before else 0)
        sums[money.currency] = Money(min(both, LARGEST), money.currency)
    return list(sums.values())


def _goods(params: Iterable[Mapping[str, NoticeValue]], title: str) -> str:
    """Return the products that were sold most, a line each, with the number."""
    sold: Counter[str] = Counter()
    for one in params:
        sold[str(one[title])] += int(one["quantity"] or 1)
    return "\n".join(f"{name} × {count}" for name, count in sold.most_common(LISTED))

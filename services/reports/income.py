"""The income of a shop: what came in, by day, provider, currency and state of the payment."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, tzinfo

from services.domain.payments.payment import PaymentState
from services.domain.values.clock import SECOND
from services.domain.values.money import Currency
from services.storage.database import Database


@dataclass(frozen=True, slots=True, order=True)
class IncomeKey:
    """The kind of payments that are counted together; `day` is ISO 8601 in the zone of the shop."""

    day: str
    provider: str
    currency: Currency
    state: PaymentState


@dataclass(slots=True)
class IncomeTotal:
    """The number of payments of one kind, and their sum in the smallest unit of the currency."""

    payments: int = 0
    amount: int = 0


async def income_by_day(db: Database, zone: tzinfo) -> dict[IncomeKey, IncomeTotal]:
    """Return the totals of all confirmed payments, also those that went back since, in the order of their keys."""
    totals: dict[IncomeKey, IncomeTotal] = defaultdict(IncomeTotal)
    async with db.read() as reading:
        async for batch in reading.payments.confirmed():
            for provider, money, state, confirmed_at in batch:
                day = datetime.fromtimestamp(confirmed_at / SECOND, zone).date().isoformat()
                total = totals[IncomeKey(day, provider, money.currency, state)]
                total.payments += 1
                total.amount += money.amount
    return dict(sorted(totals.items()))

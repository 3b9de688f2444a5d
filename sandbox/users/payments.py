"""Stars: invoices, the ten seconds before a charge, charges, refunds, and the ledger that remembers them in order.

A charge changes hands only after the bot agreed in time. An invoice stays payable after that, as in Telegram: to
refuse a second payment is the bot's own business.
"""

import asyncio
from dataclasses import dataclass
from itertools import count

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.clock import Clock
from sandbox.users.chats import Invoice
from sandbox.users.users import User

TIMEOUT = "BOT_PRECHECKOUT_TIMEOUT"
FIRST_QUERY_ID = 8_123_456_789_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of the bot at pre-checkout."""

    ok: bool
    error_message: str = ""


@dataclass(slots=True)
class Charge:
    """Stars that changed hands."""

    id: str
    user: User
    invoice: Invoice
    date: int
    refunded: bool = False

    def receipt(self) -> Json:
        """Return the fields that SuccessfulPayment and RefundedPayment have in common."""
        return {
            "currency": self.invoice.currency,
            "total_amount": self.invoice.amount,
            "invoice_payload": self.invoice.payload,
            "telegram_payment_charge_id": self.id,
        }

    def transaction(self, partner_key: str, date: int) -> Json:
        """The Bot API's StarTransaction; a refund carries the id of the charge that it returns."""
        partner: Json = {
            "type": "user",
            "transaction_type": "invoice_payment",
            "user": self.user.account(),
            "invoice_payload": self.invoice.payload,
        }
        return {"id": self.id, "amount": self.invoice.amount, "date": date, partner_key: partner}


class Payments:
    """All money between the people and the bot."""

    def __init__(self, clock: Clock, answer_within: float) -> None:
        self._clock = clock
        self._answer_within = answer_within
        self._ids = count(FIRST_QUERY_ID + clock.seconds())
        self._pending: dict[str, asyncio.Future[Verdict]] = {}
        self._charges: dict[str, Charge] = {}
        self._links: dict[str, Invoice] = {}
        self.transactions: list[Json] = []
        self.balance = 0

    def link_to(self, invoice: Invoice) -> str:
        """A link by which anyone can pay this invoice."""
        link = f"https://t.me/${next(self._ids):x}"
        self._links[link] = invoice
        return link

    def linked(self, link: str) -> Invoice | None:
        """The invoice behind a link."""
        return self._links.get(link)

    def open_query(self) -> str:
        """The id of a question that the bot has to answer in time."""
        query_id = str(next(self._ids))
        self._pending[query_id] = asyncio.get_running_loop().create_future()
        return query_id

    def answer_query(self, query_id: str, verdict: Verdict) -> None:
        """The bot answers."""
        pending = self._pending.pop(query_id, None)
        if pending is None:
            raise api_errors.query_too_old()
        pending.set_result(verdict)

    async def verdict(self, query_id: str) -> Verdict | None:
        """The bot's word; None when it did not come in time, and then it is too late for ever."""
        pending = self._pending[query_id]
        await asyncio.wait([pending], timeout=self._answer_within)
        self._pending.pop(query_id, None)
        return pending.result() if pending.done() else None

    def charge(self, user: User, invoice: Invoice) -> Charge:
        """Move the Stars to the bot and write it down."""
        charge = Charge(f"stx{next(self._ids)}_{user.id}", user, invoice, self._clock.seconds())
        user.balance -= invoice.amount
        self.balance += invoice.amount
        self._charges[charge.id] = charge
        self.transactions.append(charge.transaction("source", charge.date))
        return charge

    def refund(self, user_id: int, charge_id: str) -> Charge:
        """Move them back, once."""
        charge = self._charges.get(charge_id)
        if charge is None or charge.user.id != user_id:
            raise api_errors.code("CHARGE_ID_INVALID")
        if charge.refunded:
            raise api_errors.code("CHARGE_ALREADY_REFUNDED")
        charge.refunded = True
        charge.user.balance += charge.invoice.amount
        self.balance -= charge.invoice.amount
        self.transactions.append(charge.transaction("receiver", self._clock.seconds()))
        return charge

    def forget(self) -> None:
        """No invoices, no charges, no money."""
        self._pending.clear()
        self._charges.clear()
        self._links.clear()
        self.transactions.clear()
        self.balance = 0

"""Requests of people about their data: a copy of it, and their erasure after a time to think."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.domain.customers.customer import Customer
from services.domain.customers.personal_data import COPY_EVERY, ErasureRequest, OpenMatter
from services.domain.errors import NotErasable, TooManyCopies
from services.domain.messaging.notice import ERASED, Notice, NoticeValue
from services.domain.policy import Policy
from services.domain.system.update import brings_money
from services.domain.values.clock import HOUR, MINUTE, Clock
from services.domain.values.ids import new_number
from services.storage.customers.erasure import erase
from services.storage.customers.personal_data import copy_of, is_acting, unhandled, unsettled
from services.storage.database import Database
from services.storage.transaction import ReadTransaction, Transaction

log = logging.getLogger(__name__)

BATCH = 20
PUT_OFF = HOUR
"""So long (ms) an erasure waits before it looks again whether all matters are over."""

Copy = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class ErasureView:
    """The state of an erasure: the request if there is one, and what it waits for.

    `running` is the number of subscriptions that are paid for and not over, `kept` that of all orders.
    """

    request: ErasureRequest | None
    open_matters: Sequence[OpenMatter]
    running: int
    kept: int


@dataclass(frozen=True)
class PersonalData:
    """Hands out and erases the data of customers."""

    db: Database
    now: Clock
    policy: Policy

    async def copy(self, customer: Customer, key: str | None) -> Copy:
        """Return every row about a customer, by table. Raises TooManyCopies within an hour of the last one.

        The same act (`key`) gets it again: its message may have been lost.
        """
        async with self.db.begin() as tx:
            await tx.customers.lock(customer.id)
            if await tx.outcomes.find(key) is None:
                last, now = await tx.privacy.copied_at(customer.id), self.now()
                if last is not None and last + COPY_EVERY > now:
                    raise TooManyCopies(minutes=-(-(last + COPY_EVERY - now) // MINUTE))
                await tx.privacy.put_copy(customer.id, now)
                await tx.outcomes.put(key, {})
        async with self.db.read(frozen=True) as reading:
            return await copy_of(reading.connection, reading.vault, customer.id)

    async def erasure(self, customer: Customer) -> ErasureView:
        """Return the state of the erasure of a customer."""
        async with self.db.read() as reading:
            return ErasureView(
                await reading.privacy.erasure_of(customer.id),
                await unsettled(reading.connection, customer.id),
                await reading.privacy.running_of(customer.id, self.now()),
                await reading.privacy.orders_of(customer.id),
            )

    async def ask_erasure(self, customer: Customer, key: str | None = None) -> None:
        """Ask for the erasure of a customer, after the time to think; a second request is the first one.

        Raises NotErasable for admins, whom the shop needs to know, and while something is not over yet.
        """
        asked_at = self.now()
        request = ErasureRequest(customer.id, new_number(), asked_at, asked_at + self.policy.erasure_wait)
        async with self.db.begin() as tx:
            await tx.customers.lock(customer.id)
            if await tx.outcomes.find(key) is not None:
                return
            if customer.id in self.policy.admins or await unsettled(tx.connection, customer.id):
                raise NotErasable
            await tx.privacy.ask_erasure(request)
            await tx.outcomes.put(key, {})

    async def withdraw_erasure(self, customer: Customer, key: str | None = None) -> None:
        """Take the request of a customer back."""
        async with self.db.begin() as tx:
            await tx.customers.lock(customer.id)
            if await tx.outcomes.find(key) is None:
                await tx.privacy.withdraw_erasure(customer.id)
                await tx.outcomes.put(key, {})

    async def erase_due(self) -> list[int]:
        """Erase whose time to think is over; returns their Telegram ids, so that nobody remembers them.

        Each is one transaction. What is not over yet, or not handled yet, puts an erasure off.
        """
        async with self.db.read() as reading:
            due = await reading.privacy.due_erasures(self.now(), BATCH)
        erased = []
        for request in due:
            async with self.db.begin() as tx:
                if await self._erase(tx, request.customer_id):
                    erased.append(request.customer_id)
        return erased

    async def _erase(self, tx: Transaction, customer_id: int) -> bool:
        customer, request = await tx.customers.find(customer_id), await tx.privacy.erasure_of(customer_id)
        if customer is None or request is None or request.due_at > self.now():
            return False  # it was withdrawn meanwhile
        if await is_acting(tx.connection, customer_id):
            return False  # the next look is in a minute
        if await self._must_wait(tx, customer_id):
            await tx.privacy.put_off(customer_id, self.now() + PUT_OFF)
            return False
        kept = await tx.privacy.orders_of(customer_id)
        taken = await erase(tx.connection, tx.vault, customer_id, request.number, self.now())
        told: dict[str, NoticeValue] = {f"n_{table}": count for table, count in taken.items()}
        told |= {"number": request.number, "at": self.now(), "kept": kept, "language": customer.speaks}
        await tx.notices.add(Notice(customer_id, ERASED, told))
        log.info("customer_erased", extra={"request": request.number, "rows": sum(taken.values()), "orders": kept})
        return True

    async def _must_wait(self, tx: ReadTransaction, customer_id: int) -> bool:
        if await unsettled(tx.connection, customer_id):
            return True
        return any(map(brings_money, await unhandled(tx.connection, tx.vault, customer_id)))

    async def erase_brought_back(self, elsewhere: Sequence[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
        """Erase again who is back from an older backup. Returns all tombstones, those known `elsewhere` too."""
        async with self.db.begin() as tx:
            await tx.privacy.remember_erased(elsewhere)
            back = await tx.privacy.brought_back()
        for customer_id in back:
            async with self.db.begin() as tx:
                await erase(tx.connection, tx.vault, customer_id, "", self.now())
        if back:
            log.warning("erased_again", extra={"customers": len(back)})
        async with self.db.read() as reading:
            return await reading.privacy.erased()

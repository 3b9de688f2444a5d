"""Back in stock: customers who asked are told when there is something to buy again, in the order of asking.

No event tells that goods came back. A periodic job compares the waitlists with the stock, so that an import, an order
that was given up, one whose time is over and a product that is shown again are all found in the same way, whoever did
it. Each free code notifies one person at most, so that never more are told than can buy. It is kept for nobody: a day
later, if it is still free, it notifies the next one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.delivery.allocation import Allocation
from services.domain.catalog.product import Product
from services.domain.customers.customer import Customer
from services.domain.delivery.dispatch import OutboxPort
from services.domain.errors import NotFound
from services.domain.messaging.notice import Notice, NoticeValue
from services.domain.stock.waitlist import EXCLUSIVE_FOR, WaitlistEntry
from services.domain.values.clock import Clock
from services.storage.database import Database
from services.storage.transaction import ReadTransaction, Transaction

BATCH = 100


@dataclass(frozen=True)
class BackInStock:
    """Keeps the lists of those who wait for sold-out products."""

    db: Database
    now: Clock
    allocation: Allocation
    dispatch: OutboxPort

    async def subscribe(self, customer: Customer, product_id: int, key: str | None = None) -> bool:
        """Tell this customer when a product is back; False if there is some right now. Raises NotFound if it is hidden.

        No consent is needed to be told: buying asks for it, as always.
        """
        async with self.db.begin() as tx:
            if await tx.outcomes.find(key) is not None:
                return True
            product = await tx.products.get(product_id)
            if product is None or product.hidden:
                raise NotFound
            if (await tx.stock.level(product_id)).free:
                return False
            await tx.waitlist.add(product_id, customer.id, self.now())
            await tx.outcomes.put(key, {})
        return True

    async def unsubscribe(self, customer: Customer, product_id: int) -> None:
        """Do not tell this customer after all."""
        async with self.db.begin() as tx:
            await tx.waitlist.remove(product_id, customer.id)

    async def is_asked(self, customer: Customer, product_id: int) -> bool:
        """Return whether this customer is to be told."""
        async with self.db.read() as reading:
            return await reading.waitlist.has(product_id, customer.id)

    async def notify_due(self) -> int:
        """Notify the next customers, a batch at a time; returns how many messages were written."""
        told = 0
        for product_id in await self._due():
            while batch := await self._tell(product_id):
                told += batch
        if told:
            self.dispatch.wake()
        return told

    async def _due(self) -> list[int]:
        """Products of which somebody is to be told: a read, so that an idle shop writes nothing."""
        async with self.db.read() as reading:
            return [
                found for found in await reading.waitlist.products() if await self._next_to_notify(reading, found, 1)
            ]

    async def _tell(self, product_id: int) -> int:
        """Notify one batch, under the lock of the product: backorders are served first."""
        async with self.db.begin() as tx:
            await self.allocation.fulfill_backorders(tx, product_id, self.now())
            product = await tx.products.get(product_id)
            called = await self._next_to_notify(tx, product_id, BATCH)
            if product is None or product.hidden or not called:
                return 0
            await self._write(tx, product, called)
        return len(called)

    async def _next_to_notify(
        self, reading: ReadTransaction, product_id: int, limit: int
    ) -> Sequence[tuple[WaitlistEntry, int]]:
        """Return the customers to be told, each with the code that is free for them."""
        codes = await reading.waitlist.items_without_notice(product_id, self.now() - EXCLUSIVE_FOR, limit)
        return list(zip(await reading.waitlist.first(product_id, len(codes)), codes, strict=False))

    async def _write(self, tx: Transaction, product: Product, called: Sequence[tuple[WaitlistEntry, int]]) -> None:
        now = self.now()
        params: dict[str, NoticeValue] = {
            "product": product.id,
            "title_en": product.title.en,
            "title_zh": product.title.zh,
            "left": (await tx.stock.level(product.id)).free,
        }
        await tx.waitlist.mark_notified(called, now)
        await tx.notices.add_all(
            [Notice(one.customer_id, "back-in-stock", params, expires_at=now + EXCLUSIVE_FOR) for one, _ in called]
        )

"""Codes that may have been sold already, after a restore for one, are taken off sale, and put back when it is known."""

from dataclasses import dataclass

from services.delivery.allocation import Allocation
from services.domain.delivery.dispatch import OutboxPort
from services.domain.errors import present
from services.domain.staff.audit import AuditAction, AuditEntry, Facts
from services.domain.values.clock import Clock
from services.staff.audit import record
from services.storage.database import Database
from services.storage.stock.withdrawn import count_withdrawn, put_back, withdraw
from services.storage.transaction import ReadTransaction, Transaction


@dataclass(frozen=True, slots=True)
class QuarantineResult:
    """The result of a move: the product's stock after it (free, off sale), and how many waiting orders were served."""

    moved: int
    free: int
    withdrawn: int
    served: int = 0


@dataclass(frozen=True)
class Quarantine:
    """Takes goods off sale and puts them back, while the shop runs or stands still."""

    db: Database
    now: Clock
    allocation: Allocation
    dispatch: OutboxPort

    async def look(self, slug: str) -> QuarantineResult:
        """Return the stock of a product. Raises NotFound."""
        async with self.db.read() as reading:
            product = present(await reading.products.find(slug))
            return QuarantineResult(0, **await _counts(reading, product.id))

    async def withdraw(self, slug: str, count: int | None) -> QuarantineResult:
        """Take so many off sale (None: all that are free), first those that would be sold first. Raises NotFound."""
        async with self.db.begin() as tx:
            product_id = await self._locked(tx, slug)
            before = await _counts(tx, product_id)
            moved = await withdraw(tx.connection, product_id, count)
            await self._record(tx, AuditAction.STOCK_WITHDRAWN, slug, before, await _counts(tx, product_id))
        found = await self.look(slug)
        return QuarantineResult(moved, found.free, found.withdrawn)

    async def put_back(self, slug: str) -> QuarantineResult:
        """Put all of them on sale again, and serve who waits. Raises NotFound."""
        async with self.db.begin() as tx:
            product_id = await self._locked(tx, slug)
            before = await _counts(tx, product_id)
            moved = await put_back(tx.connection, product_id)
            after = {**await _counts(tx, product_id)}
            after["served"] = served = await self.allocation.fulfill_backorders(tx, product_id, self.now())
            await self._record(tx, AuditAction.STOCK_PUT_BACK, slug, before, after)
        self.dispatch.wake()
        found = await self.look(slug)
        return QuarantineResult(moved, found.free, found.withdrawn, served)

    async def _record(self, tx: Transaction, action: AuditAction, slug: str, before: Facts, after: Facts) -> None:
        """Record a move of goods, which the command line alone can do; nothing if there were none to move."""
        if before != after:
            await record(tx, AuditEntry(action, f"product:{slug}", before, after), None, None, self.now())

    async def _locked(self, tx: Transaction, slug: str) -> int:
        product = present(await tx.products.find(slug))
        await tx.products.lock(product.id)
        return product.id


async def _counts(reading: ReadTransaction, product_id: int) -> dict[str, int]:
    free = await reading.stock_drafts.free(product_id)
    return {"free": free, "withdrawn": await count_withdrawn(reading.connection, product_id)}

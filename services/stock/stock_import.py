"""The import of stock: a dry run first, then one batch, portion by portion, undoable while nothing of it is sold."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass

from services.delivery.allocation import Allocation
from services.domain.catalog.product import Product
from services.domain.delivery.dispatch import OutboxPort
from services.domain.errors import NoChange, NotUndoable, present
from services.domain.policy import Policy
from services.domain.staff.audit import AuditAction, AuditEntry, Facts
from services.domain.stock.stock import NOTHING_CHOSEN, Batch, Choices, InvalidLine, StockLevel, StockReport, StockState
from services.domain.values.clock import Clock
from services.domain.values.ids import new_id
from services.domain.values.secret import Secret
from services.staff.alerts import alert_admins, product_params
from services.staff.audit import record
from services.stock.drafts import StockDrafts
from services.stock.file import Reading, read
from services.storage.database import Database
from services.storage.transaction import Transaction
from services.storage.vault import Sealed

PORTION = 250
"""Goods in one transaction of an import: some 20 ms in which nobody else writes (SQLite)."""

Progress = Callable[[int], Awaitable[None]]


async def _untold(_done: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The result of an import: the batch, how many goods are new, how many waiting orders were served by it."""

    batch: Batch
    added: int
    served: int


@dataclass(frozen=True, slots=True)
class Undone:
    """The result of an undo: how many goods are out of stock, how many stayed since they were ordered meanwhile."""

    count: int
    stayed: int = 0


@dataclass(frozen=True, slots=True)
class DryRun:
    """The reading of a file, and what each of its lines is. It is imported when `reading.must_ask` is empty."""

    product: Product
    reading: Reading
    report: StockReport


@dataclass(frozen=True)
class StockImporter:
    """Imports goods, undoes imports, tells levels."""

    db: Database
    now: Clock
    policy: Policy
    allocation: Allocation
    dispatch: OutboxPort

    async def product(self, slug: str) -> Product:
        """A product by its slug. Raises NotFound."""
        async with self.db.read() as reading:
            return present(await reading.products.find(slug))

    @property
    def drafts(self) -> StockDrafts:
        """The drafts that are not imported yet."""
        return StockDrafts(self.db, self.now)

    async def free(self, product: Product) -> int:
        """Return how many goods of a product are free, however many."""
        async with self.db.read() as reading:
            return await reading.stock_drafts.free(product.id)

    async def levels(self) -> list[tuple[Product, StockLevel]]:
        """Every product and what is free of it."""
        async with self.db.read() as reading:
            products = await reading.products.all()
            return [(product, await reading.stock.level(product.id)) for product in products]

    async def dry_run(
        self, slug: str, source: str | bytes, filename: str | None, choices: Choices = NOTHING_CHOSEN
    ) -> DryRun:
        """The dry run of a paste or a file, without storing anything. Raises NotFound, FileRefused."""
        product = await self.product(slug)
        reading = await asyncio.to_thread(read, source, filename, product.kind, choices)
        report = await self.preview(slug, [line.text for line in reading.lines], reading.malformed)
        return DryRun(product, reading, report)

    async def preview(self, slug: str, lines: Sequence[str], malformed: Sequence[InvalidLine] = ()) -> StockReport:
        """The dry run: what each line is, without storing anything. Raises NotFound."""
        product = await self.product(slug)
        unique = list(dict.fromkeys(lines))
        secrets = [Secret(line) for line in unique]
        async with self.db.read() as reading:
            known = await reading.stock.known(secrets)
        sold = sum(state in {StockState.GIVEN, StockState.VOID} for state in known.values())
        return StockReport(
            product=product.slug,
            new=tuple(secret for secret in secrets if secret.reveal() not in known),
            repeated=len(lines) - len(unique),
            in_stock=len(known) - sold,
            sold=sold,
            malformed=tuple(malformed),
        )

    async def store(
        self,
        slug: str,
        secrets: Sequence[Secret],
        admin_id: int,
        *,
        batch_id: str | None = None,
        told: Progress = _untold,
    ) -> ImportResult:
        """Import goods as one batch and serve who waits for them. Raises NotFound, NoChange if none is new.

        Each portion is a transaction of its own, and serves the line: nobody waits long for a long import, and nobody
        buys what somebody waits for. With the same `batch_id` and goods an import that broke off is carried on, and one
        that is done is done once. `told` is called with the number of goods that are stored, after each portion.
        """
        product = await self.product(slug)
        batch = Batch(batch_id or new_id(), product.id, admin_id, self.now(), len(secrets))
        served = 0
        for start in range(0, max(len(secrets), 1), PORTION):
            sealed = await self.db.vault.encrypt_all(secrets[start : start + PORTION])
            served += await self._store_portion(batch, sealed, product)
            await told(min(start + PORTION, len(secrets)))
        return ImportResult(batch, await self._close(batch), served)

    async def _store_portion(self, batch: Batch, sealed: Sequence[Sealed], product: Product) -> int:
        """A portion, whole or not at all; returns how many waiting orders it has served.

        Imports take turns, of any product: the same codes in another order would wait for each other.
        """
        async with self.db.begin() as tx:
            await tx.stock.lock_imports()
            await tx.products.lock(product.id)
            await tx.stock.open_batch(batch)
            await tx.stock.add(batch, sealed)
            served = await self.allocation.fulfill_backorders(tx, product.id, batch.created_at)
            if served:
                params = product_params(product.slug, product.title)
                await alert_admins(tx, self.policy, "admin-served", None, **params, count=served)
            await self._record_import(tx, batch, product)
        self.dispatch.wake()
        return served

    async def _record_import(self, tx: Transaction, batch: Batch, product: Product) -> None:
        """Record an import with the first goods that are new: the portions that follow belong to it."""
        act = f"import:{batch.id}"
        if await tx.audit.is_recorded(act) or not await tx.stock.has_goods(batch.id):
            return
        after: Facts = {"batch": batch.id, "goods": batch.size}
        entry = AuditEntry(AuditAction.STOCK_IMPORTED, f"product:{product.slug}", after=after)
        await record(tx, entry, batch.admin_id or None, act, batch.created_at)

    async def _close(self, batch: Batch) -> int:
        async with self.db.begin() as tx:
            added = await tx.stock.close_batch(batch)
        if not added:
            raise NoChange
        return added

    async def undo(self, batch_id: str, admin_id: int, key: str | None = None, *, told: Progress = _untold) -> Undone:
        """Take a batch out again. Raises NotFound, NotUndoable if any of it is sold or held.

        Each portion is a transaction of its own, so somebody may order one of the goods meanwhile: that one stays. An
        undo that broke off is carried on. `told` is called with the number of goods that are out, after each portion.
        """
        async with self.db.begin() as tx:
            if (done := await tx.outcomes.find(key)) is not None:
                return Undone(**done)
            batch = present(await tx.stock.batch(batch_id))
            taken = await tx.stock.taken(batch_id)
            if taken and not batch.undone:
                raise NotUndoable(taken=taken)
            await tx.stock.mark_undone(batch_id, self.now())
            await tx.waitlist.forget_batch(batch.product_id, batch_id)
            if not batch.undone:
                await self._record_undo(tx, batch, admin_id, key)
        await self._remove(batch_id, told)
        async with self.db.begin() as tx:
            await tx.waitlist.forget_batch(batch.product_id, batch_id)
            stayed = await tx.stock.taken(batch_id)
            undone = Undone(batch.size - stayed, stayed)
            await tx.outcomes.put(key, asdict(undone))
        return undone

    async def _record_undo(self, tx: Transaction, batch: Batch, admin_id: int, key: str | None) -> None:
        product = present(await tx.products.get(batch.product_id))
        before: Facts = {"batch": batch.id, "goods": batch.size}
        after: Facts = {"batch": batch.id, "goods": 0}
        entry = AuditEntry(AuditAction.IMPORT_UNDONE, f"product:{product.slug}", before, after)
        await record(tx, entry, admin_id, key, self.now())

    async def _remove(self, batch_id: str, told: Progress) -> None:
        removed = done = PORTION
        while done == PORTION:
            async with self.db.begin() as tx:
                done = await tx.stock.remove_free(batch_id, PORTION)
            await told(removed)
            removed += PORTION

"""Goods come in: a dry run first, then one atomic batch, which can be undone while nothing of it is sold."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.alerts import tell_admins
from services.domain.clock import Clock
from services.domain.errors import NotFound, NothingToDo, NotUndoable
from services.domain.ids import new_id
from services.domain.policy import Policy
from services.domain.product import Product
from services.domain.secret import Secret
from services.domain.stock import Batch, Level, Malformed, StockReport, StockState
from services.handover import Dispatch, Handover
from services.storage.database import Database


@dataclass(frozen=True, slots=True)
class Stored:
    """What an import did: the batch, how many goods are new, how many waiting orders were served by it."""

    batch: Batch
    added: int
    served: int


@dataclass(frozen=True)
class Stockroom:
    """Imports goods, undoes imports, tells levels."""

    db: Database
    now: Clock
    policy: Policy
    handover: Handover
    dispatch: Dispatch

    async def product(self, slug: str) -> Product:
        """A product by its slug. Raises NotFound."""
        async with self.db.read() as reading:
            product = await reading.products.find(slug)
        if product is None:
            raise NotFound
        return product

    async def levels(self) -> list[tuple[Product, Level]]:
        """Every product and what is free of it."""
        async with self.db.read() as reading:
            products = await reading.products.all()
            return [(product, await reading.stock.level(product.id)) for product in products]

    async def preview(self, slug: str, lines: Sequence[str], malformed: Sequence[Malformed] = ()) -> StockReport:
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

    async def store(self, slug: str, secrets: Sequence[Secret], admin_id: int) -> Stored:
        """Import goods as one batch and serve who waits for them. Raises NotFound, NothingToDo if none is new."""
        product = await self.product(slug)
        now = self.now()
        batch = Batch(new_id(), product.id, admin_id, now, len(secrets))
        sealed = await self.db.vault.seal_all(secrets)
        async with self.db.begin() as tx:
            added = await tx.stock.add(batch, sealed)
            if not added:
                raise NothingToDo
            served = await self.handover.serve_line(tx, product.id, now)
            if served:
                await tell_admins(tx, self.policy, "admin-served", None, product=product.slug, count=served)
        self.dispatch.nudge()
        return Stored(batch, added, served)

    async def undo(self, batch_id: str) -> int:
        """Take a batch out again; returns how many goods. Raises NotFound, NotUndoable if any is sold or held."""
        async with self.db.begin() as tx:
            batch = await tx.stock.batch(batch_id)
            if batch is None:
                raise NotFound
            taken = await tx.stock.taken(batch_id)
            if taken:
                raise NotUndoable(taken=taken)
            await tx.watchers.forget_batch(batch.product_id, batch_id)
            return await tx.stock.undo(batch_id, self.now())

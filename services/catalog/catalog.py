"""The catalog, for customers to look at and for admins to change."""

import asyncio
from dataclasses import asdict, dataclass

from services.catalog.file import CatalogSnapshot, Diff, compare, dump
from services.domain.catalog.product import Category, Product
from services.domain.errors import NoChange, NotFound, present
from services.domain.staff.audit import AuditAction, AuditEntry, Facts, digest
from services.domain.stock.stock import StockLevel
from services.domain.values.clock import Clock
from services.staff.audit import record
from services.storage.database import Database
from services.storage.transaction import ReadTransaction

PAGE = 6
LOCK = ("catalog", b"")
"""The single value whose lock lets one after the other change the catalog."""
SHELVES = 12
"""Categories on a page: a keyboard holds 100 buttons at most (Bot API), and a thumb far fewer."""


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product and how much of it is free."""

    product: Product
    level: StockLevel


@dataclass(frozen=True, slots=True)
class ChangeCounts:
    """The numbers of products that an import has added, changed and hidden."""

    added: int
    changed: int
    hidden: int

    @classmethod
    def of(cls, diff: Diff) -> "ChangeCounts":
        """Of what it changes."""
        products = diff.products
        return cls(len(products.added), len({one.slug for one in products.changed}), len(products.removed))


@dataclass(frozen=True)
class Catalog:
    """Shows and changes the catalog."""

    db: Database
    now: Clock

    async def categories(self) -> list[Category]:
        """Categories with something on sale."""
        async with self.db.read() as reading:
            return await reading.products.categories()

    async def category_page(self, number: int) -> tuple[list[Category], bool]:
        """One page of the categories with something on sale, and whether there is a next one."""
        first = max(number, 0) * SHELVES
        found = await self.categories()
        return found[first : first + SHELVES], len(found) > first + SHELVES

    async def page(self, category: str, number: int) -> tuple[list[ProductCard], bool]:
        """One page of a category, and whether there is a next one."""
        async with self.db.read() as reading:
            found = await reading.products.page(category, max(number, 0) * PAGE, PAGE + 1)
        return [ProductCard(*one) for one in found[:PAGE]], len(found) > PAGE

    async def card(self, product_id: int) -> ProductCard:
        """A product on sale. Raises NotFound, for hidden ones too."""
        async with self.db.read() as reading:
            return _card(await reading.products.card(product_id))

    async def card_of(self, slug: str) -> ProductCard:
        """A product on sale by its slug (deep links). Raises NotFound."""
        async with self.db.read() as reading:
            return _card(await reading.products.card_by_slug(slug))

    async def set_hidden(self, slug: str, admin_id: int, key: str | None = None, *, hidden: bool) -> None:
        """Hide a product or show it again. Raises NotFound."""
        async with self.db.begin() as tx:
            await tx.key_values.put(*LOCK)
            was_hidden = present(await tx.products.find(slug)).hidden
            if was_hidden == hidden or await tx.outcomes.find(key) is not None:
                return
            await tx.products.set_hidden(slug, hidden=hidden)
            action = AuditAction.PRODUCT_HIDDEN if hidden else AuditAction.PRODUCT_SHOWN
            entry = AuditEntry(action, f"product:{slug}", _placed(hidden=was_hidden), _placed(hidden=hidden))
            await record(tx, entry, admin_id, key, self.now())
            await tx.outcomes.put(key, {})

    async def snapshot(self) -> CatalogSnapshot:
        """The whole catalog as a file would hold it."""
        async with self.db.read() as reading:
            return await _snapshot(reading)

    async def is_empty(self) -> bool:
        """Return whether nothing was ever imported."""
        async with self.db.read() as reading:
            return not await reading.products.all_categories()

    async def diff(self, snapshot: CatalogSnapshot) -> Diff:
        """Return the changes that importing a file would make."""
        return compare(await self.snapshot(), snapshot)

    async def applied(self, key: str) -> ChangeCounts | None:
        """Return the changes that an act has made; None if it has made none yet."""
        async with self.db.read() as reading:
            done = await reading.outcomes.find(key)
        return None if done is None else ChangeCounts(**done)

    async def replace(self, snapshot: CatalogSnapshot, admin_id: int | None, key: str | None = None) -> Diff:
        """Import a file: products it does not name are hidden, never deleted. Raises NoChange if nothing changes.

        Open orders keep what they promised: they carry their own copy. `admin_id` is None for the command line.
        """
        file = digest(await asyncio.to_thread(dump, snapshot))
        async with self.db.begin() as tx:
            await tx.key_values.put(*LOCK)
            current = await _snapshot(tx)
            diff = compare(current, snapshot)
            if not diff:
                raise NoChange
            await tx.products.put_categories(snapshot.categories)
            for position, product in enumerate(snapshot.products):
                await tx.products.put(product, position)
            for gone in diff.products.removed:
                await tx.products.set_hidden(gone.slug, hidden=True)
            for empty in diff.categories.removed:
                await tx.products.drop_category(empty.slug)
            counts = ChangeCounts.of(diff)
            after = {**_counted(await _snapshot(tx)), **asdict(counts), "file": file}
            entry = AuditEntry(AuditAction.CATALOG_APPLIED, "catalog", _counted(current), after)
            await record(tx, entry, admin_id, key, self.now())
            await tx.outcomes.put(key, asdict(counts))
        return diff


def _placed(*, hidden: bool) -> Facts:
    return {"product": "hidden" if hidden else "on_sale"}


def _counted(snapshot: CatalogSnapshot) -> Facts:
    on_sale = sum(not product.hidden for product in snapshot.products)
    return {"products": len(snapshot.products), "on_sale": on_sale}


def _card(found: tuple[Product, StockLevel] | None) -> ProductCard:
    if found is None:
        raise NotFound
    return ProductCard(*found)


async def _snapshot(reading: ReadTransaction) -> CatalogSnapshot:
    return CatalogSnapshot(tuple(await reading.products.all_categories()), tuple(await reading.products.all()))

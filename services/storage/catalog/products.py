"""Rows of the catalog."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, select, update

from services.domain.catalog.product import Category, Kind, Product, Renewal, StockDisplay
from services.domain.stock.stock import LEVEL_CAP, StockLevel, StockState
from services.domain.values.language import LocalizedText
from services.domain.values.money import Currency
from services.storage.dialect import insert, locks_rows
from services.storage.repository import Repository, picked
from services.storage.stock.stock import counted, first_free
from services.storage.tables import categories, prices, products

PLAIN = ("duration_days", "max_quantity", "photo", "hidden")


def _product(row: Row[Any], amounts: dict[Currency, int]) -> Product:
    return Product(
        id=row.id,
        slug=row.slug,
        category=row.category,
        title=LocalizedText(row.title_en, row.title_zh),
        description=LocalizedText(row.description_en, row.description_zh),
        instructions=LocalizedText(row.instructions_en, row.instructions_zh),
        kind=Kind(row.kind),
        prices=amounts,
        renewal=Renewal(row.renewal),
        stock_display=StockDisplay(row.stock_display),
        **picked(row, PLAIN),
    )


def _columns(product: Product) -> dict[str, Any]:
    return {
        "title_en": product.title.en,
        "title_zh": product.title.zh,
        "description_en": product.description.en,
        "description_zh": product.description.zh,
        "instructions_en": product.instructions.en,
        "instructions_zh": product.instructions.zh,
        **picked(product, ("kind", "renewal", "stock_display", *PLAIN)),
    }


# Built once: what everybody asks for with each tap costs more to put together than to run.
WITH_PRICES = (
    select(products, categories.c.slug.label("category"), prices.c.currency, prices.c.amount)
    .join(categories, categories.c.id == products.c.category_id)
    .outerjoin(prices, prices.c.product_id == products.c.id)
    .order_by(products.c.position, products.c.id, prices.c.currency)
)
BY_SLUG = WITH_PRICES.where(products.c.slug == bindparam("slug"))
BY_ID = WITH_PRICES.where(products.c.id == bindparam("id"))
LOCKED = select(products.c.id).where(products.c.id == bindparam("id")).with_for_update(key_share=True)
ON_PAGE = (
    select(products.c.id)
    .join(categories, categories.c.id == products.c.category_id)
    .where(categories.c.slug == bindparam("category"), products.c.hidden.is_(False))
    .order_by(products.c.position, products.c.id)
    .offset(bindparam("offset"))
    .limit(bindparam("limit"))
    .cte("on_page")
)
WITH_LEVEL = WITH_PRICES.add_columns(counted(products.c.id, StockState.FREE, LEVEL_CAP + 1, products).label("free"))
PAGE = WITH_LEVEL.where(products.c.id.in_(select(ON_PAGE.c.id)))
CARD = WITH_LEVEL.where(products.c.hidden.is_(False))
CARD_BY_SLUG = CARD.where(products.c.slug == bindparam("slug"))
CARD_BY_ID = CARD.where(products.c.id == bindparam("id"))
SOLD_OUT = (
    select(products.c.title_en, products.c.title_zh)
    .where(products.c.hidden.is_(False), first_free(products.c.id).correlate(products).scalar_subquery().is_(None))
    .order_by(products.c.position, products.c.id)
    .limit(bindparam("limit"))
)
OPEN_CATEGORIES = (
    select(categories)
    .where(
        select(products.c.id).where(products.c.category_id == categories.c.id, products.c.hidden.is_(False)).exists()
    )
    .order_by(categories.c.position, categories.c.id)
)


class Products(Repository):
    """Categories, products and prices."""

    async def _rows(self, statement: Select[Any], **chosen: object) -> list[tuple[Row[Any], Product]]:
        """Products of a statement over WITH_PRICES, each row joined with one of its prices; and a row of each."""
        rows = (await self._run(statement, chosen)).all()
        amounts: dict[int, dict[Currency, int]] = {}
        for row in rows:
            of_product = amounts.setdefault(row.id, {})
            if row.currency is not None:
                of_product[Currency(row.currency)] = row.amount
        first = {row.id: row for row in reversed(rows)}
        return [(first[one], _product(first[one], found)) for one, found in amounts.items()]

    async def _products(self, statement: Select[Any], **chosen: object) -> list[Product]:
        return [product for _, product in await self._rows(statement, **chosen)]

    async def _cards(self, statement: Select[Any], **chosen: object) -> list[tuple[Product, StockLevel]]:
        """The same of a statement over WITH_LEVEL."""
        found = await self._rows(statement, **chosen)
        return [(product, StockLevel.counted(row.free)) for row, product in found]

    async def find(self, slug: str) -> Product | None:
        """A product by its slug, hidden ones too."""
        found = await self._products(BY_SLUG, slug=slug)
        return found[0] if found else None

    async def get(self, product_id: int) -> Product | None:
        """A product by its id, hidden ones too."""
        found = await self._products(BY_ID, id=product_id)
        return found[0] if found else None

    async def card(self, product_id: int) -> tuple[Product, StockLevel] | None:
        """A product on sale by its id, and how much of it is free."""
        found = await self._cards(CARD_BY_ID, id=product_id)
        return found[0] if found else None

    async def card_by_slug(self, slug: str) -> tuple[Product, StockLevel] | None:
        """A product on sale by its slug, and how much of it is free."""
        found = await self._cards(CARD_BY_SLUG, slug=slug)
        return found[0] if found else None

    async def lock(self, product_id: int) -> None:
        """Let nobody else serve the waiting line of a product, or join it, until the end of the transaction."""
        if locks_rows(self._connection):
            await self._run(LOCKED, {"id": product_id})

    async def categories(self) -> list[Category]:
        """Categories that show at least one product, in their order."""
        rows = await self._run(OPEN_CATEGORIES)
        return [Category(row.slug, LocalizedText(row.title_en, row.title_zh)) for row in rows]

    async def all_categories(self) -> list[Category]:
        """Every category, empty ones too."""
        rows = await self._run(select(categories).order_by(categories.c.position, categories.c.id))
        return [Category(row.slug, LocalizedText(row.title_en, row.title_zh)) for row in rows]

    async def page(self, category: str, offset: int, limit: int) -> list[tuple[Product, StockLevel]]:
        """Products on sale of one category, a page of them, and how much of each is free."""
        return await self._cards(PAGE, category=category, offset=offset, limit=limit)

    async def all(self) -> list[Product]:
        """The whole catalog, for export and for the doctor."""
        return await self._products(WITH_PRICES)

    async def sold_out(self, limit: int) -> list[LocalizedText]:
        """Titles of what is on sale and has nothing free, no more than `limit`."""
        rows = await self._run(SOLD_OUT, {"limit": limit})
        return [LocalizedText(row.title_en, row.title_zh) for row in rows]

    async def put_categories(self, wanted: Sequence[Category]) -> None:
        """Create or rename categories and put them in this order."""
        for position, category in enumerate(wanted):
            titles = {"title_en": category.title.en, "title_zh": category.title.zh, "position": position}
            await self._run(
                insert(self._connection, categories)
                .values(slug=category.slug, **titles)
                .on_conflict_do_update(index_elements=["slug"], set_=titles)
            )

    async def drop_category(self, slug: str) -> None:
        """Remove a category that holds no product, not even a hidden one."""
        await self._run(delete(categories).where(categories.c.slug == slug))

    async def put(self, product: Product, position: int) -> None:
        """Create or change a product and its prices. Its category must exist."""
        columns = _columns(product) | {
            "position": position,
            "category_id": select(categories.c.id).where(categories.c.slug == product.category).scalar_subquery(),
        }
        product_id = await self._connection.scalar(
            insert(self._connection, products)
            .values(slug=product.slug, **columns)
            .on_conflict_do_update(index_elements=["slug"], set_=columns)
            .returning(products.c.id)
        )
        await self._run(delete(prices).where(prices.c.product_id == product_id))
        for currency, amount in product.prices.items():
            await self._run(prices.insert().values(product_id=product_id, currency=currency, amount=amount))

    async def set_hidden(self, slug: str, *, hidden: bool) -> bool:
        """Take a product off sale or put it back; False if there is none of that slug."""
        return await self._change(update(products).where(products.c.slug == slug).values(hidden=hidden)) == 1

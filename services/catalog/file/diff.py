"""The changes that an import would make, told before it makes any."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from services.catalog.file.snapshot import CatalogSnapshot
from services.domain.catalog.product import Category, Product
from services.domain.values.money import Currency, Money

Value = str | int | bool | Money | None
T = TypeVar("T", Category, Product)


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of one entry; `field` is its name in the file, such as `title.zh` or `prices.CNY`."""

    slug: str
    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Changes(Generic[T]):
    """The changes of entries of one sort. `reordered`: those that stay would stand in another order."""

    added: tuple[T, ...] = ()
    removed: tuple[T, ...] = ()
    changed: tuple[Changed, ...] = ()
    reordered: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.reordered)


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes; false if there are none.

    A removed product is hidden, never deleted. A removed category holds nothing any more, not even hidden products.
    """

    categories: Changes[Category]
    products: Changes[Product]

    def __bool__(self) -> bool:
        return bool(self.categories or self.products)


def compare(old: CatalogSnapshot, new: CatalogSnapshot) -> Diff:
    """Return the changes from `old` to `new`. Products that are hidden already and stay away are no change."""
    staying = {product.slug for product in new.products}
    leaving = [product for product in old.products if product.slug not in staying]
    occupied = {product.category for product in leaving}
    kept = {category.slug for category in new.categories}
    empty = [one for one in old.categories if one.slug not in kept | occupied]
    return Diff(
        categories=_changes(old.categories, new.categories, tuple(empty)),
        products=_changes(old.products, new.products, tuple(one for one in leaving if not one.hidden)),
    )


def _changes(old: tuple[T, ...], new: tuple[T, ...], removed: tuple[T, ...]) -> Changes[T]:
    before = {thing.slug: thing for thing in old}
    after = {thing.slug: thing for thing in new}
    return Changes(
        added=tuple(thing for thing in new if thing.slug not in before),
        removed=removed,
        changed=tuple(
            change for slug, thing in after.items() if slug in before for change in _fields(slug, before[slug], thing)
        ),
        reordered=[slug for slug in before if slug in after] != [slug for slug in after if slug in before],
    )


def _fields(slug: str, old: T, new: T) -> list[Changed]:
    before, after = _flat(old), _flat(new)
    return [Changed(slug, field, before[field], after[field]) for field in before if before[field] != after[field]]


def _flat(thing: Category | Product) -> Mapping[str, Value]:
    """All that the file says about an entry, by field; the database's own id is none of it."""
    title = {"title.en": thing.title.en, "title.zh": thing.title.zh}
    if isinstance(thing, Category):
        return title
    return {
        "category": thing.category,
        "kind": thing.kind,
        **title,
        "description.en": thing.description.en,
        "description.zh": thing.description.zh,
        "instructions.en": thing.instructions.en,
        "instructions.zh": thing.instructions.zh,
        **{f"prices.{currency}": thing.price(currency) for currency in Currency},
        "duration_days": thing.duration_days,
        "renewal": thing.renewal,
        "max_quantity": thing.max_quantity,
        "stock_display": thing.stock_display,
        "photo": thing.photo,
        "hidden": thing.hidden,
    }

"""The content of a catalog file, parsed."""

from dataclasses import dataclass

from services.domain.catalog.product import Category, Product


@dataclass(frozen=True, slots=True)
class CatalogSnapshot:
    """The whole catalog in the order of the file, which is the order that customers see."""

    categories: tuple[Category, ...] = ()
    products: tuple[Product, ...] = ()

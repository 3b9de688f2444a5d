"""The fields of categories and products: their rules, and the keys of their errors."""

import re
from collections.abc import Collection

from services.catalog.file.node_path import NodePath
from services.domain.catalog.invoice_text import INVOICE_TITLE_LIMIT
from services.domain.catalog.product import Category, Kind, Product, Renewal, StockDisplay
from services.domain.values.language import LocalizedText
from services.domain.values.money import LARGEST, Currency, Money

DESCRIPTION_LIMIT = 700
INSTRUCTIONS_LIMIT = 1500
LONGEST_DAYS = 3650
LARGEST_QUANTITY = 50
DEAREST = LARGEST // LARGEST_QUANTITY
"""The largest price, in minor units: the total of the largest order is still money."""
_LINES = "\n"
_SLUG = re.compile(r"[a-z0-9-]{1,32}")
_PRICE = re.compile(r"(0|[1-9][0-9]{0,12})(\.[0-9]+)?")
_PHOTO = re.compile(r"https://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(/[!-~]{0,900})?|[A-Za-z0-9_-]{20,250}")
_REQUIRED = ("slug", "category", "kind", "title", "description", "prices")
_OPTIONAL = ("instructions", "duration_days", "renewal", "max_quantity", "stock_display", "photo", "hidden")


def category(node_path: NodePath) -> Category:
    """Read one category."""
    fields = node_path.fields(("slug", "title"))
    return Category(slug=_slug(fields.get("slug")), title=_words(fields.get("title"), INVOICE_TITLE_LIMIT))


def product(node_path: NodePath, categories: Collection[str]) -> Product:
    """Read one product, which stands in one of the `categories` (by slug)."""
    fields = node_path.fields(_REQUIRED, _OPTIONAL)
    read = Product(
        slug=_slug(fields.get("slug")),
        category=_home(fields.get("category"), categories),
        title=_words(fields.get("title"), INVOICE_TITLE_LIMIT),
        description=_words(fields.get("description"), DESCRIPTION_LIMIT, _LINES),
        instructions=_words(fields.get("instructions"), INSTRUCTIONS_LIMIT, _LINES),
        kind=fields["kind"].choice(Kind) if "kind" in fields else Kind.LICENSE_CODE,
        prices=_prices(fields["prices"]) if "prices" in fields else {},
        duration_days=fields["duration_days"].number(LONGEST_DAYS) if "duration_days" in fields else None,
        renewal=fields["renewal"].choice(Renewal) if "renewal" in fields else Renewal.REPLACE,
        max_quantity=fields["max_quantity"].number(LARGEST_QUANTITY) if "max_quantity" in fields else 1,
        stock_display=fields["stock_display"].choice(StockDisplay) if "stock_display" in fields else StockDisplay.EXACT,
        photo=_photo(fields.get("photo")),
        hidden="hidden" in fields and fields["hidden"].yes(),
    )
    if read.renewal is Renewal.EXTEND and "duration_days" not in fields:
        fields["renewal"].refuse("catalog-file-endless")
    return read


def named(node_path: NodePath) -> NodePath:
    """The same place, called by its slug if it has a usable one: `products[emby-30]`."""
    quiet = NodePath(node_path.node, node_path.field, [])
    slug = quiet.fields(("slug",)).get("slug")
    if slug is None or not _SLUG.fullmatch(slug.raw()):
        return node_path
    return NodePath(node_path.node, f"{node_path.field.partition('[')[0]}[{slug.raw()}]", node_path.problems)


def _slug(node_path: NodePath | None) -> str:
    if node_path is None:
        return ""
    slug = node_path.raw()
    if not _SLUG.fullmatch(slug):
        node_path.refuse("catalog-file-slug", slug)
    return slug


def _home(node_path: NodePath | None, categories: Collection[str]) -> str:
    slug = "" if node_path is None else node_path.raw()
    if node_path is not None and slug not in categories:
        node_path.refuse("catalog-file-category", slug, ", ".join(list(categories)[:10]))
    return slug


def _words(node_path: NodePath | None, limit: int, allowed: str = "") -> LocalizedText:
    if node_path is None:
        return LocalizedText()
    fields = node_path.fields(("en", "zh"))
    return LocalizedText(**{language: text.text(limit, allowed) for language, text in fields.items()})


def _prices(node_path: NodePath) -> dict[Currency, int]:
    before = len(node_path.problems)
    fields = node_path.fields((), tuple(Currency))
    if not fields and len(node_path.problems) == before:
        node_path.refuse("catalog-file-priceless", expected=", ".join(Currency))
    return {currency: _price(fields[currency], currency) for currency in Currency if currency in fields}


def _price(node_path: NodePath, currency: Currency) -> int:
    """Minor units, read from the letters of the file: a float has never seen them."""
    text = node_path.raw()
    example = "250" if currency.decimals == 0 else "9.90"
    match = _PRICE.fullmatch(text)
    if match is None:
        node_path.refuse("catalog-file-price", text, example)
    elif len((match[2] or ".")[1:]) > currency.decimals:
        node_path.refuse(
            "catalog-file-decimals" if currency.decimals else "catalog-file-whole", text, str(currency.decimals)
        )
    elif set(text) <= {"0", "."}:
        node_path.refuse("catalog-file-free", text, example)
    else:
        return _amount(node_path, text, currency)
    return 1


def _amount(node_path: NodePath, text: str, currency: Currency) -> int:
    try:
        amount = Money.parse(text, currency).amount
    except ValueError:
        amount = LARGEST
    if amount > DEAREST:
        node_path.refuse("catalog-file-dear", text, Money(DEAREST, currency).digits)
        return 1
    return amount


def _photo(node_path: NodePath | None) -> str | None:
    if node_path is None:
        return None
    photo = node_path.raw()
    if not _PHOTO.fullmatch(photo):
        node_path.refuse("catalog-file-photo", photo)
    return photo

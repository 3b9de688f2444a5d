"""The export of a catalog to a file that people like to edit: block style, a blank line between entries.

The comment on top stands here in both languages, and not in locales: a file outlives the language of who exported it.
"""

from textwrap import indent

import yaml

from services.catalog.file.snapshot import CatalogSnapshot
from services.domain.catalog.product import Category, Product
from services.domain.values.language import LocalizedText
from services.domain.values.money import Currency

HEADER = """\
# The catalog of this shop. Change it, import it, and look at the changes before you confirm them.
# A product that is missing here is hidden, never deleted. Open orders keep what they were promised.
# Every title and text needs both languages: en and zh. Prices are written like 250 or 9.90.
#
# 商店的商品目录。修改后导入，确认之前会先显示改动。
# 这里没有的商品只会下架，不会删除；未完成的订单不受影响。
# 标题和文字都要有两种语言：en 和 zh。价格写成 250 或 9.90。
"""

_Plain = dict[str, object]


def dump(snapshot: CatalogSnapshot) -> str:
    """Write a catalog so that `parse` reads the same one; the same catalog always gives the same text."""
    categories = _section("categories", [_category(one) for one in snapshot.categories])
    products = _section("products", [_product(one) for one in snapshot.products])
    return f"{HEADER}\n{categories}\n{products}"


def _section(name: str, entries: list[_Plain]) -> str:
    if not entries:
        return f"{name}: []\n"
    return f"{name}:\n" + "\n".join(indent(_block([entry]), "  ", lambda line: line != "\n") for entry in entries)


def _category(category: Category) -> _Plain:
    return {"slug": category.slug, "title": _words(category.title)}


def _product(product: Product) -> _Plain:
    """The fields in the order in which people think of them; what is not set is not written."""
    entry: _Plain = {
        "slug": product.slug,
        "category": product.category,
        "kind": str(product.kind),
        "title": _words(product.title),
        "description": _words(product.description),
        "instructions": _words(product.instructions) if product.instructions else None,
        "prices": {str(currency): _amount(product, currency) for currency in Currency if currency in product.prices},
        "duration_days": product.duration_days,
        "renewal": str(product.renewal),
        "max_quantity": product.max_quantity,
        "stock_display": str(product.stock_display),
        "photo": product.photo,
        "hidden": product.hidden or None,
    }
    return {name: value for name, value in entry.items() if value is not None}


def _words(words: LocalizedText) -> dict[str, str]:
    return {"en": words.en, "zh": words.zh}


class _Amount(str):
    """A price, written without quotes: reading takes its letters, so that 9.90 is exact."""

    __slots__ = ()


def _amount(product: Product, currency: Currency) -> _Amount:
    money = product.price(currency)
    assert money is not None
    return _Amount(money.digits)


class _Dumper(yaml.SafeDumper):
    """Block style with list items set in, texts of several lines as they read."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - PyYAML's signature
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    if "\n" not in text:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", f"{text}\n", style="|")


def _number(dumper: yaml.SafeDumper, amount: _Amount) -> yaml.ScalarNode:
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in amount else 'int'}", amount)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Amount, _number)


def _block(entry: object) -> str:
    return yaml.dump(entry, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)

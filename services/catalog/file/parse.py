"""The parsing of a catalog file: the checks of the whole, and of what entries say about each other."""

from collections.abc import Iterable, Sequence

from services.catalog.file import fields as entries
from services.catalog.file.node_path import NodePath
from services.catalog.file.snapshot import CatalogSnapshot
from services.catalog.file.yaml_nodes import parse_yaml
from services.domain.catalog.product import Category, Product
from services.domain.errors import FileProblem, FileRefused
from services.domain.values.blank import forbidden

LARGEST_FILE = 1_000_000


def parse(source: str | bytes) -> CatalogSnapshot:
    """Read a catalog file of at most 1,000,000 bytes of UTF-8. Raises FileRefused with every problem and its line."""
    text = _text(source)
    _refuse_strange(text)
    problems: list[FileProblem] = []
    snapshot = _snapshot(NodePath(parse_yaml(text), "", problems))
    if problems:
        raise FileRefused(*problems)
    return snapshot


def _text(source: str | bytes) -> str:
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if len(data) > LARGEST_FILE:
        raise FileRefused(FileProblem(0, "", "catalog-file-big", expected="1 MB"))
    try:
        text = source if isinstance(source, str) else source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileRefused(FileProblem(line, "", "catalog-file-encoding", expected="UTF-8")) from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _refuse_strange(text: str) -> None:
    lines = enumerate(text.split("\n"), 1)
    strange = [(number, found) for number, line in lines if (found := forbidden(line, "\t"))]
    if strange:
        raise FileRefused(*(FileProblem(number, "", "catalog-file-hidden", found) for number, found in strange))


def _snapshot(node_path: NodePath) -> CatalogSnapshot:
    fields = node_path.fields(("categories", "products"))
    groups, goods = (_entries(fields.get(name)) for name in ("categories", "products"))
    categories = tuple(entries.category(one) for one in groups)
    slugs = [category.slug for category in categories]
    products = tuple(entries.product(one, slugs) for one in goods)
    _refuse_duplicates(groups, categories)
    _refuse_duplicates(goods, products)
    return CatalogSnapshot(categories, products)


def _entries(node_path: NodePath | None) -> list[NodePath]:
    return [] if node_path is None else [entries.named(one) for one in node_path.items()]


def _refuse_duplicates(node_paths: Iterable[NodePath], things: Sequence[Category | Product]) -> None:
    seen: set[str] = set()
    for node_path, thing in zip(node_paths, things, strict=True):
        if thing.slug and thing.slug in seen:
            node_path.refuse("catalog-file-twin", thing.slug)
        seen.add(thing.slug)

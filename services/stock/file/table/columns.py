"""The column that holds the goods."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.domain.catalog.product import Kind
from services.stock.file.links import is_link
from services.stock.file.table.cells import Row
from services.stock.file.table.column_names import CODE_NAMES, HALF_NAMES, LINK_NAMES, NAMES, name


@dataclass(frozen=True, slots=True)
class Column:
    """The column that was taken, the names or first cells of all, and whether a person must choose."""

    place: int
    names: tuple[str, ...]
    ask: bool


def choose(heading: Row | None, rows: Sequence[Row], kind: Kind, chosen: int | None) -> Column:
    """The column of the goods: by its name, or the only one that has anything or has links; else it is asked about.

    Names of a code beside a password are asked about too: half of what is sold would be missing.
    """
    names = _names(heading, rows)
    if chosen is not None and 0 <= chosen < len(names):
        return Column(chosen, names, ask=False)
    place, sure = _by_name(heading, kind) if heading else (None, False)
    if place is None:
        place, sure = _by_content(rows, len(names), kind)
    return Column(place, names, ask=not sure and len(names) > 1)


def _names(heading: Row | None, rows: Sequence[Row]) -> tuple[str, ...]:
    width = max((row.used for row in (*([heading] if heading else []), *rows)), default=1)
    first = heading.cells if heading else rows[0].cells if rows else ("",)
    return tuple(first[place] if place < len(first) else "" for place in range(width))


def _by_name(heading: Row, kind: Kind) -> tuple[int | None, bool]:
    names = [name(cell) for cell in heading.cells]
    halves = [place for place, one in enumerate(names) if one in HALF_NAMES]
    for wanted in (NAMES[kind], CODE_NAMES | LINK_NAMES, HALF_NAMES):
        found = [place for place, one in enumerate(names) if one in wanted]
        if found:
            whole = len(found) == 1 and (not halves or halves == found or kind is Kind.SUBSCRIPTION_LINK)
            return found[0], whole
    return None, False


def _by_content(rows: Sequence[Row], width: int, kind: Kind) -> tuple[int, bool]:
    filled = [place for place in range(width) if any(place < len(row.cells) and row.cells[place] for row in rows)]
    if len(filled) == 1:
        return filled[0], True
    if kind is Kind.SUBSCRIPTION_LINK:
        links = [place for place in filled if all(place < len(row.cells) and is_link(row.cells[place]) for row in rows)]
        if len(links) == 1:
            return links[0], True
    return (filled or [0])[0], False

"""The line that names the columns.

A known name is a heading, in either language. A line that merely looks like one is asked about: a code that is taken
for a heading is lost, and a heading that is taken for a code is sold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.stock.file.shapes import shape
from services.stock.file.table.cells import Row
from services.stock.file.table.column_names import GOODS_NAMES, name

_TITLES = 4
"""So many lines may stand before a heading."""
_SAMPLE = 1_000
_TWO = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """The place of a heading among the rows, whether its names are known, and whether a person must confirm it."""

    place: int
    known: bool
    ask: bool


def is_known(row: Row) -> bool:
    """Return whether a row names the goods: one cell does, and the others are short words."""
    return any(name(cell) in GOODS_NAMES for cell in row.cells)


def is_plain_name(cell: str, heading: Sequence[str]) -> bool:
    """Return whether a cell of a heading can be shown: the row names goods, and no figure makes it look like one."""
    return any(name(one) in GOODS_NAMES for one in heading) and not _figures(cell)


def find(rows: Sequence[Row], *, table: bool, chosen: bool | None) -> Heading | None:
    """The heading among the first rows, if there is one. `table` tells a `.csv`, where a heading is usual."""
    place = next((place for place, row in enumerate(rows[: _TITLES + 1]) if is_known(row)), None)
    if chosen is False or not rows:
        return None
    if chosen:
        return Heading(place or 0, known=place is not None, ask=False)
    if place is not None:
        return Heading(place, known=True, ask=_is_doubtful(rows, place, table=table))
    return Heading(0, known=False, ask=True) if _looks_so(rows) else None


def _is_doubtful(rows: Sequence[Row], place: int, *, table: bool) -> bool:
    """A known name of one cell is doubted in a plain list, below other lines, and among words like itself."""
    row, after = rows[place], rows[place + 1 :]
    if row.filled >= _TWO:
        return not after or any(title.filled >= _TWO for title in rows[:place])
    return not table or bool(place) or not after or shape(row.cells[0]) == shape(after[0].cells[0])


def _looks_so(rows: Sequence[Row]) -> bool:
    """Return whether the first row is words where all others have figures, or differs otherwise from the rest."""
    first, others = rows[0], rows[1 : _SAMPLE + 1]
    if not others:
        return False
    if first.filled == 1 and all(row.filled >= _TWO for row in others):
        return True
    return any(
        cell and _stands_out(cell, [row.cells[place] for row in others if place < len(row.cells) and row.cells[place]])
        for place, cell in enumerate(first.cells)
    )


def _stands_out(cell: str, others: Sequence[str]) -> bool:
    if not others:
        return False
    if not _figures(cell) and all(map(_figures, others)):
        return True
    if not cell.isascii() and all(map(str.isascii, others)):
        return True
    shapes = {shape(other) for other in others}
    return len(others) >= _TWO and len(shapes) == 1 and not _figures(cell) and shape(cell) not in shapes


def _figures(cell: str) -> bool:
    return any(sign.isdigit() for sign in cell)

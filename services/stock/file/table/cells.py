"""Lines become rows of cells.

Lines end where the file ends them, never at `%0A` or U+2028. A quoted cell may hold several lines; they stay one code.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.domain.errors import FileProblem, FileRefused

MOST_LINES = 50_000
LONGEST_CSV_LINE = 50_000
OUTER_SPACE = " \t\r\n\u00a0\u3000\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")
_PRIVATE_USE = range(0xE000, 0xF900)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record, and the line on which it begins, from 1."""

    number: int
    cells: tuple[str, ...]

    @property
    def used(self) -> int:
        """Return how many cells there are up to the last one with something in it."""
        return max((place for place, cell in enumerate(self.cells, 1) if cell), default=0)

    @property
    def filled(self) -> int:
        """Return how many cells have something in them."""
        return sum(map(bool, self.cells))


def split(text: str) -> list[str]:
    """The lines of a text. Raises FileRefused for more than 50,000 that are not blank."""
    lines = _LINE_END.split(text)
    if sum(1 for line in lines if line.strip(OUTER_SPACE)) > MOST_LINES:
        raise FileRefused(FileProblem(0, "", "stock-lines-many", expected=str(MOST_LINES)))
    return lines


def whole(lines: Sequence[str], *, quoted: bool) -> list[Row]:
    """Each line as one cell. `quoted` takes off the quotation marks of a table, where all of them are in pairs."""
    sign = _absent(lines) if quoted and any('"' in line for line in lines) else ""
    if sign:
        try:
            return cut(lines, sign)
        except FileRefused:
            pass  # quotation marks within the codes: lines are taken as they are
    return _used(Row(number, (clean(line),)) for number, line in enumerate(lines, 1))


def cut(lines: Sequence[str], separator: str) -> list[Row]:
    """The rows that are not blank. Raises FileRefused for quotation marks that do not close, and for endless lines."""
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_CSV_LINE:
            raise FileRefused(FileProblem(number, "", "stock-lines-wide", expected=str(LONGEST_CSV_LINE)))
    reader = csv.reader((line + "\n" for line in lines), delimiter=separator, strict=True)
    rows, begins = [], 1
    try:
        for cells in reader:
            rows.append(Row(begins, tuple(map(clean, cells))))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused(FileProblem(begins, "", "stock-lines-quotes")) from error
    return _used(rows)


def clean(cell: str) -> str:
    """A cell without space around it, and without the `="…"` that keeps Excel from changing it."""
    bare = cell.strip(OUTER_SPACE)
    if len(bare) > len('=""') and bare.startswith('="') and bare.endswith('"'):
        inner = bare[2:-1]
        if '"' not in inner.replace('""', ""):
            return inner.replace('""', '"').strip(OUTER_SPACE)
    return bare


def _used(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.filled]


def _absent(lines: Sequence[str]) -> str:
    """A sign that no line has, to separate nothing."""
    present = set().union(*lines)
    return next((chr(code) for code in _PRIVATE_USE if chr(code) not in present), "")

"""The separator between two cells of a line.

In a `.csv` a known heading or a `sep=` line tells it; else the sign that cuts all lines alike, and a person is asked
where two signs could be meant. In plain text the whole line is the code, and a sign that cuts it is offered: `;` and
`,` may be part of a code.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.domain.errors import FileRefused
from services.stock.file.table import cells, headings
from services.stock.file.table.cells import Row

SEPARATORS = (",", ";", "\t")
WHOLE_LINE = ""
_DECLARED = re.compile(r'"?sep=(?P<sign>[,;\t])"?', re.IGNORECASE)
_TWO = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The separator and its rows, the other separators that would give something else, whether a person must choose.

    `skipped` is the `sep=` line.
    """

    separator: str
    rows: list[Row]
    others: tuple[str, ...] = ()
    ask: bool = False
    skipped: tuple[tuple[int, str], ...] = ()


def lay_out(lines: Sequence[str], chosen: str | None, *, table: bool) -> Layout:
    """The rows of a file. Raises FileRefused if no way to read it closes its quotation marks."""
    declared, lines = _declaration(lines)
    skipped = ((declared[0], declared[1]),) if declared else ()
    tables, refused = _tables(lines)
    if table and not tables and chosen != WHOLE_LINE:
        raise refused[0]
    sign = declared[2] if declared and chosen is None else chosen
    if sign is not None:
        return _as_chosen(lines, sign, tables, skipped, table=table)
    found = _of_table(lines, tables) if table else _of_text(lines, tables)
    return Layout(found.separator, found.rows, found.others, found.ask, skipped)


def _declaration(lines: Sequence[str]) -> tuple[tuple[int, str, str] | None, Sequence[str]]:
    """Excel's `sep=;`: line, text and sign, and the lines with that one empty."""
    for place, line in enumerate(lines):
        text = line.strip(" \ufeff\u00a0")
        if match := _DECLARED.fullmatch(text):
            return (place + 1, text, match["sign"]), [*lines[:place], "", *lines[place + 1 :]]
        if text:
            break
    return None, lines


def _tables(lines: Sequence[str]) -> tuple[dict[str, list[Row]], list[FileRefused]]:
    """The rows by every separator with which the quotation marks close."""
    tables: dict[str, list[Row]] = {}
    refused = []
    for sign in SEPARATORS:
        try:
            tables[sign] = cells.cut(lines, sign)
        except FileRefused as error:
            refused.append(error)
    return tables, refused


def _as_chosen(
    lines: Sequence[str],
    sign: str,
    tables: Mapping[str, list[Row]],
    skipped: tuple[tuple[int, str], ...],
    *,
    table: bool,
) -> Layout:
    if sign != WHOLE_LINE:
        rows = tables[sign] if sign in tables else cells.cut(lines, sign if sign in SEPARATORS else ",")
    else:
        rows = cells.whole(lines, quoted=table)
    return Layout(sign, rows, _others(tables, sign), skipped=skipped)


def _of_table(lines: Sequence[str], tables: Mapping[str, list[Row]]) -> Layout:
    present = _cutting(tables)
    named = [sign for sign in present if _names_columns(tables[sign])]
    if len(named) == 1:
        (sign,) = named
        ask = exceeds(tables[sign])
        return Layout(sign, tables[sign], _others(tables, sign) if ask else (), ask)
    if not present:
        return Layout(WHOLE_LINE, cells.whole(lines, quoted=True))
    sign = max(present, key=lambda one: _evenness(tables[one]))
    ask = len(present) > 1 or _evenness(tables[sign]) < 1 or exceeds(tables[sign])
    return Layout(sign, tables[sign], _others(tables, sign), ask)


def _of_text(lines: Sequence[str], tables: Mapping[str, list[Row]]) -> Layout:
    rows = cells.whole(lines, quoted=False)
    present = _cutting(tables)
    named = [sign for sign in present if _names_columns(tables[sign])]
    if len(named) == 1:
        return Layout(named[0], tables[named[0]], _others(tables, named[0]), ask=True)
    marked = _quoted(rows, tables)
    others = (*present, *(sign for sign in marked if sign not in present))
    return Layout(WHOLE_LINE, rows, others, ask=bool(marked) or any(_cuts_most(tables[sign]) for sign in present))


def _cutting(tables: Mapping[str, list[Row]]) -> list[str]:
    """The separators that cut at least one row."""
    return [sign for sign, rows in tables.items() if any(len(row.cells) >= _TWO for row in rows)]


def _others(tables: Mapping[str, list[Row]], taken: str) -> tuple[str, ...]:
    signs = [sign for sign in _cutting(tables) if sign != taken]
    return tuple(signs if taken == WHOLE_LINE else [*signs, WHOLE_LINE])


def _quoted(rows: list[Row], tables: Mapping[str, list[Row]]) -> list[str]:
    """The first separator with which the quotation marks of plain lines belong to a table."""
    for sign, cut in tables.items():
        if any(row.cells[0].startswith('"') for row in rows) and cut != rows:
            return [sign]
    return []


def _names_columns(rows: Sequence[Row]) -> bool:
    """Return whether a known heading of several columns is there."""
    found = headings.find(rows, table=True, chosen=None)
    return found is not None and found.known and rows[found.place].filled >= _TWO


def exceeds(rows: Sequence[Row]) -> bool:
    """Return whether a row has more cells than its known heading names."""
    found = headings.find(rows, table=True, chosen=None)
    if found is None or not found.known:
        return False
    width = len(rows[found.place].cells)
    return any(row.used > width for row in rows[found.place + 1 :])


def _evenness(rows: Sequence[Row]) -> float:
    """The share of rows that have as many cells as most."""
    counts = Counter(len(row.cells) for row in rows)
    return max(counts.values()) / len(rows)


def _cuts_most(rows: Sequence[Row]) -> bool:
    """Return whether most lines have something on both sides of the separator; at the end it is part of the code."""
    return sum(row.filled >= _TWO for row in rows) * 2 >= len(rows)

"""A file of stock, read from bytes to goods.

Encoding, separator, heading and column are decided one after the other. Each says what it took, what else it could have
been, and whether a person must confirm it first.
"""

from collections.abc import Sequence
from pathlib import PurePosixPath

from services.domain.catalog.product import Kind
from services.domain.errors import FileProblem, FileRefused
from services.domain.stock.stock import NOTHING_CHOSEN, Choices, InvalidLine
from services.stock.file.kinds import fault
from services.stock.file.result import Line, Reading
from services.stock.file.table import cells, columns, headings
from services.stock.file.table.cells import Row
from services.stock.file.table.separators import lay_out
from services.stock.file.text.decoding import decode
from services.stock.file.unusual import unusual


def read(source: str | bytes, filename: str | None, kind: Kind, choices: Choices = NOTHING_CHOSEN) -> Reading:
    """Read goods with their line numbers (from 1); blank lines are skipped.

    Raises FileRefused for more than 5 MB, more than 50,000 lines, another type of file, what is no text, and quotation
    marks of a `.csv` that do not close. What it names by line it never quotes.
    """
    table = _is_table(filename)
    decoded = decode(source, choices.encoding)
    layout = lay_out(cells.split(decoded.text), choices.separator, table=table)
    rows = layout.rows
    heading = headings.find(rows, table=table, chosen=choices.heading)
    first = heading.place if heading else 0
    named, data = (rows[first], rows[first + 1 :]) if heading else (None, rows)
    column = columns.choose(named, data, kind, choices.column)
    lines, malformed = _goods(data, column.place, kind)
    asked = {
        "encoding": decoded.ask,
        "separator": layout.ask,
        "heading": heading is not None and heading.ask,
        "column": column.ask,
    }
    return Reading(
        lines=lines,
        malformed=malformed,
        unusual=unusual(lines, kind, _wide(named, data)),
        encoding=decoded.encoding,
        encodings=decoded.others,
        separator=layout.separator,
        separators=layout.others,
        heading=named.cells if named else None,
        skipped=(*layout.skipped, *((row.number, row.cells[0]) for row in rows[:first])),
        columns=column.names,
        column=column.place,
        must_ask=tuple(name for name, ask in asked.items() if ask),
    )


def _is_table(filename: str | None) -> bool:
    suffix = PurePosixPath(filename or "").suffix.lower()
    if suffix not in {"", ".txt", ".csv"}:
        raise FileRefused(FileProblem(0, "", "stock-lines-type", found=suffix[:20], expected=".txt, .csv"))
    return suffix == ".csv"


def _goods(rows: Sequence[Row], column: int, kind: Kind) -> tuple[tuple[Line, ...], tuple[InvalidLine, ...]]:
    lines, malformed = [], []
    for row in rows:
        code = row.cells[column] if column < len(row.cells) else ""
        if reason := fault(code, kind) if code else "stock-line-no-goods":
            malformed.append(InvalidLine(row.number, reason))
        else:
            lines.append(Line(row.number, code))
    return tuple(lines), tuple(malformed)


def _wide(heading: Row | None, rows: Sequence[Row]) -> frozenset[int]:
    """The rows with more cells than the heading, or than the row before all others, has."""
    if not rows:
        return frozenset()
    width = len(heading.cells) if heading else min(len(row.cells) for row in rows)
    return frozenset(row.number for row in rows if row.used > width)

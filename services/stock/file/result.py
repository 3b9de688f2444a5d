"""The result of reading a file of stock.

Goods stand in `Line.text`, `Unusual.text`, `heading`, `columns` and `skipped` as they are: show them `masked` only.
"""

from dataclasses import dataclass

from services.domain.stock.stock import InvalidLine


@dataclass(frozen=True, slots=True)
class Line:
    """One code or link as it will be sold, and the line on which it begins, from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Unusual:
    """A line that is goods too, unless the admin refuses it, and what is odd about it (a key of admin/stock.ftl)."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Goods, what cannot be goods, and everything that was decided on the way.

    `lines` hold the unusual ones too. `encodings` and `separators` are the others that could have been meant; empty
    means certain. `skipped` are title lines and a `sep=` line. `columns` are the names of the columns, or their first
    cells where there is no heading; "the whole line" is the separator "". `must_ask` names what the admin confirms or
    chooses before anything is imported: "encoding", "separator", "heading", "column".
    """

    lines: tuple[Line, ...]
    malformed: tuple[InvalidLine, ...]
    unusual: tuple[Unusual, ...]
    encoding: str
    encodings: tuple[str, ...]
    separator: str
    separators: tuple[str, ...]
    heading: tuple[str, ...] | None
    skipped: tuple[tuple[int, str], ...]
    columns: tuple[str, ...]
    column: int
    must_ask: tuple[str, ...]

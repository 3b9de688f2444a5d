"""Until the dry run asks: what must be asked about is refused by a caller that cannot ask, with what to do."""

from services.domain.errors import FileRefused, Problem
from services.domain.product import Kind
from services.domain.stock import Choices, Malformed
from services.stock_file.reading import read


def read_lines(source: str | bytes, filename: str | None, kind: Kind) -> tuple[list[tuple[int, str]], list[Malformed]]:
    """Goods with their line numbers, and the lines that cannot be goods. Raises FileRefused."""
    reading = read(source, filename, kind)
    if "encoding" in reading.must_ask:
        raise FileRefused(Problem(0, "", "stock-lines-encoding", expected="UTF-8"))
    is_table = (filename or "").lower().endswith(".csv")
    if {"separator", "column"} & {*reading.must_ask} or (is_table and "heading" in reading.must_ask):
        raise FileRefused(Problem(0, "", "stock-lines-columns"))
    if "heading" in reading.must_ask:  # nothing is dropped that only looks like a heading
        reading = read(source, filename, kind, Choices(heading=False))
    return [(line.number, line.text) for line in reading.lines], list(reading.malformed)

"""Lines that are goods and look as if they were not: shown before an import, refused by nobody but the admin.

Two codes with a space between them, a code cut in half, a second heading: each would be sold as it stands.
"""

import re
from collections import Counter
from collections.abc import Sequence

from services.domain.catalog.product import Kind
from services.stock.file.links import is_link
from services.stock.file.result import Line, Unusual
from services.stock.file.shapes import shape
from services.stock.file.table.column_names import GOODS_NAMES, name

_MIXED = re.compile("[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]")
_LOST = re.compile(r"\?{3,}")
_SHARED = 0.75
_FEWEST = 3


def unusual(lines: Sequence[Line], kind: Kind, wide: frozenset[int]) -> tuple[Unusual, ...]:
    """Return what is odd about goods, at most one reason a line; `wide` lines have more cells than the table."""
    usual = _usual_shape(lines)
    found = ((line, _reason(line, kind, usual, wide)) for line in lines)
    return tuple(Unusual(line.number, line.text, reason) for line, reason in found if reason)


def _reason(line: Line, kind: Kind, usual: str | None, wide: frozenset[int]) -> str:
    text = line.text
    if line.number in wide:
        return "stock-line-cells"
    if "\n" in text:
        return "stock-line-several-lines"
    if "\t" in text:
        return "stock-line-tab"
    if is_link(text):
        return "stock-line-is-a-link" if kind is Kind.LICENSE_CODE else _odd_shape(text, usual)
    return _odd_code(text) or _odd_shape(text, usual)


def _odd_code(text: str) -> str:
    if text.startswith("/"):
        return "stock-line-slash"
    if " " in text:
        return "stock-line-space"
    if name(text) in GOODS_NAMES:
        return "stock-line-heading"
    if _MIXED.search(text):
        return "stock-line-mixed"
    return "stock-line-question-marks" if _LOST.search(text) else ""


def _odd_shape(text: str, usual: str | None) -> str:
    return "stock-line-shape" if usual is not None and shape(text) != usual else ""


def _usual_shape(lines: Sequence[Line]) -> str | None:
    """The shape that three quarters of the lines share, at least three; None if there is no such."""
    counts = Counter(shape(line.text) for line in lines)
    if not counts:
        return None
    ((usual, count),) = counts.most_common(1)
    return usual if count >= max(_FEWEST, _SHARED * len(lines)) else None

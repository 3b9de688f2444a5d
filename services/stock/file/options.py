"""The options of reading a file, and the first line that each of them gives.

A choice travels in a button or on the command line, so each has a short word.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from services.domain.catalog.product import Kind
from services.domain.errors import FileRefused
from services.domain.stock.stock import Choices
from services.stock.file.parse import read
from services.stock.file.result import Reading
from services.stock.file.text.decoding import ENCODINGS, decode, telling_line

SIGNS = {"comma": ",", "semicolon": ";", "tab": "\t", "line": ""}
_WORDS = {sign: word for word, sign in SIGNS.items()}
YES, NO = "yes", "no"
HEAD = 50
MOST_COLUMNS = 20


class Aspect(StrEnum):
    """An aspect of a file that can have several values."""

    ENCODING = "encoding"
    SEPARATOR = "separator"
    HEADING = "heading"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its value, whether it was chosen, and the first line that it gives (`masked` only)."""

    value: str
    taken: bool
    sample: str


def choose(choices: Choices, what: Aspect, value: str) -> Choices:
    """The choices with one more. Raises ValueError for what cannot be chosen.

    Another separator makes other columns, so their choice goes with it.
    """
    match what, value:
        case Aspect.ENCODING, name if name in ENCODINGS:
            return replace(choices, encoding=name)
        case Aspect.SEPARATOR, name if name in SIGNS:
            return replace(choices, separator=SIGNS[name], column=None)
        case Aspect.HEADING, ("yes" | "no") as answer:
            return replace(choices, heading=answer == YES)
        case Aspect.COLUMN, number if number.isascii() and number.isdigit():
            return replace(choices, column=int(number))
    msg = f"{what} cannot be {value!r}"
    raise ValueError(msg)


def options(
    source: str | bytes, filename: str | None, kind: Kind, choices: Choices, reading: Reading, what: Aspect
) -> tuple[Option, ...]:
    """Return every value that `what` can have, with the first line of each; none if it is certain."""
    values = option_values(reading, what)
    if what is Aspect.ENCODING:
        samples = [telling_line(source, value) for value in values]
    else:
        text = decode(source, choices.encoding).text
        samples = [_first(text, filename, kind, choose(choices, what, value)) for value in values]
    found = [Option(value, value == values[0], sample) for value, sample in zip(values, samples, strict=True)]
    return tuple(sorted(found, key=lambda one: int(one.value)) if what is Aspect.COLUMN else found)


def option_values(reading: Reading, what: Aspect) -> tuple[str, ...]:
    """Return the values that `what` can have, the chosen one first; none if it is certain.

    A table can be sold by whole lines in any case, and one line alone is no heading.
    """
    match what:
        case Aspect.ENCODING:
            values = [reading.encoding, *reading.encodings]
        case Aspect.SEPARATOR:
            values = [_WORDS[sign] for sign in (reading.separator, *reading.separators, SIGNS["line"])]
        case Aspect.HEADING:
            values = [YES, NO] if reading.heading else [NO, YES][: len(reading.lines)]
        case _:
            values = [str(reading.column), *map(str, range(min(len(reading.columns), MOST_COLUMNS)))]
    found = tuple(dict.fromkeys(values))
    return found if len(found) > 1 else ()


def _first(text: str, filename: str | None, kind: Kind, choices: Choices) -> str:
    """The first line of goods, or "" if there is none."""
    for part in _heads(text):
        try:
            reading = read(part, filename, kind, choices)
        except FileRefused:  # cut within quotation marks
            continue
        return reading.lines[0].text if reading.lines else ""
    return ""


def _heads(text: str) -> Iterator[str]:
    """The first lines, which are enough and fast, then all of them."""
    yield "\n".join(text.splitlines()[:HEAD])
    yield text

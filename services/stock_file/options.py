"""The ways in which a file can be read, and what each of them makes of its first lines.

A choice travels in a button or on the command line, so each has a short word.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from services.domain.errors import FileRefused
from services.domain.product import Kind
from services.domain.stock import Choices
from services.stock_file.decoding import ENCODINGS, decode, telling_line
from services.stock_file.reading import read
from services.stock_file.result import Reading

SIGNS = {"comma": ",", "semicolon": ";", "tab": "\t", "line": ""}
YES, NO = "yes", "no"
HEAD = 50
MOST_COLUMNS = 20


class Aspect(StrEnum):
    """What about a file can be taken in several ways."""

    ENCODING = "encoding"
    SEPARATOR = "separator"
    HEADING = "heading"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Option:
    """One way: its word, whether it is the one that was taken, and the first line that it gives (`masked` only)."""

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
    """Every way in which `what` may be taken, with the first line of each; none if it is certain."""
    taken, values = _values(reading, what)
    if len(values) < len({YES, NO}):
        return ()
    if what is Aspect.ENCODING:
        return tuple(Option(value, value == taken, telling_line(source, value)) for value in values)
    text = decode(source, choices.encoding).text
    return tuple(
        Option(value, value == taken, _first(text, filename, kind, choose(choices, what, value))) for value in values
    )


def _values(reading: Reading, what: Aspect) -> tuple[str, tuple[str, ...]]:
    words = {sign: word for word, sign in SIGNS.items()}
    match what:
        case Aspect.ENCODING:
            return reading.encoding, (reading.encoding, *reading.encodings) if reading.encodings else ()
        case Aspect.SEPARATOR:
            signs = (reading.separator, *reading.separators)
            return words[reading.separator], tuple(words[sign] for sign in signs)
        case Aspect.HEADING:
            return YES if reading.heading else NO, (YES, NO)
        case _:
            return str(reading.column), tuple(map(str, range(min(len(reading.columns), MOST_COLUMNS))))


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

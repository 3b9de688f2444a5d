"""What an admin pastes or uploads, taken apart into goods: one a line, or one a record of a CSV file.

A code that is lost here is a code that somebody pays for in vain, so nothing is guessed: lines end where the file ends
them (never at `%0A` or U+2028), characters that nobody can see or type make a line malformed, and a file whose
quotation marks do not close is refused as a whole. What is refused is named by line and reason, never by its text.
"""

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from services.domain.errors import FileRefused, Problem
from services.domain.product import Kind
from services.domain.stock import Malformed

LARGEST_FILE = 5_000_000
MOST_LINES = 50_000
LONGEST_CSV_LINE = 5_000
LONGEST_CODE = 512
LONGEST_LINK = 1_024
COLUMNS = {
    Kind.LICENSE_CODE: ("secret", "code", "授权码", "link", "订阅链接"),
    Kind.SUBSCRIPTION_LINK: ("secret", "link", "订阅链接", "code", "授权码"),
}
_DELIMITERS = (",", ";", "\t")
_LINE_END = re.compile(r"\r\n|\r|\n")
_OUTER_SPACE = " \t\u00a0\u3000\ufeff"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Letters and marks to Unicode, and nothing to the eye: fillers, variation selectors, the blank of Braille.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)

Line = tuple[int, str]


def read_lines(source: str | bytes, filename: str | None, kind: Kind) -> tuple[list[Line], list[Malformed]]:
    """Read goods with their line numbers (from 1), and the lines that cannot be goods; blank lines are skipped.

    A `.csv` gives its column secret, code or link, or else its first. Raises FileRefused for more than 5 MB, more than
    50,000 lines, another type of file, text in an unknown encoding, and quotation marks that do not close.
    """
    text = _text(source)
    lines = _LINE_END.split(text)
    if sum(1 for line in lines if line.strip(_OUTER_SPACE)) > MOST_LINES:
        raise FileRefused(Problem(0, "", "stock-lines-many", expected=str(MOST_LINES)))
    numbered = _records(lines, kind) if _is_csv(filename) else enumerate(lines, 1)
    return _sort(numbered, kind)


def _sort(numbered: Iterator[Line] | enumerate[str], kind: Kind) -> tuple[list[Line], list[Malformed]]:
    refuse = _FAULTS[kind]
    goods: list[Line] = []
    malformed: list[Malformed] = []
    for number, untrimmed in numbered:
        line = untrimmed.strip(_OUTER_SPACE)
        if not line:
            continue
        if reason := refuse(line):
            malformed.append(Malformed(number, reason))
        else:
            goods.append((number, line))
    return goods, malformed


def _text(source: str | bytes) -> str:
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if len(data) > LARGEST_FILE:
        raise FileRefused(Problem(0, "", "stock-lines-big", expected="5 MB"))
    text = source if isinstance(source, str) else _decoded(source)
    if "\0" in text:  # a picture, an archive, or UTF-16 without its mark
        raise FileRefused(Problem(0, "", "stock-lines-encoding", expected="UTF-8"))
    return text.removeprefix("\ufeff")


def _decoded(data: bytes) -> str:
    """UTF-16 if the mark says so, else UTF-8, else GB18030, which Chinese Windows and Excel still write."""
    encodings = ("utf-16",) if data.startswith(_UTF16) else ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(Problem(0, "", "stock-lines-encoding", expected="UTF-8"))


def _is_csv(filename: str | None) -> bool:
    suffix = PurePosixPath(filename or "").suffix.lower()
    if suffix not in {"", ".txt", ".csv"}:
        raise FileRefused(Problem(0, "", "stock-lines-type", found=suffix[:20], expected=".txt, .csv"))
    return suffix == ".csv"


def _records(lines: Sequence[str], kind: Kind) -> Iterator[Line]:
    """One field a record, with the line on which the record begins."""
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_CSV_LINE:
            raise FileRefused(Problem(number, "", "stock-lines-wide", expected=str(LONGEST_CSV_LINE)))
    delimiter, column = _header(lines, kind)
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter or ",", strict=True)
    begins = 1
    try:
        for fields in reader:
            if not (begins == 1 and delimiter):
                yield begins, fields[column] if column < len(fields) else ""
            begins = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused(Problem(begins, "", "stock-lines-quotes")) from error


def _header(lines: Sequence[str], kind: Kind) -> tuple[str, int]:
    """The delimiter and the column that a known column name on the first line tells; without one `("", 0)`.

    Only a header makes `;` a delimiter: in a plain list it may be part of a code.
    """
    for delimiter in _DELIMITERS:
        names = [name.strip(_OUTER_SPACE).strip('"').lower() for name in lines[0].split(delimiter)]
        for wanted in COLUMNS[kind]:
            if wanted in names:
                return delimiter, names.index(wanted)
    return "", 0


def _code_fault(code: str) -> str:
    if len(code) > LONGEST_CODE:
        return "stock-line-long"
    return "" if _visible(code) else "stock-line-invisible"


def _link_fault(link: str) -> str:
    if len(link) > LONGEST_LINK:
        return "stock-line-long"
    if not _visible(link):
        return "stock-line-invisible"
    return "" if _is_link(link) else "stock-line-not-a-link"


def _visible(text: str) -> bool:
    """Whether every character can be seen: no control, direction, zero-width or unassigned ones, no odd spaces."""
    return text.isprintable() and not _UNSEEN.search(text)


def _is_link(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and " " not in text
    except ValueError:  # a broken IPv6 address, a port that is no number
        return False


_FAULTS: dict[Kind, Callable[[str], str]] = {
    Kind.LICENSE_CODE: _code_fault,
    Kind.SUBSCRIPTION_LINK: _link_fault,
}

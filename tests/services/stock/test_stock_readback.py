"""The goods in any encoding, with any separator and heading: they are read back exactly, or asked about."""

import csv
import io
from dataclasses import dataclass

from hypothesis import assume, event, given
from hypothesis import strategies as st

from services.domain.catalog.product import Kind
from services.domain.errors import FileRefused
from services.domain.stock.stock import Choices
from services.stock.file import ENCODINGS, read

ALPHABETS = (
    "ABCDEFabcdef",
    "ABCabc-_.:/+=#@!$",
    "ABC ;,|'",
    "абвгдежзиклмнопрстуфхАБВ",
    "卡密授权码月年会员激活充值",
    "äöüßéèñçÄÖÜ",
    "ąćęłńóśźżěščřž",
    "授權碼會員開通",
)
HEADINGS = (None, ("code", "note"), ("卡密", "状态"), ("License key", "Comment"))
ENDS = ("\n", "\r\n")


@dataclass(frozen=True)
class Written:
    """A file as somebody has made it, and how it was meant."""

    data: bytes
    name: str
    meant: Choices
    codes: tuple[str, ...]


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, ...]:
    """Codes of one source: words of one alphabet, and a number."""
    word = st.text(draw(st.sampled_from(ALPHABETS)), min_size=1, max_size=8).map(str.strip).filter(bool)
    code = st.builds("{}{}{}".format, word, st.sampled_from(["-", "", ":"]), st.integers(10, 99_999))
    return tuple(draw(st.lists(code, min_size=1, max_size=6, unique=True)))


@st.composite
def files(draw: st.DrawFn) -> Written:
    """A plain list or a table, in an encoding that has all its letters."""
    codes, end = draw(lists()), draw(st.sampled_from(ENDS))
    encoding = draw(st.sampled_from(ENCODINGS))
    if draw(st.booleans()):
        text, name, meant = end.join(codes), "codes.txt", Choices(encoding, "", heading=False)
    else:
        separator, heading = draw(st.sampled_from(",;\t")), draw(st.sampled_from(HEADINGS))
        table = io.StringIO()
        writer = csv.writer(table, delimiter=separator, lineterminator=end)
        if draw(st.booleans()):
            table.write(f"sep={separator}{end}")
        writer.writerows(([heading] if heading else []) + [(code, "x") for code in codes])
        text, name, meant = table.getvalue(), "codes.csv", Choices(encoding, separator, heading is not None, 0)
    try:
        data = text.encode("cp1252" if encoding == "latin-1" else encoding)
    except UnicodeEncodeError:
        assume(condition=False)
    return Written(data, name, meant, codes)


@given(files())
def test_what_was_written_is_read_back_or_asked_about(file: Written) -> None:
    reading = read(file.data, file.name, Kind.LICENSE_CODE)
    event("asked about" if reading.must_ask else "certain")

    assert reading.must_ask or tuple(line.text for line in reading.lines) == file.codes


@given(files())
def test_what_is_chosen_rightly_is_read_back_exactly(file: Written) -> None:
    reading = read(file.data, file.name, Kind.LICENSE_CODE, file.meant)

    assert tuple(line.text for line in reading.lines) == file.codes
    assert reading.must_ask == ()


@given(
    files(), st.builds(Choices, st.sampled_from(ENCODINGS), st.sampled_from(",;\t"), st.booleans(), st.integers(0, 3))
)
def test_whatever_is_chosen_is_read_or_refused(file: Written, choices: Choices) -> None:
    try:
        reading = read(file.data, file.name, Kind.LICENSE_CODE, choices)
    except FileRefused:
        return

    assert "encoding" not in reading.must_ask
    assert "separator" not in reading.must_ask

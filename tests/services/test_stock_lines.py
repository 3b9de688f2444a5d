import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message
from hypothesis import given
from hypothesis import strategies as st

from services.domain.errors import FileRefused
from services.domain.product import Kind
from services.domain.stock import Malformed
from services.stock_lines import LARGEST_FILE, LONGEST_CODE, LONGEST_CSV_LINE, LONGEST_LINK, MOST_LINES, read_lines

CODES = ["DEMO-0001", "DEMO-0002", "授权-0003"]
NUMBERED = list(enumerate(CODES, 1))
visible = st.text(
    st.characters(categories=["Lu", "Ll", "Nd", "Po", "Lo"], exclude_characters="\u115f\u1160\u3164\uffa0")
)
codes = st.lists(visible.filter(bool), max_size=20)


def read(source: str | bytes, filename: str | None = None, kind: Kind = Kind.LICENSE_CODE) -> list[tuple[int, str]]:
    goods, malformed = read_lines(source, filename, kind)
    assert not malformed
    return goods


def faults(source: str | bytes, filename: str | None = None, kind: Kind = Kind.LICENSE_CODE) -> list[tuple[int, str]]:
    goods, malformed = read_lines(source, filename, kind)
    assert not goods
    return [(fault.line, fault.reason) for fault in malformed]


def refusal(source: str | bytes, filename: str | None = None) -> tuple[int, str]:
    with pytest.raises(FileRefused) as refused:
        read_lines(source, filename, Kind.LICENSE_CODE)
    (problem,) = refused.value.problems
    return problem.line, problem.key


@given(codes, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from([None, "a.txt", "A.TXT", "codes"]))
def test_every_line_is_one_code_and_none_is_lost(written: list[str], end: str, filename: str | None) -> None:
    goods = read(end.join(written), filename)

    assert goods == list(enumerate(written, 1))


@given(st.text(), st.sampled_from(Kind), st.sampled_from([None, "a.csv"]))
def test_any_text_is_read_or_refused_and_never_crashes(text: str, kind: Kind, filename: str | None) -> None:
    try:
        goods, malformed = read_lines(text, filename, kind)
    except FileRefused:
        return

    assert all(code == code.strip() and code.isprintable() for _, code in goods)
    assert len({line for line, _ in goods} | {fault.line for fault in malformed}) == len(goods) + len(malformed)


@given(st.binary())
def test_any_bytes_are_read_or_refused_and_never_crash(data: bytes) -> None:
    try:
        goods, malformed = read_lines(data, "a.txt", Kind.LICENSE_CODE)
    except FileRefused:
        return

    assert len(goods) + len(malformed) <= len(data)


def test_blank_lines_are_skipped_and_still_counted() -> None:
    goods = read("\n  \t\nDEMO-1\r\n\r\n\u3000DEMO-2\u00a0\r")

    assert goods == [(3, "DEMO-1"), (5, "DEMO-2")]


def test_only_real_line_ends_end_a_line() -> None:
    goods, malformed = read_lines("A%0AB\nC\u2028D\nE\x0bF\nG\x85H\n", None, Kind.LICENSE_CODE)

    assert goods == [(1, "A%0AB")]
    assert malformed == [Malformed(line, "stock-line-invisible") for line in (2, 3, 4)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_files_are_read_in_the_encodings_that_windows_writes(encoding: str) -> None:
    data = "\r\n".join(CODES).encode(encoding)

    goods = read(data, "codes.txt")

    assert goods == NUMBERED


def test_utf_16_is_read_from_either_end() -> None:
    data = b"\xfe\xff" + "\n".join(CODES).encode("utf-16-be")

    goods = read(data, "codes.txt")

    assert goods == NUMBERED


@pytest.mark.parametrize(
    "data",
    ["DEMO-1\n".encode("utf-16-le"), b"PK\x03\x04\x00\x00", b"\xff\xfeA\x00B", b"DEMO-\xff\xff\n", "A\0B"],
    ids=["utf-16 without mark", "archive", "half a letter", "no encoding at all", "pasted"],
)
def test_what_is_not_text_is_refused_as_a_whole(data: str | bytes) -> None:
    assert refusal(data) == (0, "stock-lines-encoding")


@pytest.mark.parametrize("filename", ["codes.xlsx", "codes.zip", "codes.csv.gz"])
def test_other_files_are_refused_by_their_name(filename: str) -> None:
    assert refusal("DEMO-1", filename) == (0, "stock-lines-type")


@pytest.mark.parametrize(
    "strange", ["\u200b", "\u202e", "\u2066", "\u00ad", "\ufeff", "\u3164", "\ufe0f", "\t", "\u00a0", "\x1b"]
)
def test_a_code_with_something_unseen_inside_is_malformed(strange: str) -> None:
    found = faults(f"DEMO{strange}1")

    assert found == [(1, "stock-line-invisible")]


def test_a_code_may_be_as_long_as_the_limit_and_no_longer() -> None:
    goods, malformed = read_lines(f"{'A' * LONGEST_CODE}\n{'A' * (LONGEST_CODE + 1)}", None, Kind.LICENSE_CODE)

    assert [line for line, _ in goods] == [1]
    assert malformed == [Malformed(2, "stock-line-long")]


@pytest.mark.parametrize(
    "link",
    ["https://example.com/s/1", "http://example.com", "HTTPS://example.com:8443/?a=%0A", "https://例子.example/订阅"],
)
def test_a_web_address_is_a_subscription_link(link: str) -> None:
    assert read(link, kind=Kind.SUBSCRIPTION_LINK) == [(1, link)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("DEMO-1", "stock-line-not-a-link"),
        ("ftp://example.com", "stock-line-not-a-link"),
        ("javascript:alert(1)", "stock-line-not-a-link"),
        ("https:///path", "stock-line-not-a-link"),
        ("https://example.com/a b", "stock-line-not-a-link"),
        ("https://[::1", "stock-line-not-a-link"),
        ("https://example.com:99999", "stock-line-not-a-link"),
        ("https://example.com/\u200b", "stock-line-invisible"),
        ("https://example.com/" + "a" * LONGEST_LINK, "stock-line-long"),
    ],
)
def test_what_is_no_web_address_is_malformed(line: str, reason: str) -> None:
    assert faults(line, kind=Kind.SUBSCRIPTION_LINK) == [(1, reason)]


@pytest.mark.parametrize("header", ["secret", "Code", '"code"', "\ufeffcode", "授权码", "link"])
def test_a_csv_file_may_name_its_column(header: str) -> None:
    text = f"note,{header}\r\nfirst,DEMO-1\r\n\r\nsecond,DEMO-2\r\nthird\r\n"

    assert read(text, "codes.CSV") == [(2, "DEMO-1"), (4, "DEMO-2")]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_named_column_tells_the_delimiter_too(delimiter: str) -> None:
    text = f"code{delimiter}note\nDEMO,1{delimiter}first\n"

    assert read(text, "codes.csv") == [(2, "DEMO,1")]


def test_a_file_with_both_columns_gives_what_the_product_needs() -> None:
    text = "code,link\nDEMO-1,https://example.com/1\n"

    assert read(text, "a.csv", Kind.LICENSE_CODE) == [(2, "DEMO-1")]
    assert read(text, "a.csv", Kind.SUBSCRIPTION_LINK) == [(2, "https://example.com/1")]


def test_without_a_named_column_the_first_counts_and_every_line_is_goods() -> None:
    goods = read("DEMO;1,a\nDEMO;2,b\n", "codes.csv")

    assert goods == [(1, "DEMO;1"), (2, "DEMO;2")]


def test_quoted_fields_are_read_as_the_standard_says() -> None:
    text = 'code,note\n"A,1","two\nlines"\n"B""2",\n"C\n3",broken\nD\n'

    goods, malformed = read_lines(text, "codes.csv", Kind.LICENSE_CODE)

    assert goods == [(2, "A,1"), (4, 'B"2'), (7, "D")]
    assert malformed == [Malformed(5, "stock-line-invisible")]


@pytest.mark.parametrize("text", ['A\n"B\nC\n', 'A\n"B"C\n'])
def test_quotation_marks_that_do_not_close_refuse_the_whole_file(text: str) -> None:
    assert refusal(text, "codes.csv") == (2, "stock-lines-quotes")


def test_a_text_file_has_no_quotation_marks_to_close() -> None:
    assert read('"A\nB', "codes.txt") == [(1, '"A'), (2, "B")]


def test_an_empty_file_holds_nothing() -> None:
    assert read("", "codes.csv") == read(b"", "codes.txt") == []


def test_files_that_are_too_big_are_refused() -> None:
    refused = [
        refusal("A" * (LARGEST_FILE + 1)),
        refusal("A\n" * (MOST_LINES + 1)),
        refusal("A\n" + "B" * (LONGEST_CSV_LINE + 1), "codes.csv"),
    ]

    assert refused == [(0, "stock-lines-big"), (0, "stock-lines-many"), (2, "stock-lines-wide")]


def test_as_many_lines_as_the_limit_are_read() -> None:
    goods = read("A\n" * MOST_LINES)

    assert len(goods) == MOST_LINES


def test_a_refusal_never_quotes_the_goods() -> None:
    with pytest.raises(FileRefused) as refused:
        read_lines('CANARY-1\n"CANARY-2', "codes.csv", Kind.LICENSE_CODE)

    assert "CANARY" not in f"{refused.value!s}{refused.value!r}{refused.value.problems}"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sentences_name_the_limits_of_the_code(language: str) -> None:
    with open(f"locales/{language}/stock_lines.ftl", encoding="utf-8") as file:  # noqa: PTH123
        resource = FluentParser().parse(file.read())

    (sentence,) = [
        str(entry.value.elements[0].value)  # type: ignore[union-attr]
        for entry in resource.body
        if isinstance(entry, Message) and entry.id.name == "stock-line-long"
    ]
    assert f"{LONGEST_CODE:,}" in sentence
    assert f"{LONGEST_LINK:,}" in sentence

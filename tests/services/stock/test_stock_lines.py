import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message
from hypothesis import event, given
from hypothesis import strategies as st

from services.domain.catalog.product import Kind
from services.domain.errors import FileRefused
from services.domain.stock.stock import InvalidLine
from services.stock.file import LARGEST_FILE, LONGEST, LONGEST_CSV_LINE, MOST_LINES, Choices, masked
from services.stock.file import read as read_file

CODES = ["DEMO-0001", "DEMO-0002", "授权-0003"]
NUMBERED = list(enumerate(CODES, 1))
visible = st.text(
    st.characters(categories=["Lu", "Ll", "Nd", "Po", "Lo"], exclude_characters="\u115f\u1160\u3164\uffa0")
)
codes = st.lists(visible.filter(bool), max_size=20)


class Asked(Exception):
    """Somebody must choose before anything is imported."""


def read_lines(
    source: str | bytes, filename: str | None, kind: Kind
) -> tuple[list[tuple[int, str]], list[InvalidLine]]:
    """Goods with their line numbers and what cannot be goods, for an admin who has no heading and chooses nothing."""
    reading = read_file(source, filename, kind)
    if reading.must_ask == ("heading",):
        reading = read_file(source, filename, kind, Choices(heading=False))
    if reading.must_ask:
        raise Asked(reading.must_ask)
    return [(line.number, line.text) for line in reading.lines], list(reading.malformed)


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
    """A table is asked about only where a sign of tables stands within lines."""
    try:
        goods = read(end.join(written), filename)
    except Asked:
        event("asked about")
        assert any({*line} & {*',;"'} for line in written)
        return

    assert goods == list(enumerate(written, 1))


@pytest.mark.parametrize("text", ["0,", "A-1,\nA-2,", ",A-1", "A-1;"])
def test_a_separator_at_the_end_of_a_code_is_part_of_it(text: str) -> None:
    assert read(text) == list(enumerate(text.splitlines(), 1))


@given(st.text(), st.sampled_from(Kind), st.sampled_from([None, "a.csv"]))
def test_any_text_is_read_or_refused_and_never_crashes(text: str, kind: Kind, filename: str | None) -> None:
    try:
        reading = read_file(text, filename, kind)
    except FileRefused:
        return

    numbers = {line.number for line in reading.lines} | {fault.line for fault in reading.malformed}
    assert all(one.text == one.text.strip() and not {*one.text} & {*"\0\u200b\u202e"} for one in reading.lines)
    assert len(numbers) == len(reading.lines) + len(reading.malformed)


@given(st.binary())
def test_any_bytes_are_read_or_refused_and_never_crash(data: bytes) -> None:
    try:
        reading = read_file(data, "a.txt", Kind.LICENSE_CODE)
    except FileRefused:
        return

    assert len(reading.lines) + len(reading.malformed) <= len(data)


def test_blank_lines_are_skipped_and_still_counted() -> None:
    goods = read("\n  \t\nDEMO-1\r\n\r\n\u3000DEMO-2\u00a0\r")

    assert goods == [(3, "DEMO-1"), (5, "DEMO-2")]


def test_only_real_line_ends_end_a_line() -> None:
    goods, malformed = read_lines("A%0AB\nC\u2028D\nE\x0bF\nG\x85H\n", None, Kind.LICENSE_CODE)

    assert goods == [(1, "A%0AB")]
    assert malformed == [InvalidLine(line, "stock-line-invisible") for line in (2, 3, 4)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
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
    [b"PK\x03\x04\x00\x00", b"\xff\xfeA\x00B", "A\0B"],
    ids=["archive", "half a letter", "pasted"],
)
def test_what_is_not_text_is_refused_as_a_whole(data: str | bytes) -> None:
    assert refusal(data) == (0, "stock-lines-encoding")


@pytest.mark.parametrize("filename", ["codes.xlsx", "codes.zip", "codes.csv.gz"])
def test_other_files_are_refused_by_their_name(filename: str) -> None:
    assert refusal("DEMO-1", filename) == (0, "stock-lines-type")


@pytest.mark.parametrize("strange", ["\u200b", "\u202e", "\u2066", "\u00ad", "\ufeff", "\u3164", "\ufe0f", "\x1b"])
def test_a_code_with_something_unseen_inside_is_malformed(strange: str) -> None:
    found = faults(f"DEMO{strange}1")

    assert found == [(1, "stock-line-invisible")]


def test_a_code_may_be_as_long_as_the_limit_and_no_longer() -> None:
    goods, malformed = read_lines(f"{'A' * LONGEST}\n{'A' * (LONGEST + 1)}", None, Kind.LICENSE_CODE)

    assert [line for line, _ in goods] == [1]
    assert malformed == [InvalidLine(2, "stock-line-long")]


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
        ("https://example.com/" + "a" * LONGEST, "stock-line-long"),
    ],
)
def test_what_is_no_web_address_is_malformed(line: str, reason: str) -> None:
    assert faults(line, kind=Kind.SUBSCRIPTION_LINK) == [(1, reason)]


@pytest.mark.parametrize("header", ["secret", "Code", '"code"', "\ufeffcode", "授权码", "link"])
def test_a_csv_file_may_name_its_column(header: str) -> None:
    text = f"note,{header}\r\nfirst,DEMO-1\r\n\r\nsecond,DEMO-2\r\n"

    assert read(text, "codes.CSV") == [(2, "DEMO-1"), (4, "DEMO-2")]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_named_column_tells_the_delimiter_too(delimiter: str) -> None:
    text = f"code{delimiter}note\nDEMO,1{delimiter}first\n"

    assert read(text, "codes.csv") == [(2, "DEMO,1")]


def test_a_file_with_both_columns_gives_what_the_product_needs() -> None:
    text = "code,link\nDEMO-1,https://example.com/1\n"

    assert read(text, "a.csv", Kind.LICENSE_CODE) == [(2, "DEMO-1")]
    assert read(text, "a.csv", Kind.SUBSCRIPTION_LINK) == [(2, "https://example.com/1")]


def test_a_named_column_makes_another_sign_a_part_of_the_code() -> None:
    goods = read("code,note\nDEMO;1,a\nDEMO;2,b\n", "codes.csv")

    assert goods == [(2, "DEMO;1"), (3, "DEMO;2")]


def test_quoted_fields_are_read_as_the_standard_says() -> None:
    text = 'code,note\n"A,1","two\nlines"\n"B""2",\n"C\n3",broken\nD\n'

    goods = read(text, "codes.csv")

    assert goods == [(2, "A,1"), (4, 'B"2'), (5, "C\n3"), (7, "D")]


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
    with open(f"locales/{language}/admin/stock.ftl", encoding="utf-8") as file:  # noqa: PTH123
        resource = FluentParser().parse(file.read())

    (sentence,) = [
        str(entry.value.elements[0].value)  # type: ignore[union-attr]
        for entry in resource.body
        if isinstance(entry, Message) and entry.id.name == "stock-line-long"
    ]
    assert f"{LONGEST:,}" in sentence


FIELD = {
    "a heading by the shop's own name": ("a.csv", "license_code,note\nA-1,x\nA-2,y\n"),
    "a Chinese heading": ("a.csv", "卡密,状态\nA-1,未售\nA-2,未售\n"),
    "a sep= line": ("a.csv", "sep=;\r\ncode;note\r\nA-1;x\r\nA-2;y\r\n"),
    "a blank first line": ("a.csv", "\r\ncode,note\r\nA-1,x\r\nA-2,y\r\n"),
    "a title": ("a.csv", "My list\ncode,note\nA-1,x\nA-2,y\n"),
    "cells that Excel was kept from changing": ("a.csv", 'code,note\n="A-1",x\n="A-2",y\n'),
}


@pytest.mark.parametrize("case", FIELD)
def test_what_a_table_tells_for_certain_is_read_without_a_question(case: str) -> None:
    filename, text = FIELD[case]

    reading = read_file(text.encode(), filename, Kind.LICENSE_CODE)

    assert [line.text for line in reading.lines] == ["A-1", "A-2"]
    assert (reading.malformed, reading.must_ask) == ((), ())


@pytest.mark.parametrize(
    ("text", "encoding", "taken"),
    [
        ("GRÜN-0001\nGRÜN-0002", "latin-1", "latin-1"),
        ("Пароль: qwe-1", "cp1251", "cp1251"),
        ("Пароль: qwe-1", "koi8-r", "koi8-r"),
        ("卡密-1\n月卡-2", "gb18030", "gb18030"),
    ],
)
def test_an_encoding_that_is_not_certain_is_asked_about(text: str, encoding: str, taken: str) -> None:
    reading = read_file(text.encode(encoding), "a.txt", Kind.LICENSE_CODE, Choices(heading=False))
    chosen = read_file(text.encode(encoding), "a.txt", Kind.LICENSE_CODE, Choices(encoding=taken, heading=False))

    assert (reading.encoding, "encoding" in reading.must_ask) == (taken, True)
    assert ([line.text for line in chosen.lines], chosen.must_ask) == (text.split("\n"), ())


@pytest.mark.parametrize(
    ("filename", "text", "asked"),
    [
        ("a.csv", "A-1;30 days\nA-2;30 days", "column"),
        ("a.txt", "user1\tpass1\nuser2\tpass2", "separator"),
        ("a.csv", "Ключ\nA-1\nA-2", "heading"),
        ("a.csv", "卡号,密码\n1,2\n3,4", "column"),
    ],
)
def test_what_a_file_leaves_open_is_asked_about(filename: str, text: str, asked: str) -> None:
    assert asked in read_file(text, filename, Kind.LICENSE_CODE).must_ask


def test_two_codes_on_one_line_are_unusual() -> None:
    (odd,) = read_file("A-123456 A-654321", None, Kind.LICENSE_CODE).unusual

    assert odd.reason == "stock-line-space"


@pytest.mark.parametrize("scheme", ["vless", "vmess", "ss", "trojan", "hysteria2", "tuic"])
def test_every_kind_of_proxy_is_a_link_long_ones_too(scheme: str) -> None:
    links = [f"{scheme}://user@host.example:443?key={number}{'a' * 3_000}#HK" for number in range(2)]

    reading = read_file("\n".join(links), None, Kind.SUBSCRIPTION_LINK)

    assert [line.text for line in reading.lines] == links
    assert (reading.malformed, reading.unusual, reading.must_ask) == ((), (), ())
    assert all("user" not in masked(link) and len(masked(link)) <= 80 for link in links)


@pytest.mark.parametrize("link", ["vmess://" + "a" * 2000, "vless://u@host.example:443?a=b#HK 01"])
def test_a_proxy_link_is_a_subscription(link: str) -> None:
    assert read(link, kind=Kind.SUBSCRIPTION_LINK) == [(1, link)]
    assert "u@" not in masked(link)


@pytest.mark.parametrize("code", ["❤️-1", "👨‍👩‍👧-1"])
def test_an_emoji_may_stand_in_a_code(code: str) -> None:
    assert read(code) == [(1, code)]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("A", "•"),
        ("AB", "•B"),
        ("AB1", "••1"),
        ("AB12", "••12"),
        ("ABCDE-12345", "•••••-•2345"),
        ("卡", "•"),
        ("授权码", "授••"),
        ("授权-0003", "授•-••03"),
        ("!?#", "!••"),
        ("Пароль: qwe-1", "Паро••: •••-1"),
        ("login-1\npass-2", "•••••-•⏎••ss-2"),
        ("https://me:pw@example.com/s/abcdef", "https://••••@example.com/•/•••def"),
    ],
)
def test_a_screen_shows_half_of_a_code_at_most(code: str, shown: str) -> None:
    assert masked(code) == shown


@given(visible.filter(bool))
def test_no_code_is_shown_whole(code: str) -> None:
    seen = sum(one == other for one, other in zip(masked(code), code, strict=False) if one.isalnum())

    assert masked(code) != code
    assert seen <= sum(map(str.isalnum, code)) // 2 or len(code) > 80


def test_a_code_that_begins_with_a_slash_is_unusual() -> None:
    (odd,) = read_file("/Kx93+aa==", None, Kind.LICENSE_CODE).unusual

    assert odd.reason == "stock-line-slash"

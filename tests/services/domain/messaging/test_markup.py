"""The terms as an owner writes them are checked before a customer waits for Telegram to read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.ui.text.text_pages import pages, visible_length
from sandbox.text.entities import parse_html
from services.domain.messaging.markup import flaws, is_readable

PIECES = [
    *(f"<{name}>" for name in ("b", "i", "u", "s", "p", "code", "pre", "a", "blockquote", "span", "tg-emoji", "B")),
    *(f"</{name}>" for name in ("b", "i", "u", "s", "p", "code", "pre", "a", "blockquote", "span", "tg-emoji", "")),
    '<a href="https://a.example/x?a=1&amp;b">', "<a href='tg://user?id=1'>", '<a href="#s1">', "<a href=x>",
    '<a href="https://a.example" target="_blank">', '<a title="x>y" href="https://a.example">',
    '<span class="tg-spoiler">', '<span class="x" class="tg-spoiler">', '<span class="tg-spoiler" class="tg-x">',
    '<tg-emoji emoji-id="5368324170671202286">', '<tg-emoji emoji-id="0">', "<blockquote expandable>",
    '<code class="language-py">', "<br/>", "<b", "<", ">", "&", "&amp;", "&nbsp;", "&#55296;", "&#xD83D", "&#0;",
    "&#65;",
    "words. ", "条款。", "😀", " ", "\n", "\n\n", "\ud83d", "\0", '"', "=", "x" * 900, "字" * 900,
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30).map("".join))
def test_whatever_passes_is_read_by_telegram_page_by_page(body: str) -> None:
    if not is_readable(body):
        return

    for page in pages(body):
        parse_html(page)
        assert visible_length(page) <= 3_500


@pytest.mark.parametrize(
    ("body", "key", "line", "found"),
    [
        ("<b>x</b>\n<p>y</p>", "document-tag", 2, "<p>"),
        ("one\n\n<b>two", "document-unclosed", 3, "<b>"),
        ("x</b>", "document-unopened", 1, "</b>"),
        ("<b><i>x</b></i>", "document-crossed", 1, "</b>"),
        ("a < b", "document-bracket", 1, "< b"),
        ("<!-- note -->x", "document-bracket", 1, "<!-- note -->x"),
        ("<span>x</span>", "document-attribute", 1, "<span>"),
        ('<a href="#s1">x</a>', "document-link", 1, '<a href="#s1">'),
        ("x&nbsp;y", "document-reference", 1, "&nbsp;"),
        ("&#55296;", "document-character", 1, "&#55296;"),
        (" \n ", "document-empty", 0, ""),
        ("<b> </b>", "document-empty", 0, ""),
    ],
)
def test_a_flaw_is_named_with_file_line_and_tag(body: str, key: str, line: int, found: str) -> None:
    first = flaws(body, "terms.en.html")[0]

    assert (first.field, first.key, first.line, first.found) == ("terms.en.html", key, line, found)


@pytest.mark.parametrize("body", ["Q&A", "<b>x</b>", '<a href="https://a.example">x</a>', "&lt;&#x4e2d;", "<b >x</b >"])
def test_good_markup_has_no_flaw(body: str) -> None:
    assert flaws(body, "") == ()

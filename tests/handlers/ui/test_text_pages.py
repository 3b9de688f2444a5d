import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.ui.text.html_text import escape
from handlers.ui.text.text_pages import PAGE, pages, visible_length
from services.domain.catalog.invoice_text import telegram_length
from tests.handlers.ui.builders import Reader

words = st.text(st.sampled_from("ab .,!?。；海\n<>&🛍\u200d"), max_size=60)
plain = st.text(max_size=120) | st.lists(words, max_size=12).map("\n\n".join)


def read(page: str) -> str:
    return Reader(page).text


def ink(text: str) -> str:
    """Return a text without white space: pages may end where there was some."""
    return re.sub(r"\s+", "", text)


@st.composite
def marked(draw: st.DrawFn) -> str:
    """Paragraphs of sentences, some of them in tags, as documents have them."""
    paragraphs = []
    for body in draw(st.lists(words, min_size=1, max_size=6)):
        text = escape(body.replace("\n\n", " "))
        tag = draw(st.sampled_from(["", "b", "i", "u", "blockquote"]))
        paragraphs.append(f"<{tag}>{text}</{tag}>" if tag else text)
        if draw(st.booleans()):
            paragraphs[-1] += f' <a href="https://example.com/?a=1&amp;b=2">{escape(draw(words))}</a>. '
    return "\n\n".join(paragraphs)


@given(plain.map(escape) | marked(), st.integers(2, 80))
def test_nothing_is_lost_and_every_page_fits(body: str, limit: int) -> None:
    found = pages(body, limit)

    assert ink("".join(map(read, found))) == ink(read(body))
    assert all(telegram_length(read(page)) <= limit for page in found)
    assert all(page.strip() for page in found) or found == [""]


@given(plain.map(escape) | marked())
def test_width_is_what_telegram_counts(body: str) -> None:
    assert visible_length(body) == telegram_length(read(body))


@given(plain)
def test_plain_words_come_back_as_they_were(text: str) -> None:
    back = [html.unescape(page) for page in pages(escape(text), 20)]

    assert ink("".join(back)) == ink(html.unescape(escape(text)))


def test_a_page_ends_between_paragraphs() -> None:
    assert pages("one one\n\ntwo two\n\nthree", 16) == ["one one\n\ntwo two", "three"]


def test_what_fits_is_one_page_as_it_stands() -> None:
    body = "<b>Title</b>\nVersion 1\n\nA &amp; B"

    assert pages(body) == [body]


def test_a_long_paragraph_ends_after_a_sentence() -> None:
    assert pages("First one. Second one. Third one.", 24) == ["First one. Second one.", "Third one."]
    assert pages("第一句。第二句。第三句。", 9) == ["第一句。第二句。", "第三句。"]


def test_a_long_sentence_ends_after_a_word_and_a_long_word_anywhere() -> None:
    assert pages("one two three four", 9) == ["one two", "three", "four"]
    assert pages("abcdefgh", 3) == ["abc", "def", "gh"]


def test_tags_and_entities_are_never_torn() -> None:
    assert pages("<b>one &amp; two</b> three", 6) == ["<b>one &amp;</b>", "<b>two</b>", "three"]


def test_a_link_stays_a_link_on_both_pages() -> None:
    found = pages('<a href="https://example.com">one two</a>', 4)

    assert found == ['<a href="https://example.com">one</a>', '<a href="https://example.com">two</a>']


@pytest.mark.parametrize("body", ["", "\n\n", "   "])
def test_nothing_is_one_empty_page(body: str) -> None:
    assert pages(body) == [""]


def test_a_page_leaves_room_for_what_the_bot_adds() -> None:
    assert PAGE <= 3_500

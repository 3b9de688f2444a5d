"""HTML to entities, as TDLib does it: offsets in UTF-16, errors in bytes."""

from typing import Any

import pytest

from sandbox.api.api_errors import ApiError
from sandbox.text.entities import parse_html
from sandbox.text.formatted import FormattedText
from tests.sandbox.telegram import Telegram

HALF_A_CHARACTER = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)
PLACE = {"offset": 0, "length": 1}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>x</b>", [{"type": "bold"}]),
        ("<STRONG>x</strong>", [{"type": "bold"}]),
        ("<i>x</i>", [{"type": "italic"}]),
        ("<em>x</em>", [{"type": "italic"}]),
        ("<u>x</u>", [{"type": "underline"}]),
        ("<ins>x</ins>", [{"type": "underline"}]),
        ("<s>x</s>", [{"type": "strikethrough"}]),
        ("<del>x</del>", [{"type": "strikethrough"}]),
        ("<strike>x</strike>", [{"type": "strikethrough"}]),
        ("<code>x</code>", [{"type": "code"}]),
        ("<code class='language-c'>x</code>", [{"type": "code"}]),
        ("<pre>x</pre>", [{"type": "pre"}]),
        ('<pre><code class="language-python">x</code></pre>', [{"type": "pre", "language": "python"}]),
        ("<tg-spoiler>x</tg-spoiler>", [{"type": "spoiler"}]),
        ('<span class="tg-spoiler">x</span>', [{"type": "spoiler"}]),
        ("<blockquote>x</blockquote>", [{"type": "blockquote"}]),
        ("<blockquote expandable>x</blockquote>", [{"type": "expandable_blockquote"}]),
        ('<tg-emoji emoji-id="5368">x</tg-emoji>', [{"type": "custom_emoji", "custom_emoji_id": "5368"}]),
        (
            '<a href="https://a.example/?x=1&amp;y=2">x</a>',
            [{"type": "text_link", "url": "https://a.example/?x=1&y=2"}],
        ),
        ('<a href="a.example">x</a>', [{"type": "text_link", "url": "http://a.example/"}]),
        ("<a>x</a>", []),
        ('<a href="a.example?x">x</a>', [{"type": "text_link", "url": "http://a.example/?x"}]),
        ("<i><b><code>x</code></b></i>", [{"type": "code"}, {"type": "bold"}, {"type": "italic"}]),
        ("<b></b>x", []),
    ],
)
def test_a_tag_becomes_its_entity(html: str, expected: list[dict[str, Any]]) -> None:
    parsed = parse_html(html)
    assert parsed.text == "x"
    assert parsed.entities == [PLACE | entity for entity in expected]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;b&gt; &amp;amp; &quot;", '<b> &amp; "'),
        ("&#128512; &#x1F600;", "😀 😀"),
        ("&nbsp; &unknown; & &#0;", "&nbsp; &unknown; & &#0;"),
        ("a > b", "a > b"),
    ],
)
def test_only_telegrams_own_references_are_read(html: str, text: str) -> None:
    assert parse_html(html).text == text


def test_offsets_count_utf16_units() -> None:
    parsed = parse_html("😀李<b>伟😀</b>")
    assert parsed.entities == [{"type": "bold", "offset": 3, "length": 3}]


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("李<foo>", 'Unsupported start tag "foo" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=x!y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("李<a href", 'Unclosed start tag "a" at byte offset 3'),
        ("李<a href = ", 'Unclosed start tag "a" at byte offset 3'),
        ("李<a href='x", "Unclosed start tag at byte offset 3"),
        ("<tg-emoji emoji-id=x>z</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("&#55357;", HALF_A_CHARACTER),
        ("<b>&#xDE00;</b>", HALF_A_CHARACTER),
        ('<a ="x">z</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_in_tdlibs_words(html: str, why: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(html)
    assert refusal.value.description == f"Bad Request: can't parse entities: {why}"


def test_white_space_at_the_ends_goes_and_entities_move_along() -> None:
    text = FormattedText(
        "  ab \n", [{"type": "bold", "offset": 1, "length": 3}, {"type": "code", "offset": 4, "length": 2}]
    )
    trimmed = text.trimmed()
    assert trimmed.text == "ab"
    assert trimmed.entities == [{"type": "bold", "offset": 0, "length": 2}]


async def test_telegram_finds_commands_and_addresses_by_itself(telegram: Telegram) -> None:
    await telegram.start()
    html = "/help or https://a.example/x, not <code>/code</code>; ask @someone."
    sent = await telegram.ok("sendMessage", chat_id=1001, text=html, parse_mode="HTML")
    found = {entity["type"]: sent["text"][entity["offset"] :][: entity["length"]] for entity in sent["entities"]}
    assert found == {"bot_command": "/help", "url": "https://a.example/x", "code": "/code", "mention": "@someone"}


async def test_a_mention_by_id_names_the_person(telegram: Telegram) -> None:
    await telegram.start()
    html = '<a href="tg://user?id=1002">you</a> <a href="tg://user?id=5">nobody</a>'
    sent = await telegram.ok("sendMessage", chat_id=1001, text=html, parse_mode="HTML")
    assert [(entity["type"], entity["user"]["id"]) for entity in sent["entities"]] == [("text_mention", 1002)]


async def test_entities_may_be_given_instead_of_a_parse_mode(telegram: Telegram) -> None:
    await telegram.start()
    bold = {"type": "bold", "offset": 0, "length": 2}
    sent = await telegram.ok("sendMessage", chat_id=1001, text="ab", entities=[bold])
    assert sent["entities"] == [bold]


async def test_markdown_is_refused_and_says_why(telegram: Telegram) -> None:
    await telegram.start()
    code, words = await telegram.refused("sendMessage", chat_id=1001, text="*x*", parse_mode="MarkdownV2")
    assert (code, "use HTML" in words) == (400, True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("点击 /shop 查看", ["/shop"]),
        ("点击/shop", []),
        ("/shop查看", []),
        ("1/2 and/or", []),
        ("#标签 #1 a#b", ["#标签"]),
        ("联系 me@a.example 或 t.me/x", ["me@a.example", "t.me/x"]),
        ("a." * 2000, []),
    ],
)
async def test_only_what_stands_alone_is_found(telegram: Telegram, text: str, found: list[str]) -> None:
    sent = (await telegram.control("send", user_id=1001, text=text))["message"]
    assert [text[e["offset"] :][: e["length"]] for e in sent.get("entities", [])] == found

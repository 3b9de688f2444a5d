"""The HTML that Telegram permits: a document is read here before a customer waits for Telegram to read it.

Stricter than Telegram where that costs nothing: values of attributes are quoted and hold neither < nor >. The tags are
those of https://core.telegram.org/bots/api#html-style. Unlike a browser, Telegram refuses a whole message for one tag
that it does not know.
"""

import html
import re
from collections.abc import Iterator

from services.domain.errors import FileProblem
from services.domain.values.blank import is_blank

TAGS = frozenset({
    "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler",
    "a", "code", "pre", "blockquote", "tg-emoji",
})  # fmt: skip
ALLOWED = "b, i, u, s, a, code, pre, blockquote"
NAMED = frozenset({"lt", "gt", "amp", "quot"})
HARMLESS = frozenset({"document-reference", "document-link"})
"""Telegram shows a page with these, though not as its writer meant it."""
_ATTRIBUTE = r"""[ \t\r\n]+([a-zA-Z-]+)(?:[ \t\r\n]*=[ \t\r\n]*("[^"<>]*"|'[^'<>]*'))?"""
_START = re.compile(rf"<([a-zA-Z-]+)((?:{_ATTRIBUTE})*)[ \t\r\n]*>")
_END = re.compile(r"</([a-zA-Z-]+)[ \t\r\n]*>")
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|([a-zA-Z][a-zA-Z0-9]{1,30});)")
_LINK = re.compile(r"(https?://[^\s/?#.]+\.[^\s]+|tg://\S+|mailto:\S+|tel:\S+)", re.IGNORECASE)
_EMOJI = re.compile(r"[1-9][0-9]{0,17}")
_SURROGATES = range(0xD800, 0xE000)
_LAST = 0x10FFFF
_QUOTE = 40


def flaws(body: str, file: str) -> tuple[FileProblem, ...]:
    """Return the flaws that keep a document from being shown as it is meant, with lines; `file` is named in each."""
    return tuple(_Reading(body, file).flaws())


def is_readable(body: str) -> bool:
    """Return whether Telegram can show every page of a document."""
    return all(one.key in HARMLESS for one in flaws(body, ""))


class _Reading:
    """One pass over a document."""

    def __init__(self, body: str, file: str) -> None:
        self.body = body
        self.file = file
        self.open: list[tuple[str, int]] = []

    def flaws(self) -> Iterator[FileProblem]:
        """In the order of the text; what is never closed comes last."""
        seen = re.sub(r"<[^>]*>", "", self.body)
        if is_blank(html.unescape(seen)):
            yield FileProblem(0, self.file, "document-empty")
        for found in re.finditer("[<&\0\ud800-\udfff]", self.body):
            match found.group():
                case "<":
                    yield from self._tag(found.start())
                case "&":
                    yield from self._reference(found.start())
                case _:
                    yield self._flaw("document-character", found.start(), f"U+{ord(found.group()):04X}")
        for name, position in self.open:
            yield self._flaw("document-unclosed", position, f"<{name}>")

    def _flaw(self, key: str, position: int, found: str = "", expected: str = "") -> FileProblem:
        line = self.body.count("\n", 0, position) + 1
        return FileProblem(line, self.file, key, found[:_QUOTE], expected)

    def _tag(self, position: int) -> Iterator[FileProblem]:
        if end := _END.match(self.body, position):
            yield from self._end(end[1].lower(), position)
        elif start := _START.match(self.body, position):
            name = start[1].lower()
            if name not in TAGS:
                yield self._flaw("document-tag", position, f"<{name}>", ALLOWED)
                return
            self.open.append((name, position))
            yield from self._attributes(name, start[2], position)
        else:
            yield self._flaw("document-bracket", position, self.body[position : position + 20].split("\n")[0])

    def _end(self, name: str, position: int) -> Iterator[FileProblem]:
        if name not in TAGS:
            yield self._flaw("document-tag", position, f"</{name}>", ALLOWED)
        elif not self.open:
            yield self._flaw("document-unopened", position, f"</{name}>")
        elif self.open[-1][0] != name:
            yield self._flaw("document-crossed", position, f"</{name}>", f"</{self.open[-1][0]}>")
            self.open = [one for one in self.open if one[0] != name]
        else:
            self.open.pop()

    def _attributes(self, tag: str, source: str, position: int) -> Iterator[FileProblem]:
        found = [(name.lower(), value[1:-1]) for name, value in _ATTRIBUTES.findall(source)]
        values = dict(found)
        if len(found) > len(values):
            yield self._flaw("document-attribute", position, f"<{tag}{source}>", f"<{tag}>")
        elif tag == "span" and values.get("class") != "tg-spoiler":
            yield self._flaw("document-attribute", position, f"<{tag}{source}>", '<span class="tg-spoiler">')
        elif tag == "tg-emoji" and not _EMOJI.fullmatch(values.get("emoji-id", "")):
            yield self._flaw(
                "document-attribute", position, f"<{tag}{source}>", '<tg-emoji emoji-id="5368324170671202286">'
            )
        elif tag == "a" and not _LINK.fullmatch(values.get("href", "")):
            yield self._flaw("document-link", position, f"<{tag}{source}>", '<a href="https://…">')

    def _reference(self, position: int) -> Iterator[FileProblem]:
        found = _REFERENCE.match(self.body, position)
        if found is None:
            if self.body.startswith("&#", position):
                yield self._flaw("document-character", position, self.body[position : position + 10].split("\n")[0])
        elif found[2]:
            if found[2] not in NAMED:
                yield self._flaw("document-reference", position, found.group())
        elif not _is_character(found[1]):
            yield self._flaw("document-character", position, found.group())


def _is_character(digits: str) -> bool:
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return 0 < number <= _LAST and number not in _SURROGATES

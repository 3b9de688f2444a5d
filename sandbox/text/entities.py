"""HTML to entities, with the errors that TDLib's `parse_html` gives, byte offsets included.

A bot that forgets to escape a buyer's name must fail here exactly as it would fail in front of the buyer.
"""

import re
from dataclasses import dataclass
from typing import NoReturn

from sandbox.api import api_errors
from sandbox.api.json_types import Json
from sandbox.text.formatted import FormattedText, utf16_length
from sandbox.text.html_tags import RANKS, SURROGATES, TAGS, decoded_reference, entity_details, tag_argument

PLAIN_RUN = re.compile(r"[^<&]+")
SPACES = " \t\r\n\0\v"
NAME_END = SPACES + "=>/\"'"
EMOJI_ID = re.compile(r"-?0*[1-9]\d{0,18}", re.ASCII)
HALF_CHARACTER = (
    "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
)


@dataclass(slots=True)
class OpenTag:
    """A start tag whose end has not come yet."""

    name: str
    argument: str
    offset: int
    text_start: int


def parse_html(source: str) -> FormattedText:
    """Return the text as people see it. Raises the refusal that names the fault."""
    return HtmlReader(source).read()


class HtmlReader:
    """One pass over the text. The position only moves forward."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.offset = 0
        self.text: list[str] = []
        self.entities: list[Json] = []
        self.open: list[OpenTag] = []

    def read(self) -> FormattedText:
        """Read it all."""
        while self.position < len(self.source):
            if run := PLAIN_RUN.match(self.source, self.position):
                self.position = run.end()
                self._emit(run.group())
            elif self.source[self.position] == "<":
                self._tag()
            else:
                self._emit(self._character())
        if self.open:
            raise api_errors.cannot_parse_entities(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"'
            )
        return FormattedText(self._whole_text(), self._settled())

    def _whole_text(self) -> str:
        text = "".join(self.text)
        if SURROGATES.search(text):
            raise api_errors.cannot_parse_entities(HALF_CHARACTER)
        return text

    def _settled(self) -> list[Json]:
        """In Telegram's order; a language belongs to a block of code only."""
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return sorted(self.entities, key=lambda found: (found["offset"], -found["length"], RANKS.index(found["type"])))

    def _emit(self, run: str) -> None:
        self.text.append(run)
        self.offset += utf16_length(run)

    def _character(self) -> str:
        character = self.source[self.position]
        if character == "&":
            decoded, length = decoded_reference(self.source, self.position)
            self.position += length
            return decoded
        self.position += 1
        return character

    def _tag(self) -> None:
        begin = self.position
        self.position += 1
        if self._peek() == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        self._skip_until(SPACES + ">")
        if not self._peek():
            self._fail("Unclosed start tag", begin)
        name = self.source[begin + 1 : self.position].lower()
        if name not in TAGS:
            self._fail(f'Unsupported start tag "{name}"', begin)
        argument = self._attributes(name, begin)
        if name == "span" and argument != "spoiler":
            self._fail('Tag "span" must have class "tg-spoiler"', begin)
        self.position += 1
        self.open.append(OpenTag(name, argument, self.offset, len(self.text)))

    def _attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while True:
            self._skip_spaces()
            if self._peek() == ">":
                return argument
            key, value = self._attribute(tag, begin)
            argument = tag_argument(tag, key, value) or argument

    def _attribute(self, tag: str, begin: int) -> tuple[str, str | None]:
        start = self.position
        self._skip_until(NAME_END)
        key = self.source[start : self.position].lower()
        if not key:
            self._fail(f'Empty attribute name in the tag "{tag}"', begin)
        self._skip_spaces()
        if self._peek() != "=":
            self._refuse_the_end(tag, begin)
            return key, None
        self.position += 1
        self._skip_spaces()
        self._refuse_the_end(tag, begin)
        value = self._quoted() if self._peek() in ("'", '"') else self._token()
        if not self._peek():
            self._fail("Unclosed start tag", begin)
        return key, value

    def _refuse_the_end(self, tag: str, begin: int) -> None:
        if not self._peek():
            self._fail(f'Unclosed start tag "{tag}"', begin)

    def _quoted(self) -> str:
        quote = self._peek()
        self.position += 1
        value: list[str] = []
        while self._peek() not in ("", quote):
            value.append(self._character())
        if self._peek() == quote:
            self.position += 1
        return "".join(value)

    def _token(self) -> str:
        start = self.position
        while self._peek().isascii() and (self._peek().isalnum() or self._peek() in (".", "-")):
            self.position += 1
        if self._peek() and self._peek() not in SPACES + ">":
            self._fail("Unexpected end of name token", start)
        return self.source[start : self.position].lower()

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            self._fail("Unexpected end tag", begin)
        self._skip_until(SPACES + ">")
        found = self.source[begin + 2 : self.position].lower()
        self._skip_spaces()
        if self._peek() != ">":
            self._fail("Unclosed end tag", begin)
        self.position += 1
        expected = self.open[-1].name
        if found and found != expected:
            self._fail("Unmatched end tag", begin, f', expected "</{expected}>", found "</{found}>"')
        self._close(self.open.pop())

    def _close(self, tag: OpenTag) -> None:
        length = self.offset - tag.offset
        if tag.name == "tg-emoji" and not EMOJI_ID.fullmatch(tag.argument):
            raise api_errors.cannot_parse_entities("Invalid custom emoji identifier specified")
        content = "".join(self.text[tag.text_start :])
        details = entity_details(tag.name, tag.argument, content)
        if length <= 0 or details is None:
            return
        inner = self.entities[-1] if self.entities else {}
        whole = (inner.get("offset"), inner.get("length")) == (tag.offset, length)
        if tag.name == "pre" and whole and inner["type"] == "code":
            inner["type"] = "pre"
            return
        self.entities.append({"offset": tag.offset, "length": length} | details)

    def _peek(self) -> str:
        return self.source[self.position : self.position + 1]

    def _skip_spaces(self) -> None:
        while self._peek() and self._peek() in SPACES:
            self.position += 1

    def _skip_until(self, stops: str) -> None:
        while self._peek() and self._peek() not in stops:
            self.position += 1

    def _fail(self, problem: str, position: int, rest: str = "") -> NoReturn:
        byte_offset = len(self.source[:position].encode())
        raise api_errors.cannot_parse_entities(f"{problem} at byte offset {byte_offset}{rest}")

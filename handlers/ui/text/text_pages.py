"""Long texts in pages that Telegram can show, with nothing lost and no tag torn.

A page ends between paragraphs. Only a paragraph that is too long for a page is cut inside: after a sentence, else
between words, else anywhere. A tag that is open where a page ends is closed there and opened again on the next one.
Length is counted as Telegram does: UTF-16 units after the tags and entities are read.
"""

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from handlers.ui.text.html_text import Html

PAGE = 3_500
_PARAGRAPHS = re.compile(r"\n(?:[ \t]*\n)+")
_TOKEN = re.compile(r"<[^>]*>|&[^;\s&<]{1,31};|.", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z-]+)[^>]*>")
_ENTITY = re.compile(r"&[^;\s&<]{1,31};")
_FULL_STOPS = frozenset("。！？；")
_STOPS = frozenset(".!?;:")


def visible_length(text: str) -> int:
    """Return how long Telegram finds a text in HTML."""
    return _units(_TAG.sub("", text))


def _units(words: str) -> int:
    read = _ENTITY.sub(lambda entity: html.unescape(entity[0]), words)
    return len(read.encode("utf-16-le", "surrogatepass")) // 2


def pages(body: str, limit: int = PAGE) -> list[Html]:
    """Cut a text in HTML into pages of at most `limit`; an empty text is one empty page."""
    return list(_pages(body, limit))


@lru_cache(maxsize=64)
def _pages(body: str, limit: int) -> tuple[Html, ...]:
    found: list[str] = []
    room = 0
    for piece in (piece for paragraph in _paragraphs(body) for piece in _cut(paragraph, limit)):
        needed = visible_length(piece)
        if found and needed + 2 <= room:
            found[-1] += f"\n\n{piece}"
            room -= needed + 2
        else:
            found.append(piece)
            room = limit - needed
    return tuple(Html(page) for page in found or [""])


def _paragraphs(body: str) -> Iterator[str]:
    """The paragraphs, each with the tags closed that it leaves open, and those opened that are open before it."""
    tags: list[str] = []
    for paragraph in _PARAGRAPHS.split(body.strip()):
        before, tags = tags, _open(tags, _TOKEN.findall(paragraph))
        yield "".join(before) + paragraph + _closing(tags)


def _closing(tags: Sequence[str]) -> str:
    return "".join(f"</{_name(tag)}>" for tag in reversed(tags))


def _cut(paragraph: str, limit: int) -> list[str]:
    if visible_length(paragraph) <= limit:
        return [paragraph]
    pieces, tags = [], list[str]()
    rest = _TOKEN.findall(paragraph)
    while rest:
        taken = _fitting(rest, limit)
        inner = "".join(rest[:taken]).strip()
        reopened, tags = "".join(tags), _open(tags, rest[:taken])
        pieces.append(reopened + inner + _closing(tags))
        rest = rest[taken:]
    return [piece for piece in pieces if visible_length(piece)]


def _fitting(tokens: Sequence[str], limit: int) -> int:
    """Return how many tokens the next piece takes."""
    used = sentence = word = 0
    before = ""
    for index, token in enumerate(tokens):
        used += 0 if _TAG.fullmatch(token) else _units(token)
        if used > limit:
            return sentence or word or max(index, 1)
        if token in _FULL_STOPS or (token.isspace() and before in _STOPS):
            sentence = index + 1
        if token.isspace():
            word = index + 1
        before = before if _TAG.fullmatch(token) else token
    return len(tokens)


def _open(tags: Sequence[str], tokens: Sequence[str]) -> list[str]:
    """The tags that are still open after some tokens."""
    still = list(tags)
    for token in tokens:
        tag = _TAG.fullmatch(token)
        if tag and not tag[1]:
            still.append(token)
        elif tag and still:
            still.pop()
    return still


def _name(tag: str) -> str:
    found = _TAG.fullmatch(tag)
    assert found is not None, "only tags are kept open"
    return found[2]

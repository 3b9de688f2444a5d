"""The HTML tags and character references, and their meaning to Telegram."""

import re
import sys

from sandbox.api.json_types import Json

PLAIN_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
}
TAGS = frozenset(PLAIN_TAGS) | {"a", "tg-emoji", "blockquote"}
# Who comes first of several entities in the same place: the first is the outermost.
RANKS = (
    "blockquote",
    "expandable_blockquote",
    "pre",
    "code",
    "text_link",
    "text_mention",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "custom_emoji",
)
SURROGATES = re.compile("[\ud800-\udfff]")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(
    r"&(?:#(?P<decimal>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>lt|gt|amp|quot)(?![a-zA-Z]));?"
)
URL = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)?[^\s/?#]+\.[^\s]+|(?:tg|mailto|tel):\S+|[a-z]+://\S+", re.IGNORECASE)
MENTION = re.compile(r"tg://user/?\?id=(\d+)")


def decoded_reference(source: str, position: int) -> tuple[str, int]:
    """The character that a reference stands for and the length of the reference; "&" itself if it is none."""
    found = REFERENCE.match(source, position)
    if found is None:
        return "&", 1
    character = NAMED.get(found["name"] or "") or _character(found)
    return (character, len(found.group())) if character else ("&", 1)


def _character(found: re.Match[str]) -> str:
    number = int(found["decimal"]) if found["decimal"] else int(found["hex"], 16)
    return chr(number) if 0 < number <= sys.maxunicode else ""


def tag_argument(tag: str, attribute: str, value: str | None) -> str:
    """Return the value of a tag's attribute; empty without one."""
    if (tag, attribute) == ("blockquote", "expandable"):
        return "1"
    if (tag, attribute) in (("a", "href"), ("tg-emoji", "emoji-id")):
        return value or ""
    if (tag, attribute) == ("code", "class") and value and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, attribute) == ("span", "class") and value and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return ""


def entity_details(tag: str, argument: str, content: str) -> Json | None:
    """The fields of the entity besides its place; None if the tag leaves no entity, as a link to nowhere does."""
    if tag == "a":
        return _link(argument or content)
    if tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": argument}
    if tag == "blockquote":
        return {"type": "expandable_blockquote" if argument else "blockquote"}
    details: Json = {"type": PLAIN_TAGS[tag]}
    return details | ({"language": argument} if tag == "code" and argument else {})


def _link(url: str) -> Json | None:
    if found := MENTION.fullmatch(url):
        return {"type": "text_mention", "user_id": int(found[1])}
    return {"type": "text_link", "url": _normal(url)} if URL.fullmatch(url) else None


def _normal(url: str) -> str:
    """Telegram adds the scheme that is missing and the slash after a bare host."""
    url = url if re.match(r"[a-z][a-z0-9+.-]*:", url, re.IGNORECASE) else f"http://{url}"
    return re.sub(r"^(https?://[^/?#]+)(?=[?#]|$)", r"\1/", url)

"""The entities that Telegram finds by itself: commands, addresses, mentions, hashtags."""

import re

from sandbox.api.json_types import Json
from sandbox.text.formatted import FormattedText, utf16_length

DOMAIN = r"(?:[a-z0-9-]+\.)+(?:com|org|net|me|io|tv|dev|app)\b"
REST_OF_URL = r"[^\s<>\"]*[^\s<>\".,;:!?)\]]"
FOUND = re.compile(
    r"(?P<email>(?<![\w@/.+-])[a-z0-9_.+-]+@[a-z0-9-]+\.[a-z]{2,}\b)"
    rf"|(?P<url>(?<![\w@.-])(?:https?://{REST_OF_URL}|{DOMAIN}(?:/{REST_OF_URL})?))"
    r"|(?P<mention>(?<![\w@/])@[a-z][a-z0-9_]{3,31}\b)"
    r"|(?P<bot_command>(?<![\w/@<>])/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)",
    re.IGNORECASE,
)
HINTS = re.compile(r"[/@#.]")


def detected(text: FormattedText) -> FormattedText:
    """The same text, with what Telegram would find in it outside of code and links."""
    if not HINTS.search(text.text):
        return text
    taken = [entity for entity in text.entities if entity["type"] in ("code", "pre", "text_link", "text_mention")]
    taken += [entity for entity in text.entities if entity["type"] in ("url", "mention", "bot_command", "email")]
    found = (_entity(text.text, match) for match in FOUND.finditer(text.text))
    fresh = [entity for entity in found if not any(_overlap(entity, other) for other in taken)]
    everything = sorted(text.entities + fresh, key=lambda entity: (entity["offset"], -entity["length"]))
    return FormattedText(text.text, everything)


def _entity(text: str, match: re.Match[str]) -> Json:
    offset = utf16_length(text[: match.start()])
    return {"offset": offset, "length": utf16_length(match.group()), "type": match.lastgroup}


def _overlap(one: Json, other: Json) -> bool:
    first, second = int(one["offset"]), int(other["offset"])
    return first < second + int(other["length"]) and second < first + int(one["length"])

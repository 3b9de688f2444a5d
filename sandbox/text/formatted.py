"""Plain text with its entities, and Telegram's rules for it: UTF-16 offsets, trimming, limits after parsing."""

from dataclasses import dataclass, field

from sandbox.api.json_types import Json


def utf16_length(text: str) -> int:
    """The length as Telegram counts it: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(slots=True)
class FormattedText:
    """The text that people read, and its entities."""

    text: str = ""
    entities: list[Json] = field(default_factory=list)

    def fields(self, text_key: str, entities_key: str) -> Json:
        """The fields of a Message; absent when empty, as Telegram leaves them out."""
        found: Json = {text_key: self.text} if self.text else {}
        return found | ({entities_key: self.entities} if self.entities else {})

    def trimmed(self) -> "FormattedText":
        """Telegram strips white space at both ends and shifts the entities along."""
        bare = self.text.strip()
        lead = utf16_length(self.text[: len(self.text) - len(self.text.lstrip())])
        end = utf16_length(bare)
        moved = (_clipped(entity, lead, end) for entity in self.entities)
        return FormattedText(bare, [entity for entity in moved if entity["length"] > 0])


def _clipped(entity: Json, lead: int, end: int) -> Json:
    start = max(entity["offset"] - lead, 0)
    stop = min(entity["offset"] + entity["length"] - lead, end)
    return {**entity, "offset": start, "length": stop - start}

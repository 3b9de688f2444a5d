"""What an admin is about to publish about an incident, as the conversation remembers it, and how it is read."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from handlers.ui.text.html_text import strip_invisible
from services.domain.support.incident import TEXT_LIMIT, TITLE_LIMIT, Announcement, IncidentKind
from services.domain.values.ids import new_id
from services.domain.values.language import Language, LocalizedText


@dataclass(frozen=True, slots=True)
class Draft:
    """An announcement, or an update about an `incident`; each language is a title and a text, and an update has none.

    `id` makes it published once. No products mean all.
    """

    id: str = field(default_factory=new_id)
    incident: str = ""
    kind: str = IncidentKind.OUTAGE
    products: tuple[int, ...] = ()
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self | None:
        """As the conversation has kept it; None if it is about something else."""
        if "draft" not in data:
            return None
        kept = dict(data["draft"])
        words = {language: (title, text) for language, (title, text) in kept.pop("words").items()}
        return cls(words=words, products=tuple(kept.pop("products")), **kept)

    def written(self) -> dict[str, Any]:
        """As the conversation keeps it."""
        return {"draft": asdict(self)}

    def toggled(self, product_id: int) -> Self:
        """Return the draft with a product more, or less."""
        without = tuple(one for one in self.products if one != product_id)
        return replace(self, products=without if product_id in self.products else (*self.products, product_id))

    def with_words(self, language: Language, title: str, text: str) -> Self:
        """Return the draft with the words of a language."""
        return replace(self, words={**self.words, language: (title, text)})

    def title(self, language: Language) -> str:
        """Return the title in a language."""
        return self.words[language][0]

    def text(self, language: Language) -> str:
        """Return the text in a language."""
        return self.words[language][1]

    @property
    def texts(self) -> LocalizedText:
        """Return the text in both languages."""
        return LocalizedText(self.text(Language.EN), self.text(Language.ZH))

    @property
    def announcement(self) -> Announcement:
        """Return what it announces."""
        title = LocalizedText(self.title(Language.EN), self.title(Language.ZH))
        return Announcement(IncidentKind(self.kind), title, self.texts, frozenset(self.products))


def fault_of(draft: Draft, language: Language, title: str, text: str) -> str | None:
    """Return the key of what is wrong with some words; None if they are fine."""
    if not (text if draft.incident else title):
        return "incident-words-none"
    if len(title) > TITLE_LIMIT:
        return "incident-title-long"
    if len(text) > TEXT_LIMIT:
        return "incident-text-long"
    if language is Language.ZH and bool(text) != bool(draft.text(Language.EN)):
        return "incident-words-uneven"
    return None


def title_and_text(draft: Draft, message: str) -> tuple[str, str]:
    """Return the first line of a message and the rest; of an update all of it is its text."""
    said = strip_invisible(message).strip()
    if draft.incident:
        return "", said
    title, _, text = said.partition("\n")
    return title.strip(), text.strip()

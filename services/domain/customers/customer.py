"""The customers of the shop."""

from dataclasses import dataclass

from services.domain.values.language import Language


@dataclass(frozen=True, slots=True)
class Customer:
    """A person known by the Telegram id. `language` is None until chosen; `guess` is what Telegram suggests."""

    id: int
    name: str
    language: Language | None
    guess: Language
    pseudonym: str
    reachable: bool = True

    @property
    def speaks(self) -> Language:
        """The language to answer in."""
        return self.language or self.guess

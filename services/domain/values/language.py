"""The two languages of the shop, and words that exist in both."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language that a customer can choose."""

    EN = "en"
    ZH = "zh"

    @classmethod
    def of_telegram(cls, code: str | None) -> "Language":
        """The best guess from Telegram's `language_code`: any `zh*` is Chinese, everything else English."""
        return cls.ZH if (code or "").lower().startswith("zh") else cls.EN

    @property
    def other(self) -> "Language":
        """The language that this one is not."""
        return Language.ZH if self is Language.EN else Language.EN


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """One text in both languages, as the owner of the shop wrote it (not yet escaped for any medium)."""

    en: str = ""
    zh: str = ""

    def __getitem__(self, language: Language) -> str:
        """The text in one language."""
        return self.zh if language is Language.ZH else self.en

    def __bool__(self) -> bool:
        return bool(self.en or self.zh)

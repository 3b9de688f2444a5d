"""The settings of a manual transfer."""

from services.domain.values.blank import is_blank
from services.domain.values.language import LocalizedText
from services.payments.providers.settings import ProviderSettings
from services.settings import SomeLines, setting

EXPECTED = "where to transfer the money (in {}, at most 1000 characters; needed with manual)"


class ManualSettings(ProviderSettings):
    """The payee, as customers of both languages read it."""

    payee_en: SomeLines = setting("manual_payee_en", "", EXPECTED.format("English"))
    payee_zh: SomeLines = setting("manual_payee_zh", "", EXPECTED.format("Chinese"))

    def missing(self) -> dict[str, str]:
        """The texts of which nothing can be seen."""
        texts = {"manual_payee_en": self.payee_en, "manual_payee_zh": self.payee_zh}
        return {name: text for name, text in texts.items() if is_blank(text)}

    @property
    def payee(self) -> LocalizedText:
        """Both texts, without the space around them."""
        return LocalizedText(*("" if is_blank(text) else text.strip() for text in (self.payee_en, self.payee_zh)))

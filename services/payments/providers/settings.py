"""The settings that a provider may bring, in a file `settings.py` of its own folder."""

from services.domain.values.language import LocalizedText
from services.settings import SettingsSection


class ProviderSettings(SettingsSection):
    """The section of one provider, which is read whether its way to pay is switched on or not."""

    def missing(self) -> dict[str, str]:
        """The settings without which its way cannot be switched on, by their names outside, as they were read."""
        return {}

    @property
    def payee(self) -> LocalizedText:
        """The account to which customers transfer the money, if they do so by themselves."""
        return LocalizedText()

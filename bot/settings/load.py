"""The reading of the settings from the environment and a file `.env`, and the checks between them.

Wrong ones are told to a person, all at once: the name, what was read (never a secret) and what is expected.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pydantic import ValidationError

from bot.settings import sections
from bot.settings.env_file import encoding_of
from bot.settings.errors import SettingsError, complaints, told
from bot.settings.sections import FIELDS, Settings
from services.payments.providers import PROVIDER_SETTINGS
from services.settings import SettingsSection

ENV_FILE = Path(".env")
TELEGRAM, POSTED_TO = "api.telegram.org", (443, 80, 88, 8443)
"""To these ports Telegram posts; a Bot API server of one's own posts to any."""

Section = TypeVar("Section", bound=SettingsSection)


def load_settings(env_file: Path | None = ENV_FILE, **overrides: object) -> Settings:
    """Read the settings: `overrides` (names as outside, in lower case) before the environment before `env_file`.

    Raises SettingsError that names every wrong setting at once.
    """
    if unknown := overrides.keys() - FIELDS.keys():
        msg = f"there is no setting {', '.join(sorted(unknown))}"
        raise TypeError(msg)
    source: dict[str, Any] = {"_env_file": env_file, "_env_file_encoding": encoding_of(env_file)}
    wrong: dict[str, str] = {}

    def read(section: type[Section]) -> Section:
        """Read a section; wrong values are noted, and replaced by defaults, so that the others are checked, too."""
        own: dict[str, Any] = {name: overrides[name] for name in section.by_name().keys() & overrides.keys()}
        try:
            return section(**source, **own)
        except ValidationError as error:
            wrong.update(found := complaints(error, FIELDS))
            return section(**source, **own | dict.fromkeys(found, ""))

    webhook = read(sections.WebhookSettings)
    settings = Settings(
        telegram=read(sections.TelegramSettings),
        shop=read(sections.ShopSettings),
        orders=read(sections.OrdersSettings),
        subscriptions=read(sections.SubscriptionsSettings),
        privacy=read(sections.PrivacySettings),
        providers={name: read(section) for name, section in PROVIDER_SETTINGS.items()},
        storage=read(sections.StorageSettings),
        webhook=webhook if webhook.url else None,
        web=read(sections.WebSettings),
        log=read(sections.LogSettings),
    )
    wrong = {name: line for name, line in _contradictions(settings) if name not in wrong} | wrong
    if wrong:
        raise SettingsError("\n".join(wrong[name] for name in FIELDS if name in wrong))
    return settings


def _contradictions(settings: Settings) -> Iterator[tuple[str, str]]:
    """Settings that are right by themselves, and not beside the others."""
    for method in settings.orders.methods:
        if section := settings.providers.get(method):
            yield from ((name, told(name, FIELDS[name], value)) for name, value in section.missing().items())
    if settings.webhook is None:
        return
    parts = urlsplit(settings.webhook.url)
    by_telegram = urlsplit(settings.telegram.url).hostname == TELEGRAM
    if parts.scheme == "https" and by_telegram and (parts.port or 443) not in POSTED_TO:
        yield "webhook_url", told("webhook_url", FIELDS["webhook_url"], settings.webhook.url)
    elif not settings.webhook.secret:
        yield "webhook_secret", told("webhook_secret", FIELDS["webhook_secret"])

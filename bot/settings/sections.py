"""The settings of a shop: one section per concern, each setting written once.

Providers bring sections of their own. The names outside are flat (docs, `.env.example`, containers); an empty value
counts as not set, so that a line of `.env` can stay empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import UTC
from pathlib import Path
from typing import Annotated, Literal

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from bot.settings import values
from bot.settings.errors import SettingsError, told
from bot.telegram.api_server import BotApi
from services.domain.policy import Policy
from services.domain.values.clock import DAY, HOUR, MINUTE
from services.domain.values.language import LocalizedText
from services.payments.providers import PROVIDER_SETTINGS, PROVIDERS
from services.payments.providers.settings import ProviderSettings
from services.settings import OneLine, SettingsSection, setting
from services.storage.connection.database_url import DatabaseUrl


class TelegramSettings(SettingsSection):
    """The bot and its people, the way to Telegram, and how fast one person may press and write."""

    token: values.Token | None = setting("bot_token", None, "the token that @BotFather gave you, like 123456789:AA…")
    url: values.Url = setting(
        "bot_api_url", "https://api.telegram.org", "the address of a Bot API server, like https://api.telegram.org"
    )
    proxy: values.ProxyUrl | None = setting(
        "telegram_proxy", None, "the address of a proxy, like socks5://user:password@host:1080 (or http://, https://)"
    )
    is_local: bool = setting("bot_api_local", False, "true or false")
    is_test: bool = setting("bot_api_test", False, "true or false")
    admins: values.Admins = setting(
        "admin_ids",
        (),
        "Telegram ids of people, separated by commas, like 123456789,987654321"
        " (1087968824 and 777000 stand for anybody)",
    )
    updates_per_second: int = setting("taps_per_second", 3, "a whole number from 1 to 30", ge=1, le=30)

    @property
    def api(self) -> BotApi:
        """The Bot API server and the way to it."""
        return BotApi(self.url, self.proxy, self.is_local, self.is_test)


class ShopSettings(SettingsSection):
    """The shop itself: its name, the files of the first start, and the zone in which days and times are told."""

    name: values.ShopName = setting(
        "shop_name", LocalizedText("OceanMart", "云海Mart"), "a name of at most 32 characters, or two as English|中文"
    )
    site: OneLine = setting(
        "shop_site", "", "a web address, like https://shop.example", pattern=r"^(https?://\S{1,200})?$"
    )
    support_contact: OneLine = setting(
        "support_contact", "", "how else to reach you, in at most 200 characters", max_length=200
    )
    catalog: Path = setting("catalog", Path("data/catalog.yaml"), "the path of a catalog file")
    terms: Path = setting("terms_dir", Path("data/terms"), "the path of the folder with the terms")
    zone: values.Zone = setting(
        "timezone", UTC, "the name of a time zone, like Asia/Shanghai (other than UTC needs the system's tzdata)"
    )


class OrdersSettings(SettingsSection):
    """Orders: the payment methods, how long an order and its stock wait (ms), the sale notices."""

    methods: values.Methods = setting(
        "payment_methods", tuple(PROVIDERS)[:1], f"{' or '.join(PROVIDERS)}, or several of them, separated by commas"
    )
    order_ttl: Annotated[int, values.counted(MINUTE, 1, 10_080)] = setting(
        "order_ttl_minutes", 15 * MINUTE, "whole minutes from 1 to 10080"
    )
    hold_grace: Annotated[int, values.counted(MINUTE, 0, 1_440)] = setting(
        "hold_grace_minutes", 5 * MINUTE, "whole minutes from 0 to 1440"
    )
    receipt_hold: Annotated[int, values.counted(HOUR, 1, 720)] = setting(
        "receipt_hold_hours", 72 * HOUR, "whole hours from 1 to 720"
    )
    low_stock: int = setting("low_stock", 3, "a whole number from 0 to 100 (0: no warning)", ge=0, le=100)
    sale_notices: bool = setting("sale_notices", True, "true or false")


class SubscriptionsSettings(SettingsSection):
    """Subscriptions: the times of reminders, and for how long after its end one counts as running out (ms)."""

    stages: values.Stages = setting(
        "reminder_days", Policy().stages, "days before the end, from 1 to 365, separated by commas, like 7,3,1"
    )
    grace: Annotated[int, values.counted(DAY, 0, 365)] = setting("grace_days", 3 * DAY, "whole days from 0 to 365")


class PrivacySettings(SettingsSection):
    """Personal data: the time to think before an erasure (ms)."""

    erasure_wait: Annotated[int, values.counted(HOUR, 0, 720)] = setting(
        "erase_wait_hours", 24 * HOUR, "whole hours from 0 to 720"
    )


class StorageSettings(SettingsSection):
    """The database, the Fernet keys of what is encrypted in it (none: the key file decides)."""

    url: values.DatabaseAddress = setting(
        "database_url",
        SecretStr("sqlite+aiosqlite:///data/shop.sqlite3"),
        "sqlite+aiosqlite:///path/to/file or postgresql+asyncpg://user:password@host/database",
    )
    keys: values.Keys = setting(
        "secret_keys", (), "Fernet keys of 44 characters, separated by commas; the first encrypts, all decrypt"
    )

    @property
    def address(self) -> DatabaseUrl:
        """The database's address, with its password."""
        return DatabaseUrl(self.url.get_secret_value())

    def secrets(self) -> Iterator[str]:
        """All that must not be read in a log. SQLAlchemy takes passwords that are no part of an address elsewhere."""
        yield from (one.get_secret_value() for one in self.keys)
        if password := self.address.parsed.password:
            yield from {str(self.address), str(password)}


class WebhookSettings(SettingsSection):
    """The address that Telegram posts updates to (empty: it is asked for them), and the secret of its posts."""

    url: values.WebhookUrl = setting(
        "webhook_url",
        "",
        "the address to which Telegram posts, like https://shop.example/telegram"
        " (with a path, without a question mark; Telegram posts to the ports 443, 80, 88 and 8443 only)",
    )
    secret: values.WebhookSecret = setting(
        "webhook_secret", SecretStr(""), "32 to 256 characters out of A-Z, a-z, 0-9, _ and - (WEBHOOK_URL needs it)"
    )


class WebSettings(SettingsSection):
    """The address at which /livez, /readyz and the webhook listen."""

    host: str = setting("web_host", "127.0.0.1", "a host to listen on, like 127.0.0.1 or 0.0.0.0", min_length=1)
    port: int = setting("web_port", 8080, "a port from 0 to 65535 (0: any free one)", ge=0, le=65_535)


class LogSettings(SettingsSection):
    """The form of the log: for people or for machines."""

    format: Literal["console", "json"] = setting("log_format", "console", "console or json")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an owner chose. Frozen: to change one, start anew."""

    telegram: TelegramSettings
    shop: ShopSettings
    orders: OrdersSettings
    subscriptions: SubscriptionsSettings
    privacy: PrivacySettings
    providers: Mapping[str, ProviderSettings]
    storage: StorageSettings
    webhook: WebhookSettings | None
    web: WebSettings
    log: LogSettings

    @property
    def is_shared(self) -> bool:
        """True if several processes may serve at once: Telegram posts to any of them, and PostgreSQL joins them."""
        return self.webhook is not None and not self.storage.address.is_sqlite

    def require_token(self) -> str:
        """The bot's token. Raises SettingsError if there is none."""
        if self.telegram.token is None:
            raise SettingsError(told("bot_token", FIELDS["bot_token"]))
        return self.telegram.token.get_secret_value()

    @property
    def policy(self) -> Policy:
        """The rules of business that follow from the settings."""
        return Policy(
            order_ttl=self.orders.order_ttl,
            hold_grace=self.orders.hold_grace,
            receipt_hold=self.orders.receipt_hold,
            low_stock=self.orders.low_stock,
            sale_notices=self.orders.sale_notices,
            grace=self.subscriptions.grace,
            stages=self.subscriptions.stages,
            erasure_wait=self.privacy.erasure_wait,
            admins=self.telegram.admins,
        )

    @property
    def secrets(self) -> tuple[str, ...]:
        """All that must not be read in a log, of every section."""
        every = (*(getattr(self, one.name) for one in fields(self)), *self.providers.values())
        return tuple(word for one in every if isinstance(one, SettingsSection) for word in one.secrets())


SECTIONS: tuple[type[SettingsSection], ...] = (
    TelegramSettings,
    ShopSettings,
    OrdersSettings,
    SubscriptionsSettings,
    PrivacySettings,
    *PROVIDER_SETTINGS.values(),
    StorageSettings,
    WebhookSettings,
    WebSettings,
    LogSettings,
)
FIELDS: Mapping[str, FieldInfo] = {name: field for section in SECTIONS for name, field in section.by_name().items()}
"""Every setting by its name outside, in lower case."""

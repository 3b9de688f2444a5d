"""The settings of a shop, from the environment or a file `.env`: one frozen section per concern.

The flat names are the interface (docs, `.env.example`, containers); the sections are what the code reads. A wrong
setting is told to a person: its name, what was read (never a secret) and what is expected.
"""

from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError
from sqlalchemy.engine import make_url

from bot.settings.env_file import encoding_of
from bot.settings.environment import FIELDS, EnvironmentSettings
from bot.settings.errors import SettingsError, complaints, told
from bot.telegram.api_server import BotApi
from services.domain.policy import Policy
from services.domain.subscriptions.subscription import Stage
from services.domain.values.clock import DAY, HOUR, MINUTE
from services.domain.values.language import LocalizedText

ENV_FILE = Path(".env")


@dataclass(frozen=True, slots=True)
class Telegram:
    """The bot and its people, and how fast one of them may press and write."""

    token: SecretStr | None
    api: BotApi
    admins: tuple[int, ...]
    taps_per_second: int


@dataclass(frozen=True, slots=True)
class Shop:
    """The shop itself: its name, the files of the first start, and the zone in which days and times are told."""

    name: LocalizedText
    site: str
    support_contact: str
    catalog: Path
    terms: Path
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Orders:
    """Orders: the payment methods (`stars`, `manual`), how long an order and its stock wait (ms), the sale notices."""

    methods: tuple[str, ...]
    order_ttl: int
    hold_grace: int
    receipt_hold: int
    low_stock: int
    sale_notices: bool


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Subscriptions: the times of reminders, and for how long after its end one counts as running out (ms)."""

    stages: tuple[Stage, ...]
    grace: int


@dataclass(frozen=True, slots=True)
class Manual:
    """The payee of a manual transfer, in both languages."""

    payee: LocalizedText


@dataclass(frozen=True, slots=True)
class Storage:
    """The database, the Fernet keys of what is encrypted in it (none: the key file decides)."""

    url: SecretStr
    keys: tuple[SecretStr, ...]

    @property
    def is_sqlite(self) -> bool:
        """True if it is the file database, which one process has for itself."""
        return make_url(self.url.get_secret_value()).get_backend_name() == "sqlite"

    @property
    def place(self) -> str:
        """The database's address without password and parameters, fit to be shown."""
        return make_url(self.url.get_secret_value()).set(query={}).render_as_string(hide_password=True)


@dataclass(frozen=True, slots=True)
class Webhook:
    """The address that Telegram posts updates to, and the secret of its posts."""

    url: str
    secret: SecretStr


@dataclass(frozen=True, slots=True)
class Web:
    """The address at which /livez, /readyz and the webhook listen."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Log:
    """The form of the log: for people or for machines."""

    format: Literal["console", "json"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an owner chose. Frozen: to change one, start anew."""

    telegram: Telegram
    shop: Shop
    orders: Orders
    subscriptions: Subscriptions
    manual: Manual
    storage: Storage
    webhook: Webhook | None
    web: Web
    log: Log

    @property
    def is_shared(self) -> bool:
        """True if several processes may serve at once: Telegram posts to any of them, and PostgreSQL joins them."""
        return self.webhook is not None and not self.storage.is_sqlite

    def require_token(self) -> str:
        """The bot's token. Raises SettingsError if there is none."""
        if self.telegram.token is None:
            raise SettingsError(told("BOT_TOKEN", "nothing", FIELDS["bot_token"].description or ""))
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
            admins=self.telegram.admins,
        )

    @property
    def secrets(self) -> tuple[str, ...]:
        """All that must not be read in a log: token, keys, the webhook's secret, passwords."""
        url = self.storage.url.get_secret_value()
        password = str(make_url(url).password or "")
        keys = [key.get_secret_value() for key in self.storage.keys]
        token = self.telegram.token.get_secret_value() if self.telegram.token else ""
        posts = self.webhook.secret.get_secret_value() if self.webhook else ""
        proxy = self.telegram.api.proxy.get_secret_value() if self.telegram.api.proxy else ""
        lines = [url if password else "", urlsplit(proxy).password or ""]
        return tuple(word for word in (token, *keys, posts, password, *lines) if word)


def load_settings(env_file: Path | None = ENV_FILE, **overrides: object) -> Settings:
    """Read the settings: `overrides` (flat names in lower case) before the environment before `env_file`.

    Raises SettingsError that names every wrong setting at once.
    """
    unknown = overrides.keys() - FIELDS.keys()
    if unknown:
        msg = f"there is no setting {', '.join(sorted(unknown))}"
        raise TypeError(msg)
    given: dict[str, Any] = {"_env_file": env_file, "_env_file_encoding": encoding_of(env_file), **overrides}
    try:
        return _sections(EnvironmentSettings(**given))
    except ValidationError as error:
        raise SettingsError(complaints(error)) from None


def _sections(flat: EnvironmentSettings) -> Settings:
    return Settings(
        telegram=Telegram(flat.bot_token, _bot_api(flat), flat.admin_ids, flat.taps_per_second),
        shop=Shop(
            _both(flat.shop_name), flat.shop_site, flat.support_contact, flat.catalog, flat.terms_dir, flat.timezone
        ),
        orders=_orders(flat),
        subscriptions=Subscriptions(flat.reminder_days, flat.grace_days * DAY),
        manual=Manual(LocalizedText(en=flat.manual_payee_en, zh=flat.manual_payee_zh)),
        storage=Storage(flat.database_url, flat.secret_keys),
        webhook=Webhook(flat.webhook_url, flat.webhook_secret) if flat.webhook_url and flat.webhook_secret else None,
        web=Web(flat.web_host, flat.web_port),
        log=Log(flat.log_format),
    )


def _orders(flat: EnvironmentSettings) -> Orders:
    waits = (flat.order_ttl_minutes * MINUTE, flat.hold_grace_minutes * MINUTE, flat.receipt_hold_hours * HOUR)
    return Orders(flat.payment_methods, *waits, flat.low_stock, flat.sale_notices)


def _bot_api(flat: EnvironmentSettings) -> BotApi:
    return BotApi(flat.bot_api_url, flat.telegram_proxy, flat.bot_api_local, flat.bot_api_test)


def _both(name: str) -> LocalizedText:
    english, _, chinese = name.partition("|")
    return LocalizedText(english.strip(), (chinese or english).strip())

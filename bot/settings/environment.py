"""The environment settings: of each its flat name, its default, its check, and the text that tells what is expected.

Environment names are these in capitals. An empty value counts as not set, so that a line of `.env` can stay empty.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from pydantic import BeforeValidator, Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.settings.shown_texts import OneLine, SomeLines
from services.domain.subscriptions.subscription import Stage
from services.payments.providers import PROVIDERS

DRIVERS = ("sqlite", "sqlite+aiosqlite", "postgresql+asyncpg")
"""Spellings of the two databases; the second is what `.env` files say since 0.1.0, when a driver had to be named."""
PROXIES = ("http", "https", "socks5", "socks5h")
TELEGRAM, POSTED_TO = "api.telegram.org", (443, 80, 88, 8443)
"""To these ports Telegram posts; a Bot API server of one's own posts to any."""
ANYBODY = frozenset({1087968824, 777000})  # every anonymous admin of a group; every channel
ALWAYS = (Stage(0), Stage(-3))
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{8,}")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")

T = TypeVar("T")


def _demand(fulfilled: object) -> None:
    """Refuse a value. The words for it stand in the field's description."""
    if not fulfilled:
        raise ValueError


def _words(value: object) -> tuple[object, ...]:
    if isinstance(value, str):
        return tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    if not isinstance(value, list | tuple):
        raise ValueError  # noqa: TRY004 - pydantic turns only this into a complaint
    return tuple(value)


def _each(read: Callable[[str], T]) -> Callable[[object], tuple[T, ...]]:
    return lambda value: tuple(read(str(word)) for word in _words(value))


def _admin(word: str) -> int:
    _demand(word.isascii() and word.isdigit() and int(word) > 0 and int(word) not in ANYBODY)
    return int(word)


def _method(word: str) -> str:
    _demand(word in PROVIDERS)
    return word


def _key(word: str) -> SecretStr:
    Fernet(word)
    return SecretStr(word)


def _keys(value: object) -> tuple[SecretStr, ...]:
    return tuple(_key(word.get_secret_value() if isinstance(word, SecretStr) else str(word)) for word in _words(value))


def _stages(value: object) -> tuple[Stage, ...]:
    words = [str(word) for word in _words(value)]
    _demand(all(word.isascii() and word.isdigit() and 1 <= int(word) <= 365 for word in words))  # noqa: PLR2004
    days = sorted({int(word) for word in words}, reverse=True)
    return (*map(Stage, days), *ALWAYS)


def _zone(value: object) -> tzinfo:
    # UTC needs no time zone database, which small containers do not have.
    try:
        return UTC if value in {"UTC", UTC} else ZoneInfo(str(value))
    except (KeyError, OSError) as error:
        raise ValueError from error


def _url(value: object) -> str:
    parts = urlsplit(str(value))
    _demand(parts.scheme in {"http", "https"} and parts.hostname and not parts.query and "@" not in parts.netloc)
    return str(value).rstrip("/")


def _webhook(value: object) -> str:
    """Telegram posts to HTTPS only; plain HTTP is for a sandbox on this very machine."""
    parts = urlsplit(str(value))
    _demand(parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1", "localhost"}))
    _demand(parts.hostname and parts.port != 0 and parts.path.strip("/") and not parts.query and not parts.fragment)
    _demand("@" not in parts.netloc and parts.path not in {"/livez", "/readyz"} and not set("{}") & set(parts.path))
    return str(value)


class EnvironmentSettings(BaseSettings):
    """The settings as they are named outside. Raises pydantic.ValidationError."""

    model_config = SettingsConfigDict(
        extra="ignore",
        frozen=True,
        validate_default=False,
    )

    bot_token: SecretStr | None = Field(None, description="the token that @BotFather gave you, like 123456789:AA…")
    bot_api_url: Annotated[str, BeforeValidator(_url)] = Field(
        "https://api.telegram.org", description="the address of a Bot API server, like https://api.telegram.org"
    )
    telegram_proxy: SecretStr | None = Field(
        None, description="the address of a proxy, like socks5://user:password@host:1080 (or http://, https://)"
    )
    bot_api_local: bool = Field(False, description="true or false")
    bot_api_test: bool = Field(False, description="true or false")
    admin_ids: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_each(_admin))] = Field(
        (),
        description="Telegram ids of people, separated by commas, like 123456789,987654321"
        " (1087968824 and 777000 stand for anybody)",
    )
    database_url: SecretStr = Field(
        SecretStr("sqlite+aiosqlite:///data/shop.sqlite3"),
        description="sqlite+aiosqlite:///path/to/file or postgresql+asyncpg://user:password@host/database",
    )
    secret_keys: Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_keys)] = Field(
        (), description="Fernet keys of 44 characters, separated by commas; the first encrypts, all decrypt"
    )
    catalog: Path = Field(Path("data/catalog.yaml"), description="the path of a catalog file")
    terms_dir: Path = Field(Path("data/terms"), description="the path of the folder with the terms")
    payment_methods: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_each(_method)), Field(min_length=1)] = Field(
        ("stars",), description="stars, manual or both, separated by commas"
    )
    manual_payee_en: SomeLines = Field(
        "",
        validate_default=True,
        description="where to transfer the money (in English, at most 1000 characters; needed with manual)",
    )
    manual_payee_zh: SomeLines = Field(
        "",
        validate_default=True,
        description="where to transfer the money (in Chinese, at most 1000 characters; needed with manual)",
    )
    shop_name: OneLine = Field(
        "OceanMart|云海Mart",
        pattern=r"^[^|]{1,32}([|][^|]{1,32})?$",
        description="a name of at most 32 characters, or two as English|中文",
    )
    shop_site: OneLine = Field(
        "", pattern=r"^(https?://\S{1,200})?$", description="a web address, like https://shop.example"
    )
    support_contact: OneLine = Field("", max_length=200, description="how else to reach you, in at most 200 characters")
    order_ttl_minutes: int = Field(15, ge=1, le=10_080, description="whole minutes from 1 to 10080")
    hold_grace_minutes: int = Field(5, ge=0, le=1_440, description="whole minutes from 0 to 1440")
    taps_per_second: int = Field(3, ge=1, le=30, description="a whole number from 1 to 30")
    receipt_hold_hours: int = Field(72, ge=1, le=720, description="whole hours from 1 to 720")
    low_stock: int = Field(3, ge=0, le=100, description="a whole number from 0 to 100 (0: no warning)")
    sale_notices: bool = Field(True, description="true or false")
    reminder_days: Annotated[tuple[Stage, ...], NoDecode, BeforeValidator(_stages)] = Field(
        (Stage(7), Stage(3), Stage(1), *ALWAYS),
        description="days before the end, from 1 to 365, separated by commas, like 7,3,1",
    )
    grace_days: int = Field(3, ge=0, le=365, description="whole days from 0 to 365")
    timezone: Annotated[tzinfo, BeforeValidator(_zone)] = Field(
        UTC, description="the name of a time zone, like Asia/Shanghai (other than UTC needs the system's tzdata)"
    )
    webhook_url: Annotated[str, BeforeValidator(_webhook)] = Field(
        "",
        description="the address to which Telegram posts, like https://shop.example/telegram"
        " (with a path, without a question mark; Telegram posts to the ports 443, 80, 88 and 8443 only)",
    )
    webhook_secret: SecretStr | None = Field(
        None,
        validate_default=True,
        description="32 to 256 characters out of A-Z, a-z, 0-9, _ and - (WEBHOOK_URL needs it)",
    )
    web_host: str = Field("127.0.0.1", min_length=1, description="a host to listen on, like 127.0.0.1 or 0.0.0.0")
    web_port: int = Field(8080, ge=0, le=65_535, description="a port from 0 to 65535 (0: any free one)")
    log_format: Literal["console", "json"] = Field("console", description="console or json")

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Here and not in each source: what is empty in the environment wins over the file, too."""
        return {name: value for name, value in given.items() if value != ""}

    @field_validator("bot_token")
    @classmethod
    def _is_token(cls, token: SecretStr | None) -> SecretStr | None:
        _demand(token is None or _TOKEN.fullmatch(token.get_secret_value()))
        return token

    @field_validator("telegram_proxy")
    @classmethod
    def _is_proxy(cls, url: SecretStr | None) -> SecretStr | None:
        parts = urlsplit(url.get_secret_value()) if url else None
        _demand(
            parts is None or (parts.scheme in PROXIES and parts.hostname and parts.port and not parts.path.strip("/"))
        )
        return url

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, url: SecretStr) -> SecretStr:
        try:
            parts = make_url(url.get_secret_value())
        except ArgumentError as error:
            raise ValueError from error
        _demand(parts.drivername in DRIVERS and parts.database)
        return url

    @field_validator("webhook_url")
    @classmethod
    def _is_posted_to(cls, url: str, info: ValidationInfo) -> str:
        parts = urlsplit(url)
        by_telegram = urlsplit(info.data.get("bot_api_url", "")).hostname == TELEGRAM
        _demand(parts.scheme != "https" or not by_telegram or (parts.port or 443) in POSTED_TO)
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _is_long(cls, secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        _demand(secret is not None or not info.data.get("webhook_url"))
        _demand(secret is None or _WEBHOOK_SECRET.fullmatch(secret.get_secret_value()))
        return secret

    @field_validator("manual_payee_en", "manual_payee_zh")
    @classmethod
    def _has_payee(cls, text: str, info: ValidationInfo) -> str:
        _demand(text or "manual" not in info.data.get("payment_methods", ()))
        return text


FIELDS: Mapping[str, FieldInfo] = EnvironmentSettings.model_fields

"""Types of the values of settings, which convert the text of the environment, or refuse it."""

import re
from collections.abc import Callable
from datetime import UTC, tzinfo
from typing import Annotated, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode

from services.domain.subscriptions.subscription import ReminderOffset
from services.domain.values.language import LocalizedText
from services.payments.providers import PROVIDERS
from services.settings import demand, one_line
from services.storage.connection.database_url import DatabaseUrl

PROXIES = ("http", "https", "socks5", "socks5h")
ANYBODY = frozenset({1087968824, 777000})  # every anonymous admin of a group; every channel
ALWAYS = (ReminderOffset(0), ReminderOffset(-3))
_NAME = re.compile(r"[^|]{1,32}([|][^|]{1,32})?")

T = TypeVar("T")


def _words(value: object) -> tuple[object, ...]:
    if isinstance(value, str):
        return tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    if not isinstance(value, list | tuple):
        raise ValueError  # noqa: TRY004 - pydantic turns only this into a complaint
    return tuple(value)


def _each(read: Callable[[str], T]) -> Callable[[object], tuple[T, ...]]:
    return lambda value: tuple(read(str(word)) for word in _words(value))


def _admin(word: str) -> int:
    demand(word.isascii() and word.isdigit() and int(word) > 0 and int(word) not in ANYBODY)
    return int(word)


def _method(word: str) -> str:
    demand(word in PROVIDERS)
    return word


def _keys(value: object) -> tuple[SecretStr, ...]:
    return tuple(_key(word.get_secret_value() if isinstance(word, SecretStr) else str(word)) for word in _words(value))


def _key(word: str) -> SecretStr:
    Fernet(word)
    return SecretStr(word)


def _stages(value: object) -> tuple[ReminderOffset, ...]:
    words = [str(word) for word in _words(value)]
    demand(all(word.isascii() and word.isdigit() and 1 <= int(word) <= 365 for word in words))  # noqa: PLR2004
    days = sorted({int(word) for word in words}, reverse=True)
    return (*map(ReminderOffset, days), *ALWAYS)


def _zone(value: object) -> tzinfo:
    # UTC needs no time zone database, which small containers do not have.
    try:
        return UTC if value in {"UTC", UTC} else ZoneInfo(str(value))
    except (KeyError, OSError) as error:
        raise ValueError from error


def _both(value: object) -> LocalizedText:
    if isinstance(value, LocalizedText):
        return value
    name = one_line(str(value))
    demand(_NAME.fullmatch(name))
    english, _, chinese = name.partition("|")
    return LocalizedText(english.strip(), (chinese or english).strip())


def _url(value: object) -> str:
    parts = urlsplit(str(value))
    demand(parts.scheme in {"http", "https"} and parts.hostname and not parts.query and "@" not in parts.netloc)
    return str(value).rstrip("/")


def _webhook(url: str) -> str:
    """Telegram posts to HTTPS only; plain HTTP is for a sandbox on this very machine."""
    parts = urlsplit(url)
    demand(parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1", "localhost"}))
    demand(parts.hostname and parts.port != 0 and parts.path.strip("/") and not parts.query and not parts.fragment)
    demand("@" not in parts.netloc and parts.path not in {"/livez", "/readyz"} and not set("{}") & set(parts.path))
    return url


def _proxy(url: SecretStr) -> SecretStr:
    parts = urlsplit(url.get_secret_value())
    demand(parts.scheme in PROXIES and parts.hostname and parts.port and not parts.path.strip("/"))
    return url


def _database(url: SecretStr) -> SecretStr:
    demand(DatabaseUrl(url.get_secret_value()).is_supported)
    return url


def _matching(pattern: str) -> AfterValidator:
    def check(secret: SecretStr) -> SecretStr:
        demand(re.fullmatch(pattern, secret.get_secret_value()))
        return secret

    return AfterValidator(check)


def counted(unit: int, least: int, most: int) -> AfterValidator:
    """Return the check of a whole number of units from `least` to `most`, kept in milliseconds."""

    def check(number: int) -> int:
        demand(least <= number <= most)
        return number * unit

    return AfterValidator(check)


Admins = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_each(_admin))]
Methods = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_each(_method)), Field(min_length=1)]
Keys = Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_keys)]
Stages = Annotated[tuple[ReminderOffset, ...], NoDecode, BeforeValidator(_stages)]
Zone = Annotated[tzinfo, BeforeValidator(_zone)]
ShopName = Annotated[LocalizedText, NoDecode, BeforeValidator(_both)]
Url = Annotated[str, BeforeValidator(_url)]
WebhookUrl = Annotated[str, AfterValidator(_webhook)]
ProxyUrl = Annotated[SecretStr, AfterValidator(_proxy)]
DatabaseAddress = Annotated[SecretStr, AfterValidator(_database)]
Token = Annotated[SecretStr, _matching(r"[0-9]+:[A-Za-z0-9_-]{8,}")]
WebhookSecret = Annotated[SecretStr, _matching(r"[A-Za-z0-9_-]{32,256}")]

"""The base of all sections of settings: those of the process, of a provider, and of a delivery kind.

A setting is written once, as a field of its section.
"""

from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.domain.catalog.invoice_text import telegram_length
from services.domain.values.blank import forbidden, is_blank

LONGEST = 1000


class SettingsSection(BaseSettings):
    """One concern that an owner decides. Frozen: to change a setting, start anew. Raises pydantic.ValidationError."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, validate_default=False)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Leave out what is empty: here and not in each source, so that an empty variable wins over the file, too."""
        return {name: value for name, value in given.items() if value != ""}

    @classmethod
    def by_name(cls) -> dict[str, FieldInfo]:
        """The settings of the section by their names outside, in lower case."""
        return {str(field.alias): field for field in cls.model_fields.values()}

    def secrets(self) -> Iterator[str]:
        """All that must not be read in a log."""
        for _, value in self:
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, SecretStr):
                    yield from _hidden(one.get_secret_value())


def _hidden(secret: str) -> Iterator[str]:
    """The parts of a secret that are not to be read: all of it, or nothing of an address without a password."""
    try:
        password = urlsplit(secret).password if "://" in secret else secret
    except ValueError:  # `p[x` in the address of a database is a password for SQLAlchemy, and no address for urllib
        password = secret
    if password:
        yield from {secret, unquote(password)}


def setting(name: str, default: object, expected: str, **rules: Any) -> Any:  # noqa: ANN401 - the type stands before it
    """Return a field: its name outside (in lower case), its default, and the words that tell what is expected."""
    return Field(default, alias=name, description=expected, **rules)


def demand(fulfilled: object) -> None:
    """Refuse a value. The words for it stand in the field's description."""
    if not fulfilled:
        raise ValueError


def one_line(text: str) -> str:
    """Return a text without hidden signs; of two, as English|中文, both can be seen. Raises ValueError for others."""
    demand(not forbidden(text) and not (text and any(is_blank(part) for part in text.split("|"))))
    return text


def _some_lines(text: str) -> str:
    """Return the same of several lines."""
    demand(not forbidden(text, "\n\t") and telegram_length(text) <= LONGEST)
    return text


OneLine = Annotated[str, AfterValidator(one_line)]
SomeLines = Annotated[str, AfterValidator(_some_lines)]
"""Texts that customers read: Telegram must be able to show them, and a person to see them."""

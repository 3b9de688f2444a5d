"""The errors of settings as people read them: the name, what was read (never a secret) and what is expected."""

import re
from collections.abc import Mapping
from typing import get_args

from pydantic import SecretStr, ValidationError
from pydantic.fields import FieldInfo

from bot.monitoring.redaction import HIDDEN, Redaction

_SHOWN = 80
_SCHEME = re.compile(r"[a-z0-9+]{1,30}://")


class SettingsError(Exception):
    """Settings are wrong or missing. Its text is for a person: one line for each, and no secret in any."""


def complaints(error: ValidationError, fields: Mapping[str, FieldInfo]) -> dict[str, str]:
    """All that is wrong: one line for each setting, by its name."""
    read = {str(one["loc"][0]): one["input"] for one in error.errors(include_url=False)}
    return {name: told(name, fields[name], value) for name, value in read.items()}


def told(name: str, field: FieldInfo, read: object = None) -> str:
    """One line for one setting: its name, what was read and what is expected."""
    shown = _masked(read) if _is_secret(field.annotation) else _shown(read)
    return f"{name.upper()}: read {shown}, expected {field.description}"


def _is_secret(annotation: object) -> bool:
    return annotation is SecretStr or any(_is_secret(part) for part in get_args(annotation))


def _masked(value: object) -> str:
    if value is None:
        return "nothing"
    scheme = _SCHEME.match(value.get_secret_value() if isinstance(value, SecretStr) else str(value))
    return f"{scheme[0] if scheme else ''}{HIDDEN}"


def _shown(value: object) -> str:
    return re.sub(rf"(?s)^(.{{{_SHOWN}}}).+", r"\1…", Redaction().text(repr(value)))

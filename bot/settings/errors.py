"""The errors of settings as people read them: the name, what was read (never a secret) and what is expected."""

import re
from typing import get_args

from pydantic import SecretStr, ValidationError

from bot.monitoring.redaction import HIDDEN, Redaction
from bot.settings.environment import FIELDS

_SHOWN = 80
_SCHEME = re.compile(r"[a-z0-9+]{1,30}://")


class SettingsError(Exception):
    """Settings are wrong or missing. Its text is for a person: one line for each, and no secret in any."""


def complaints(error: ValidationError) -> str:
    """All that is wrong, one line for each setting."""
    lines = []
    for problem in error.errors(include_url=False):
        name = str(problem["loc"][0]) if problem["loc"] else "manual_payee_en"
        field = FIELDS[name]
        read = _masked(problem["input"]) if _is_secret(field.annotation) else _shown(problem["input"])
        lines.append(told(name.upper(), read, field.description or ""))
    return "\n".join(lines)


def told(name: str, read: str, expected: str) -> str:
    """One line for one setting."""
    return f"{name}: read {read}, expected {expected}"


def _is_secret(annotation: object) -> bool:
    return annotation is SecretStr or any(_is_secret(part) for part in get_args(annotation))


def _masked(value: object) -> str:
    if value is None:
        return "nothing"
    scheme = _SCHEME.match(value.get_secret_value() if isinstance(value, SecretStr) else str(value))
    return f"{scheme[0] if scheme else ''}{HIDDEN}"


def _shown(value: object) -> str:
    return re.sub(rf"(?s)^(.{{{_SHOWN}}}).+", r"\1…", Redaction().text(repr(value)))

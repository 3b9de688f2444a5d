"""The redaction of secrets in logs, errors and screens.

A bot token stands in every URL of the Bot API, so any library's error can carry it. Therefore two nets: the form of a
token, wherever it comes from, and the configured secrets word by word.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from pydantic import SecretStr

from services.domain.values.secret import Secret

HIDDEN = "[hidden]"
_TOKEN = re.compile(r"\d{6,}(?::|%3[Aa])[A-Za-z0-9_-]{30,}")
_PASSWORD = re.compile(r"(://[^\s/:@]*:)[^\s/@]+(?=@)")
_SHORTEST = 6  # a shorter word would blot out half of every line


class Redaction:
    """Takes tokens, passwords in URLs and the configured `secrets` out of anything that is to be written down."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        forms = {form for word in secrets if len(word) >= _SHORTEST for form in _forms(word)}
        words = sorted(forms, key=len, reverse=True)
        self._words = re.compile("|".join(map(re.escape, words))) if words else None

    def text(self, text: str) -> str:
        """The text with `[hidden]` in place of each secret."""
        known = self._words.sub(HIDDEN, text) if self._words else text
        return _PASSWORD.sub(rf"\1{HIDDEN}", _TOKEN.sub(HIDDEN, known))

    def value(self, value: object) -> object:
        """Any value of a log record: containers are walked, plain figures stay, everything else becomes clean text."""
        match value:
            case Mapping():
                return {self.text(str(key)): self.value(item) for key, item in value.items()}
            case list() | tuple() | set() | frozenset():
                return [self.value(item) for item in value]
            case None | bool() | int() | float() | Decimal() | date():
                return value
            case _:
                return self._worded(value)

    def _worded(self, value: object) -> str:
        match value:
            case Secret() | SecretStr():
                return HIDDEN
            case str():
                return self.text(value)
            case bytes():
                return self.text(value.decode("utf-8", "replace"))
            case BaseException():
                return self.text(f"{type(value).__name__}: {value}")
            case _:
                return self.text(repr(value))


def _forms(word: str) -> set[str]:
    """A secret as it stands in a text, in a repr, in JSON and in a URL."""
    return {word, repr(word)[1:-1], json.dumps(word)[1:-1], quote(word, safe="")}

"""The parameters of one call, read as the official server reads them.

It is lenient on purpose: numbers may be text, integers out of range are clamped, a boolean is true for "true", "yes"
and "1" in any case, and objects may be JSON inside a form field. Every reading of a parameter goes through here, so
no method can be stricter or laxer than the next.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from sandbox.api import api_errors
from sandbox.api.json_types import Json

TRUE = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"

    def summary(self) -> Json:
        """Return the part of a file that the log keeps."""
        return {"file_name": self.name, "size": len(self.content)}


@dataclass(slots=True)
class Params:
    """Values by name, and the files that came along."""

    values: Json = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Any value as text; empty when it is not given."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def required_text(self, name: str) -> str:
        """Text that must be there."""
        value = self.text(name)
        if not value:
            raise api_errors.missing(name)
        return value

    def integer(self, name: str, default: int = 0, low: int | None = None, high: int | None = None) -> int:
        """A number, clamped to its range."""
        number = as_integer(self.values.get(name), default)
        number = number if low is None else max(number, low)
        return number if high is None else min(number, high)

    def flag(self, name: str) -> bool:
        """A boolean, as Telegram reads it."""
        return self.text(name).strip().lower() in TRUE

    def parsed(self, name: str, what: str) -> Any:  # noqa: ANN401 - JSON is anything
        """A value that is JSON: itself in a JSON body, text in a form. `what` names it in the refusal."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise api_errors.unparsable(what) from None

    def fields(self, name: str, what: str) -> Json:
        """A JSON object; empty when it is not given."""
        value = self.parsed(name, what)
        if value is not None and not isinstance(value, dict):
            raise api_errors.unparsable(what)
        return value or {}

    def items(self, name: str, what: str) -> list[Any]:
        """A JSON array; empty when it is not given."""
        value = self.parsed(name, what)
        if value is not None and not isinstance(value, list):
            raise api_errors.unparsable(what)
        return value or []

    def upload(self, name: str) -> Upload | None:
        """The file sent as this parameter, or the one that it points to with attach://."""
        return self.uploads.get(name) or self.attachment(self.text(name))

    def attachment(self, reference: str) -> Upload | None:
        """The upload that attach:// points to."""
        return self.uploads.get(reference.removeprefix("attach://")) if reference.startswith("attach://") else None

    def logged(self) -> Json:
        """Return the part of the call that the log keeps."""
        files = {name: upload.summary() for name, upload in self.uploads.items()}
        return self.values | files


def as_integer(value: object, default: int = 0) -> int:
    """A number in any spelling; 0 when it is none."""
    if isinstance(value, bool | None):
        return default if value is None else int(value)
    try:
        return int(str(value).strip())
    except ValueError:
        return 0

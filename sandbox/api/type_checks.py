"""The type expressions of the specification, compiled to functions that name what is wrong and where.

The expressions are those of its TypeScript source: `number | string`, `PhotoSize[][]`, `"HTML" | "Markdown"`, names.
A form field carries text, so text that reads as the wanted type is the wanted type.
"""

import json
import re
from collections.abc import Callable

from sandbox.api.json_types import Json

Check = Callable[[object, str], list[str]]
BOOLEANS = frozenset({"true", "false", "yes", "no", "1", "0"})


def _number(value: object, where: str) -> list[str]:
    good = isinstance(value, int | float) and not isinstance(value, bool)
    if good or (isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value)):
        return []
    return [f"{where}: not a number"]


def _boolean(value: object, where: str) -> list[str]:
    good = isinstance(value, bool) or (isinstance(value, str) and value.lower() in BOOLEANS)
    return [] if good else [f"{where}: not a boolean"]


def _string(value: object, where: str) -> list[str]:
    return [] if isinstance(value, str) else [f"{where}: not a string"]


def _anything(_value: object, _where: str) -> list[str]:
    return []


PRIMITIVES: dict[str, Check] = {
    "number": _number,
    "boolean": _boolean,
    "string": _string,
    "true": _boolean,
    "Blob": _anything,
    "InputFile": _string,
    'Exclude<keyof Update, "update_id">': _string,
}


class TypeChecks:
    """Compiled checks by type expression."""

    def __init__(self, types: Json) -> None:
        self._types = types
        self._known: dict[str, Check] = dict(PRIMITIVES)

    def check_for(self, expression: str) -> Check:
        """The check for an expression; compiled once."""
        expression = expression.strip()
        if expression not in self._known:
            self._known[expression] = self._later(expression)  # a type may contain itself
            self._known[expression] = self._compiled(expression)
        return self._known[expression]

    def _later(self, expression: str) -> Check:
        def check(value: object, where: str) -> list[str]:
            return self._known[expression](value, where)

        return check

    def _compiled(self, expression: str) -> Check:
        options = [option.strip() for option in expression.split("|") if option.strip()]
        if expression not in self._known and expression.endswith(">[]"):
            return _array_of(self.check_for(expression[:-2]))
        if len(options) > 1:
            return self._one_of(options)
        return self._single(options[0])

    def _single(self, name: str) -> Check:
        if name.endswith("[]"):
            return _array_of(self.check_for(name[:-2]))
        if name.startswith('"'):
            return _literals({name.strip('"')})
        published = self._types.get(name, {})
        if "alias" in published:
            return self.check_for(published["alias"])
        return self._object(name, published.get("fields", []))

    def _one_of(self, options: list[str]) -> Check:
        if all(option.startswith('"') for option in options):
            return _literals({option.strip('"') for option in options})
        kinds = {option: kind for option in options if (kind := self._discriminator(option))}
        checks = {option: self.check_for(option) for option in options}

        def check(value: object, where: str) -> list[str]:
            value = _unpacked(value) if kinds else value
            named = [o for o in kinds if isinstance(value, dict) and kinds[o] == value.get("type")]
            results = [checks[option](value, where) for option in named or options]
            return min(results, key=len)

        return check

    def _discriminator(self, option: str) -> str | None:
        fields = self._types.get(option, {}).get("fields", [])
        return next((f["type"].strip('"') for f in fields if f["name"] == "type" and f["type"].startswith('"')), None)

    def _object(self, name: str, fields: list[Json]) -> Check:
        checks = {field["name"]: self.check_for(field["type"]) for field in fields}
        required = [field["name"] for field in fields if field["required"]]
        limits = {field["name"]: field["limits"] for field in fields if "limits" in field}

        def check(value: object, where: str) -> list[str]:
            value = _unpacked(value)
            if not isinstance(value, dict):
                return [f"{where}: not an object ({name})"]
            problems = [f"{where}.{key}: required, but missing" for key in required if key not in value]
            problems += [f"{where}.{key}: not a field of {name}" for key in value if key not in checks]
            for key, part in value.items():
                if key in checks:
                    problems += checks[key](part, f"{where}.{key}") + _excess(part, limits.get(key), f"{where}.{key}")
            return problems

        return check


def _excess(value: object, limits: Json | None, where: str) -> list[str]:
    if limits is None or not isinstance(value, str) or limits["unit"] == "value":
        return []
    size = len(value.encode()) if limits["unit"] == "bytes" else len(value)
    low, high = limits["min"], limits["max"]
    return [] if low <= size <= high else [f"{where}: {size} {limits['unit']}, not {low} to {high}"]


def _array_of(item: Check) -> Check:
    def check(value: object, where: str) -> list[str]:
        value = _unpacked(value)
        if not isinstance(value, list):
            return [f"{where}: not an array"]
        return [problem for index, part in enumerate(value) for problem in item(part, f"{where}[{index}]")]

    return check


def _literals(allowed: set[str]) -> Check:
    def check(value: object, where: str) -> list[str]:
        return [] if str(value) in allowed else [f"{where}: {value!r} is none of the published values"]

    return check


def _unpacked(value: object) -> object:
    """In a form, objects and arrays arrive as JSON text."""
    if not isinstance(value, str) or value[:1] not in ("{", "["):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value

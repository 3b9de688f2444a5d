"""The published schema of the Bot API, to which each request is held.

Telegram forgives much: it clamps numbers, ignores fields that it does not know. A bot that leans on this has a bug that
nobody sees, so every request is held against the vendored specification and each departure is recorded with the
call. Nothing is refused here. The types of the specification are compiled to closures once, at first use.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sandbox.api.json_types import Json
from sandbox.api.params import Params, as_integer
from sandbox.api.type_checks import Check, TypeChecks

SPEC = Path(__file__).parents[1] / "spec" / "botapi-10.3.json"
Limit = Callable[[object], str | None]


@dataclass(frozen=True, slots=True)
class Field:
    """One published parameter."""

    name: str
    required: bool
    check: Check
    limit: Limit | None
    after_entities: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings in a request: the places where it differs from the published shape."""

    problems: list[str]
    unknown: list[str]


class MethodSchema:
    """The published parameters of one method."""

    def __init__(self, fields: list[Field]) -> None:
        self._fields = {field.name: field for field in fields}
        self._required = [field.name for field in fields if field.required]

    def findings(self, params: Params) -> Findings:
        """Hold a request against the shape."""
        given = params.values.keys() | params.uploads.keys()
        problems = [f"{name}: required, but missing" for name in self._required if name not in given]
        unknown = sorted(given - self._fields.keys() - attached(params))
        for name, value in params.values.items():
            if field := self._fields.get(name):
                problems += _field_problems(field, value, marked_up="parse_mode" in params.values)
        return Findings(problems, unknown)


@cache
def shape_of(method: str) -> MethodSchema | None:
    """The published shape of a method; None if there is no such method."""
    published = specification()["methods"].get(method)
    if published is None:
        return None
    return MethodSchema([_compiled(parameter) for parameter in published["params"]])


@cache
def specification() -> Json:
    """The vendored specification."""
    spec: Json = json.loads(SPEC.read_text(encoding="utf-8"))
    return spec


@cache
def type_checks() -> TypeChecks:
    """Its types, compiled as they are needed."""
    return TypeChecks(specification()["types"])


def attached(params: Params) -> set[str]:
    """The uploads that some parameter points to with attach://; their names are the client's own."""
    texts = " ".join(params.text(name) for name in params.values) if params.uploads else ""
    return {name for name in params.uploads if f"attach://{name}" in texts}


def _compiled(parameter: Json) -> Field:
    limits = parameter.get("limits")
    return Field(
        name=parameter["name"],
        required=parameter["required"],
        check=type_checks().check_for(parameter["type"]),
        limit=_limit(limits) if limits else None,
        after_entities=parameter["name"] in ("text", "caption"),
    )


def _field_problems(field: Field, value: object, *, marked_up: bool) -> list[str]:
    problems = field.check(value, field.name)
    if problems or field.limit is None or (marked_up and field.after_entities):
        return problems
    excess = field.limit(value)
    return [f"{field.name}: {excess}"] if excess else []


def _limit(limits: Json) -> Limit:
    low, high, unit = limits["min"], limits["max"], limits["unit"]
    size = SIZES[unit]

    def check(value: object) -> str | None:
        found = size(value)
        return None if low <= found <= high else f"{found} {unit}, not {low} to {high}"

    return check


SIZES: dict[str, Callable[[object], int]] = {
    "characters": lambda value: len(str(value)),
    "bytes": lambda value: len(str(value).encode()),
    "value": as_integer,
}

"""The texts of locales/, apart: each wording that a key can have, and every place in the code that names a key."""

import ast as python
import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache

from fluent.syntax import FluentParser, ast, serialize

from handlers.ui.text.translations import LOCALES
from services.domain.values.language import Language
from tests.architecture.source import Module, called, files

SAMPLES = {
    "total": "⭐ 1,234,567",
    "money": "¥123,456.00",
    "price": "¥123,456.00",
    "amount": "123,456.00",
    "title": "w" * 16,
    "number": "7KQ2-M9XF",
    "at": "23 Nov 2026, 15:14",
}
"""Samples of long arguments; any other is four signs long."""


@cache
def entries(language: Language) -> dict[str, ast.Message | ast.Term]:
    """Every text of a language, parsed."""
    found: dict[str, ast.Message | ast.Term] = {}
    for file in files(LOCALES / language, "**/*.ftl"):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message | ast.Term):
                found[entry.id.name] = entry
    return found


def wordings(key: str, language: Language) -> list[str]:
    """Every wording that a text can have, whatever its selectors choose, with samples for arguments."""
    return _of_pattern(entries(language)[key].value, language)


def _of_pattern(pattern: ast.Pattern | None, language: Language) -> list[str]:
    parts = [_of_part(part, language) for part in (pattern.elements if pattern else [])]
    return ["".join(chosen) for chosen in itertools.islice(itertools.product(*parts), 500)]


def _of_part(part: object, language: Language) -> list[str]:
    match part:
        case ast.TextElement():
            return [part.value]
        case ast.Placeable():
            return _of_part(part.expression, language)
        case ast.SelectExpression():
            return [said for variant in part.variants for said in _of_pattern(variant.value, language)]
        case ast.VariableReference():
            return [SAMPLES.get(part.id.name, "1234")]
        case ast.MessageReference() | ast.TermReference():
            return wordings(part.id.name, language)
        case ast.StringLiteral():
            return [part.parse()["value"]]
        case _:
            return ["1234"]


def references(language: Language) -> set[str]:
    """Keys that other texts name."""
    written = serialize(ast.Resource(list(entries(language).values())))
    return set(re.findall(r"\{ *-?([a-z][a-z0-9-]*) *\}", written))


def choices(node: python.expr) -> Iterator[python.expr]:
    """Return the values that an argument may have: both branches of a condition, or itself."""
    if isinstance(node, python.IfExp):
        yield from choices(node.body)
        yield from choices(node.orelse)
    else:
        yield node


def asked(source: Iterable[Module]) -> Iterator[tuple[str, python.Call, python.expr]]:
    """Every call that asks for a text: where, the call, and what stands for the key."""
    for module in source:
        for call in module.calls:
            is_text = isinstance(call.func, python.Name) and call.func.id == "t"
            if (is_text or called(call) == "plain") and call.args:
                for choice in choices(call.args[0]):
                    yield module.at(call), call, choice


def pattern(text: python.JoinedStr) -> re.Pattern[str]:
    """The keys that an f-string may become."""
    parts = [re.escape(str(part.value)) if isinstance(part, python.Constant) else "[a-z0-9_-]+" for part in text.values]
    return re.compile("".join(parts))

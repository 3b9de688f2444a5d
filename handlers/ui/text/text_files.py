"""The files of locales/, as translations.py has them: read once in a process, each text with the variables it uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.runtime import FluentResource
from fluent.syntax import ast, visitor

LOCALES = Path(__file__).resolve().parents[3] / "locales"


class TextBroken(Exception):
    """A bug in a text or its use: an unknown key, a missing variable, bad Fluent. Carries no argument's value."""


@dataclass(frozen=True, slots=True)
class TextEntries:
    """The texts of a folder, and the variables of each that can be asked for."""

    entries: Mapping[str, ast.Message | ast.Term]
    variables: Mapping[str, frozenset[str]]


@cache
def read_texts(folder: Path) -> TextEntries:
    """Read a folder, once in a process: it costs a tenth of a second. Raises TextBroken."""
    entries: dict[str, ast.Message | ast.Term] = {}
    for file in sorted(folder.rglob("*.ftl")):
        for entry in FluentResource(file.read_text(encoding="utf-8")).body:
            _add(entries, entry, file)
    if not entries:
        msg = f"no texts in {folder}"
        raise TextBroken(msg)
    messages = [key for key, entry in entries.items() if isinstance(entry, ast.Message)]
    return TextEntries(entries, {key: _variables(key, entries) for key in messages})


def _add(entries: dict[str, ast.Message | ast.Term], entry: ast.EntryType, file: Path) -> None:
    if isinstance(entry, ast.Junk):
        msg = f"{file.name} of {file.parent.name} is not Fluent here: {(entry.content or '').strip()[:80]!r}"
        raise TextBroken(msg)
    if not isinstance(entry, ast.Message | ast.Term):
        return
    key = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
    if key in entries:
        msg = f"{key!r} stands twice in {file.parent.name}, the second time in {file.name}"
        raise TextBroken(msg)
    entries[key] = entry


class _Mentions(visitor.Visitor):
    """The mentions of a text: its variables, and the texts it refers to."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.texts: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - fluent.syntax names it
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - fluent.syntax names it
        self.texts.add(node.id.name)


def _variables(key: str, entries: Mapping[str, ast.Message | ast.Term]) -> frozenset[str]:
    found: set[str] = set()
    waiting, seen = [key], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in entries:
            continue
        seen.add(name)
        mentions = _Mentions()
        mentions.visit(entries[name])
        found |= mentions.variables
        waiting.extend(mentions.texts)
    return frozenset(found)

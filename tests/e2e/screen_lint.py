"""The faults that no screen may have: the name of a text, a hole where a fact should be, the other language."""

import re
from dataclasses import dataclass
from pathlib import Path

from fluent.syntax import FluentParser, ast

from tests.support.process_harness import ROOT

LOCALES = ROOT / "locales"
KEY = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
HOLE = re.compile(r"\{|\}|\$[a-z]|\bNone\b|\bTrue\b|\bFalse\b|UNKNOWN")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
ENGLISH = re.compile(r"(?<![/\w.@-])[A-Za-z][a-z']+(?: [A-Za-z']+)+")
NOT_WORDS = re.compile(r"https?://\S+|/[a-z_]+|[0-9A-Z]{4,}(?:-[0-9A-Z]{4,})+|\b[a-z0-9]+(?:[-_.][a-z0-9]+)+\b")


@dataclass(frozen=True)
class ScreenLint:
    """Reads as somebody who knows one language (`en` or `zh`), and a few names in the other one."""

    code: str
    names: tuple[str, ...]
    texts: frozenset[str]

    def faults_of(self, text: str, code: str) -> list[str]:
        """Return the faults of a text that should be in a language."""
        plain = text
        for name in self.names:
            plain = plain.replace(name, "")
        found = [f"the key {key}" for key in KEY.findall(plain) if key in self.texts or key.startswith("error-")]
        found += [f"a hole ({hole})" for hole in HOLE.findall(plain)]
        strange = CHINESE.findall(plain) if code == "en" else ENGLISH.findall(NOT_WORDS.sub(" ", plain))
        return found + ([f"not {code} ({strange[0]})"] if strange else [])


def lint_of(code: str, *names: str) -> ScreenLint:
    """A lint for one language; `names` are the same in both, whatever script they have."""
    files = sorted(Path(LOCALES / code).rglob("*.ftl"))
    parser = FluentParser()
    entries = [entry for file in files for entry in parser.parse(file.read_text(encoding="utf-8")).body]
    keys = frozenset(entry.id.name for entry in entries if isinstance(entry, ast.Message))
    return ScreenLint(code, tuple(sorted(names, key=len, reverse=True)), keys)

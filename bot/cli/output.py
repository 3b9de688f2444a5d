"""The output of commands, and their exit codes."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from handlers.ui.text.translations import Translations
from services.domain.errors import FileRefused
from services.domain.values.language import Language

OK, FAILED, MISUSED = 0, 1, 2
"""Exit codes of a process."""


def refuse(path: Path, refused: FileRefused, translations: Translations) -> int:
    """Say what is wrong in a file. Returns an exit code."""
    texts = translations.for_language(Language.EN)
    told = [f"    {texts.plain(problem.key, **problem.params)}" for problem in refused.problems]
    print_lines(told, sys.stderr)
    return fail(f"{path} cannot be used; nothing was changed")


def print_lines(told: Iterable[str], stream: TextIO | None = None) -> None:
    """Say something, line by line."""
    out = stream or sys.stdout
    encoding = out.encoding or "utf-8"
    for line in told:  # a terminal that has no Chinese shows question marks
        print(line.encode(encoding, "replace").decode(encoding), file=out)


def fail(reason: str) -> int:
    """Say why nothing was done. Returns an exit code."""
    print(f"!!  {reason}", file=sys.stderr)
    return FAILED

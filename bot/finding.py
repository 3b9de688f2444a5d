"""One line of the doctor's report."""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.texts import Library
from services.domain.errors import Problem
from services.domain.language import Language


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: fine, or what to do."""

    fine: bool
    text: str

    def __str__(self) -> str:
        return f"{'ok' if self.fine else '!!'}  {self.text}"


def fine(text: str) -> Finding:
    """Nothing to do."""
    return Finding(fine=True, text=text)


def todo(text: str) -> Finding:
    """Something to do; the text says what."""
    return Finding(fine=False, text=text)


def sentences(problems: Iterable[Problem]) -> list[str]:
    """What is wrong in a file, as it is told on the command line."""
    texts = Library().speak(Language.EN)
    return [texts.plain(one.key, **one.facts) for one in problems]

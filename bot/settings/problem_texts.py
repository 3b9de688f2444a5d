"""What is wrong in a file of the owner, as it is told on the command line."""

from collections.abc import Iterable

from handlers.ui.text.translations import Library
from services.domain.errors import Problem
from services.domain.values.language import Language


def sentences(problems: Iterable[Problem]) -> list[str]:
    """One sentence for each problem."""
    texts = Library().speak(Language.EN)
    return [texts.plain(one.key, **one.facts) for one in problems]

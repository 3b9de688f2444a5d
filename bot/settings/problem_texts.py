"""Problems in a file of the owner, as they are told on the command line."""

from collections.abc import Iterable

from handlers.ui.text.translations import Translations
from services.domain.errors import FileProblem
from services.domain.values.language import Language


def sentences(problems: Iterable[FileProblem]) -> list[str]:
    """One sentence for each problem."""
    texts = Translations().for_language(Language.EN)
    return [texts.plain(one.key, **one.params) for one in problems]

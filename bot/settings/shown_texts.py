"""Settings that customers read: Telegram must be able to show them, and a person to see them."""

from typing import Annotated

from pydantic import AfterValidator

from services.catalog.file.node_path import forbidden
from services.domain.catalog.invoice_text import telegram_length
from services.domain.values.blank import is_blank

LONGEST = 1000


def _one_line(text: str) -> str:
    """A text without hidden signs; of two, as English|中文, both can be seen."""
    if forbidden(text) or (text and any(is_blank(part) for part in text.split("|"))):
        raise ValueError
    return text


def _some_lines(text: str) -> str:
    """The same of several lines, without space around; a blank one is none."""
    if forbidden(text, "\n\t") or telegram_length(text) > LONGEST:
        raise ValueError
    return "" if is_blank(text) else text.strip()


OneLine = Annotated[str, AfterValidator(_one_line)]
SomeLines = Annotated[str, AfterValidator(_some_lines)]

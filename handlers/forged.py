"""Buttons that we cannot have made: caught before anybody looks them up.

What a button says comes back from outside. Ours are short, printable and hold no number that a database could not take;
anything else was made up, and some databases refuse to even compare it.
"""

import re

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery

from handlers.fallback import stale_button
from handlers.screen import Screen
from handlers.texts import Texts

router = Router(name=__name__)
_OURS = re.compile(r"[!-~]{1,64}")
_HUGE = re.compile(r"(?:^|:)[+-]?[0-9_]{16,}(?::|$)")


class Forged(Filter):
    """A button that is none of ours, whatever it is about."""

    async def __call__(self, query: CallbackQuery) -> bool:
        """Whether no button of ours could say this."""
        said = query.data or ""
        return not _OURS.fullmatch(said) or bool(_HUGE.search(said))


@router.callback_query(Forged())
async def made_up(event: object, screen: Screen, t: Texts) -> None:
    """The same kind answer as to a button of a version before."""
    await stale_button(event, screen, t)

"""Buttons that we cannot have made: caught before anybody looks them up.

The data of a button comes back from outside. Ours are short and printable; anything else was made up, and some
databases refuse to even compare it. A number that no database takes is refused where it is read (`Number`,
ui/callbacks.py): here nobody knows which figures are a number and which are a word, like a digest.
"""

import re

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery

from handlers.ui.home import start_again
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts

router = Router(name=__name__)
_OURS = re.compile(r"[!-~]{1,64}")


class IsInvalidCallback(Filter):
    """A button that is none of ours, whatever it is about."""

    async def __call__(self, query: CallbackQuery) -> bool:
        """Return whether no button of ours could say this."""
        return not _OURS.fullmatch(query.data or "")


@router.callback_query(IsInvalidCallback())
async def reject(_event: object, screen: Screen, t: Texts) -> None:
    """The same kind answer as to a button of a version before."""
    await start_again(screen, t)

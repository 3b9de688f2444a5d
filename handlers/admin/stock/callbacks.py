"""The callbacks of the buttons below the dry run of an import."""

from aiogram.filters.callback_data import CallbackData

from handlers.ui.callbacks import Number
from services.stock.file import Aspect


class ShowReport(CallbackData, prefix="a-report"):
    """To the dry run of a draft."""

    draft: str


class ShowUnusual(CallbackData, prefix="a-odd"):
    """To a page of the unusual lines of a draft."""

    draft: str
    page: Number = 0


class ShowOptions(CallbackData, prefix="a-ways"):
    """To the ways in which a draft can be read."""

    draft: str
    what: Aspect


class ChooseOption(CallbackData, prefix="a-way"):
    """Read it this way."""

    draft: str
    what: Aspect
    value: str

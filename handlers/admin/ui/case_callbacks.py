"""The callbacks of admins' buttons about faulty goods."""

from aiogram.filters.callback_data import CallbackData

from handlers.ui.callbacks import Number


class ShowCases(CallbackData, prefix="a-cases"):
    """To a page of the cases that wait for a decision."""

    page: Number = 0


class ShowCase(CallbackData, prefix="a-case"):
    """To one case."""

    case: str


class ReplaceGoods(CallbackData, prefix="a-swap"):
    """Withdraw what was reported for good, and give a free one instead."""

    case: str


class AskRefusal(CallbackData, prefix="a-deny"):
    """Think about refusing: why?"""

    case: str


class RefuseCase(CallbackData, prefix="a-denied"):
    """Refuse for one of the known reasons."""

    case: str
    reason: str

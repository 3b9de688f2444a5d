"""Rows of buttons: pure functions from words and values to what Telegram shows."""

from collections.abc import Callable, Iterable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from handlers.ui.callbacks import Close, ShowShop
from handlers.ui.text.translations import Texts

Row = Sequence[InlineKeyboardButton]
COPY_LIMIT = 256
PRIMARY, SUCCESS, DANGER = "primary", "success", "danger"


def button(text: str, data: CallbackData, style: str | None = None) -> InlineKeyboardButton:
    """A button that says something to the bot. Styles: `primary`, `success`, `danger` (Bot API 9.4)."""
    return InlineKeyboardButton(text=text, callback_data=data.pack(), style=style)


def copy(text: str, value: str) -> InlineKeyboardButton:
    """A button that copies up to 256 characters."""
    return InlineKeyboardButton(text=text, copy_text=CopyTextButton(text=value))


def link(text: str, url: str) -> InlineKeyboardButton:
    """A button that opens an address."""
    return InlineKeyboardButton(text=text, url=url)


def pay(text: str) -> InlineKeyboardButton:
    """The pay button of an invoice."""
    return InlineKeyboardButton(text=text, pay=True)


def close_button(t: Texts) -> InlineKeyboardButton:
    """The button that takes the screen away."""
    return button(t.plain("button-close"), Close())


def shop_button(t: Texts) -> InlineKeyboardButton:
    """The button that leads to the categories."""
    return button(t.plain("button-shop"), ShowShop())


def keyboard(*rows: Row | None) -> InlineKeyboardMarkup:
    """A keyboard of the given rows; empty ones are left out."""
    return InlineKeyboardMarkup(inline_keyboard=[list(row) for row in rows if row])


def column(buttons: Iterable[InlineKeyboardButton]) -> list[Row]:
    """One button a row."""
    return [[button] for button in buttons]


def grid(buttons: Iterable[InlineKeyboardButton], width: int) -> list[Row]:
    """Rows of so many buttons; the last one may have fewer."""
    each = list(buttons)
    return [each[start : start + width] for start in range(0, len(each), width)]


def pager(to: Callable[[int], CallbackData], page: int, t: Texts, *, more: bool) -> Row:
    """The buttons to the pages before and after, where there are such; `to` gives the data of a page."""
    previous = [button(t.plain("button-previous"), to(page - 1))] if page else []
    return [*previous, *([button(t.plain("button-next"), to(page + 1))] if more else [])]

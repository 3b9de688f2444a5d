"""Buttons that many screens of an admin share."""

from aiogram.types import InlineKeyboardButton

from handlers.admin.ui.callbacks import ShowAdminMenu
from handlers.ui.keyboards import button
from handlers.ui.text.translations import Texts


def menu_button(t: Texts) -> InlineKeyboardButton:
    """The button that leads back to the menu."""
    return button(t.plain("button-admin-menu"), ShowAdminMenu())

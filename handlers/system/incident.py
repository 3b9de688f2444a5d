"""What a person reads when we have failed: that it is our fault, and a number that finds it again."""

from handlers.ui.callbacks import ShowShop
from handlers.ui.keyboards import board, key
from handlers.ui.message import Draft
from handlers.ui.text.translations import Texts


def draw_trouble(incident: str, t: Texts) -> Draft:
    """An update could not be handled; the incident number stands in the log and in the admins' notice."""
    return Draft(t("error-unexpected", incident=incident), board([key(t.plain("button-shop"), ShowShop())]))

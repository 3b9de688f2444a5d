"""The message after an incident: that it is our fault, and a number that finds it in the log."""

from handlers.ui.keyboards import keyboard, shop_button
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.translations import Texts


def render_incident(incident: str, t: Texts) -> OutgoingMessage:
    """An update could not be handled; the incident number stands in the log and in the admins' notice."""
    return OutgoingMessage(t("error-unexpected", incident=incident), keyboard([shop_button(t)]))

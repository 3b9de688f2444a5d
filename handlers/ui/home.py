"""The first screen of everybody who is known: where one can go from here."""

from handlers.ui.callbacks import ShowOrders, ShowShop, ShowSubscriptions, WriteSupport
from handlers.ui.keyboards import PRIMARY, button, keyboard
from handlers.ui.message import OutgoingMessage
from handlers.ui.screen import Screen
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.support.ticket import Topic


async def start_again(screen: Screen, t: Texts) -> None:
    """Answer a button that nobody knows, of a version before or made up: start again from home."""
    screen.toast(t.plain("error-button-stale"))
    await screen.send(render_home(t))


def render_home(t: Texts, above: Html | None = None) -> OutgoingMessage:
    """Render the home screen with its four buttons; `above` tells why it is shown instead of another page."""
    return OutgoingMessage(
        lines([above, Html(), t("home")]) if above else t("home"),
        keyboard(
            [button(t.plain("button-shop"), ShowShop(), PRIMARY)],
            [
                button(t.plain("button-orders"), ShowOrders()),
                button(t.plain("button-subscriptions"), ShowSubscriptions()),
            ],
            [button(t.plain("button-support"), WriteSupport(topic=Topic.SUPPORT))],
        ),
    )

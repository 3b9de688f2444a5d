"""The first screen of everybody who is known: where one can go from here."""

from handlers.ui.callbacks import ShowOrders, ShowShop, ShowSubscriptions, WriteSupport
from handlers.ui.keyboards import PRIMARY, board, key
from handlers.ui.message import Draft
from handlers.ui.text.html_text import Html, lines
from handlers.ui.text.translations import Texts
from services.domain.support.ticket import Topic


def draw_home(t: Texts, above: Html | None = None) -> Draft:
    """Welcome, and the four doors of the shop; `above` says why one is here and not elsewhere."""
    return Draft(
        lines([above, Html(), t("home")]) if above else t("home"),
        board(
            [key(t.plain("button-shop"), ShowShop(), PRIMARY)],
            [
                key(t.plain("button-orders"), ShowOrders()),
                key(t.plain("button-subscriptions"), ShowSubscriptions()),
            ],
            [key(t.plain("button-support"), WriteSupport(topic=Topic.SUPPORT))],
        ),
    )

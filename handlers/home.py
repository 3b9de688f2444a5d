"""The first screen of everybody who is known: where one can go from here."""

from handlers.buttons import ShowOrders, ShowShop, ShowSubscriptions, WriteSupport
from handlers.draft import Draft
from handlers.keyboards import PRIMARY, board, key
from handlers.texts import Texts
from services.domain.ticket import Topic


def draw_home(t: Texts) -> Draft:
    """Welcome, and the four doors of the shop."""
    return Draft(
        t("home"),
        board(
            [key(t.plain("button-shop"), ShowShop(), PRIMARY)],
            [
                key(t.plain("button-orders"), ShowOrders()),
                key(t.plain("button-subscriptions"), ShowSubscriptions()),
            ],
            [key(t.plain("button-support"), WriteSupport(topic=Topic.SUPPORT))],
        ),
    )

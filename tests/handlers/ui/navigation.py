"""The context of a page: who acts on which screen, and the pages of a shop."""

from handlers.pages import PageServices, make_pages
from handlers.ui.navigation.context import Context
from handlers.ui.navigation.pages import Pages
from handlers.ui.screen import Screen
from handlers.ui.text.translations import Texts
from services.domain.customers.customer import Customer
from services.domain.idempotency import ActKey
from tests.handlers.ui.builders import EN
from tests.handlers.ui.fake_screen import HOUSE
from tests.support.service_harness import ShopHarness


def context(customer: Customer, screen: Screen, t: Texts = EN, update_id: int = 1) -> Context:
    """Somebody who acts by an update of the bot 42."""
    return Context(customer, screen, t, ActKey(42, update_id))


def pages(shop: ShopHarness) -> Pages:
    """The pages of a shop."""
    return make_pages(
        PageServices(
            shop.catalog,
            shop.checkout,
            shop.consents,
            shop.orders,
            shop.back_in_stock,
            shop.incident_board,
            HOUSE,
        )
    )

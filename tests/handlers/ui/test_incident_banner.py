from dataclasses import replace

import pytest

from handlers.catalog.storefront import show_categories, show_shop
from handlers.subscriptions.my_subscriptions import show_subscriptions
from handlers.ui.callbacks import ChoosePaymentMethod, ShowCategories, ShowCategory, ShowProduct
from handlers.ui.incident_banner import SHOWN, with_banner
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.html_text import Html
from handlers.ui.text.translations import Texts
from services.domain.support.incident import Announcement, Incident, IncidentKind, IncidentState
from services.domain.values.language import LocalizedText
from tests.handlers.ui.builders import AFTERNOON, BOTH, EN, ID, said
from tests.handlers.ui.fake_screen import FakeScreen
from tests.handlers.ui.navigation import context, pages
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
TITLE = LocalizedText("Emby is <slow>", "Emby 缓慢")
SLOW = Incident(ID, "7KQ2-M9XF", IncidentKind.DEGRADED, IncidentState.OPEN, TITLE, AFTERNOON, None, frozenset({1}))
PAGE = OutgoingMessage(Html("page"))


@both
@pytest.mark.parametrize("kind", IncidentKind)
def test_a_banner_stands_above_a_page_and_leads_to_the_status(t: Texts, kind: IncidentKind) -> None:
    words = said(with_banner(PAGE, [replace(SLOW, kind=kind)], t)).splitlines()

    assert TITLE[t.language] in words[0]
    assert "/status" in words[0]
    assert words[1:] == ["", "page"]


def test_a_page_that_nothing_touches_stays_as_it_is() -> None:
    assert with_banner(PAGE, [], EN) is PAGE
    assert with_banner(PAGE, [SLOW], EN, 2) is PAGE


@both
def test_many_incidents_are_counted(t: Texts) -> None:
    words = said(with_banner(PAGE, [SLOW] * (SHOWN + 3), t))

    assert words.count(TITLE[t.language]) == SHOWN
    assert "3" in words
    assert said(with_banner(PAGE, [SLOW] * 3, t, 1)).count(TITLE[t.language]) == 1


async def shown(shop: ShopHarness, ann: CustomerDriver, renews: str) -> dict[str, str]:
    """Return what stands on each page that a customer may buy or renew from."""
    screen = FakeScreen()
    here, emby, music = context(ann.customer, screen), await shop.product("emby-month"), await shop.product("music")
    await show_shop(None, shop.catalog, shop.incident_board, pages(shop), here)
    await show_categories(None, ShowCategories(page=0), shop.catalog, shop.incident_board, here)
    await pages(shop).category(ShowCategory(slug="all"), here)
    await pages(shop).category(ShowCategory(slug="gone"), here)
    await pages(shop).product(ShowProduct(product=emby.id), here)
    await pages(shop).product(ShowProduct(product=music.id), here)
    await show_subscriptions(None, shop.renewals, shop.incident_board, shop.clock, here)
    await pages(shop).confirm(ChoosePaymentMethod(product=emby.id, quantity=1, method="stars", renews=renews), here)
    names = ("shop", "categories", "category", "gone", "emby", "music", "subscriptions", "renewal")
    return dict(zip(names, map(said, screen.shown), strict=True))


async def test_an_incident_stands_where_it_matters_until_it_is_over(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A", "B")
    order = await ann.buys("emby-month")
    await shop.arrives(order)
    [running] = await shop.renewals.of(ann.customer)
    touched = frozenset({running.product_id})
    told = await shop.incidents.announce(Announcement(IncidentKind.OUTAGE, TITLE, TITLE, touched), ADMIN, "key")

    during = await shown(shop, ann, running.id)
    await shop.incidents.close(told.id, ADMIN, "over")
    after = await shown(shop, ann, running.id)

    assert {name for name, words in during.items() if TITLE.en not in words} == {"music"}
    assert {name for name, words in after.items() if TITLE.en in words} == set()


async def test_an_incident_of_other_products_is_not_told_with_subscriptions(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A")
    await shop.arrives(await ann.buys("emby-month"))
    music = frozenset({(await shop.product("music")).id})
    await shop.incidents.announce(Announcement(IncidentKind.OUTAGE, TITLE, TITLE, music), ADMIN, "key")
    screen = FakeScreen()

    await show_subscriptions(None, shop.renewals, shop.incident_board, shop.clock, context(ann.customer, screen))

    assert TITLE.en not in said(screen.shown[-1])

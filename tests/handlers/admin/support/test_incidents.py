import pytest

from handlers.admin.support.incidents import announce as draft_handlers
from handlers.admin.support.incidents import callbacks as c
from handlers.admin.support.incidents import incidents as handlers
from handlers.admin.support.incidents.draft import Draft
from handlers.admin.support.incidents.draft_views import PAGE, render_products, render_request
from handlers.admin.support.incidents.incident_views import render_incident, render_incidents
from handlers.admin.ui.callbacks import ListIncidents
from handlers.admin.ui.states import IncidentStates
from handlers.ui.text.translations import Texts
from services.domain.errors import AlreadyDecided
from services.domain.support.incident import (
    TEXT_LIMIT,
    TITLE_LIMIT,
    Incident,
    IncidentKind,
    IncidentState,
    IncidentUpdate,
)
from services.domain.values.language import Language, LocalizedText
from services.support.incidents import UPDATES, IncidentView
from tests.handlers.admin.admin_fixture import AdminFixture
from tests.handlers.ui.builders import AFTERNOON, BOTH, DAY, EN, ID, data, fits, labels, said
from tests.support.service_harness import PRODUCTS, ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
ENGLISH, CHINESE = "Emby is <slow>\nWe are on it.", "Emby 缓慢\n正在处理。"
LONG = LocalizedText("w" * TEXT_LIMIT, "文" * TEXT_LIMIT)
TITLE = LocalizedText("w" * TITLE_LIMIT, "文" * TITLE_LIMIT)


@pytest.fixture
def admin() -> AdminFixture:
    return AdminFixture()


async def starts(shop: ShopHarness, admin: AdminFixture, kind: IncidentKind = IncidentKind.OUTAGE) -> None:
    await draft_handlers.choose_kind(None, c.ChooseIncidentKind(kind=kind), shop.incidents, admin.state, admin.context)


async def goes_on(admin: AdminFixture, *, everything: bool) -> None:
    await draft_handlers.write(None, c.WriteIncident(everything=everything), admin.state, admin.screen, EN)


async def writes(admin: AdminFixture, *texts: str) -> None:
    for text in texts:
        await draft_handlers.take_words(admin.writes(text), admin.state, admin.screen, EN)


async def publishes(shop: ShopHarness, admin: AdminFixture, draft: str) -> None:
    await draft_handlers.publish(None, c.PublishIncident(draft=draft), shop.incidents, admin.state, admin.context)


def offered(admin: AdminFixture) -> str:
    """Return the draft that the screen offers to publish."""
    return next(one.partition(":")[2] for one in data(admin.screen.shown[-1]) if one.startswith("a-ipub:"))


async def test_an_incident_is_chosen_written_in_both_languages_looked_at_and_announced(
    shop: ShopHarness, admin: AdminFixture
) -> None:
    product = await shop.product("emby-month")
    await starts(shop, admin)
    await draft_handlers.toggle(None, c.ToggleTouched(product=product.id), shop.incidents, admin.state, admin.context)
    await goes_on(admin, everything=False)
    await writes(admin, ENGLISH, CHINESE)
    preview = said(admin.screen.shown[-1])
    assert await shop.incident_board.open() == []

    await publishes(shop, admin, offered(admin))

    assert all(words in preview for words in ("Emby is <slow>", "We are on it.", "Emby 缓慢", "正在处理。"))
    [told] = await shop.incident_board.open()
    assert (told.kind, told.products) == (IncidentKind.OUTAGE, {product.id})
    assert told.title == LocalizedText("Emby is <slow>", "Emby 缓慢")
    assert (await shop.incidents.view(told.id)).updates[0].text == LocalizedText("We are on it.", "正在处理。")
    assert await admin.state.get_state() is None
    assert told.number in said(admin.screen.shown[-1])


async def test_a_second_press_publishes_nothing_more(shop: ShopHarness, admin: AdminFixture) -> None:
    await starts(shop, admin)
    await goes_on(admin, everything=True)
    await writes(admin, ENGLISH, CHINESE)
    draft = offered(admin)

    for _ in range(2):
        await publishes(shop, admin, draft)

    [told] = await shop.incident_board.open()
    assert told.number in said(admin.screen.shown[-1])


async def test_a_draft_that_is_gone_is_not_published(shop: ShopHarness, admin: AdminFixture) -> None:
    await starts(shop, admin)
    await goes_on(admin, everything=True)
    await writes(admin, ENGLISH, CHINESE)
    draft = offered(admin)
    await handlers.list_incidents(None, ListIncidents(), shop.incidents, admin.state, admin.context)

    await publishes(shop, admin, draft)

    assert admin.screen.toasts == [EN.plain("incident-outdated")]
    assert await shop.incident_board.open() == []


async def test_a_draft_without_its_second_language_is_not_published(shop: ShopHarness, admin: AdminFixture) -> None:
    await starts(shop, admin)
    await goes_on(admin, everything=True)
    await writes(admin, ENGLISH)
    draft = Draft.read(await admin.state.get_data())
    assert draft is not None

    await publishes(shop, admin, draft.id)

    assert await shop.incident_board.open() == []


@pytest.mark.parametrize(
    ("english", "chinese", "fault"),
    [
        ("w" * (TITLE_LIMIT + 1), None, "incident-title-long"),
        ("Title\n" + "w" * (TEXT_LIMIT + 1), None, "incident-text-long"),
        ("\u200b \n", None, "incident-words-none"),
        ("", None, "incident-words-none"),
        (ENGLISH, "只有标题", "incident-words-uneven"),
        ("Only a title", CHINESE, "incident-words-uneven"),
    ],
)
async def test_words_that_do_not_do_are_asked_for_again(
    shop: ShopHarness, admin: AdminFixture, english: str, chinese: str | None, fault: str
) -> None:
    await starts(shop, admin)
    await goes_on(admin, everything=True)
    await writes(admin, english, *([chinese] if chinese else []))

    assert EN.plain(fault) in said(admin.screen.shown[-1])
    wanted = IncidentStates.chinese if chinese else IncidentStates.english
    assert await admin.state.get_state() == wanted.state


async def test_a_photo_is_no_text(shop: ShopHarness, admin: AdminFixture) -> None:
    await starts(shop, admin)
    await goes_on(admin, everything=True)

    await draft_handlers.take_words(admin.photographs(), admin.state, admin.screen, EN)

    assert EN.plain("incident-words-none") in said(admin.screen.shown[-1])


async def test_an_update_is_all_text(shop: ShopHarness, admin: AdminFixture) -> None:
    told = await announced(shop)
    await draft_handlers.update(None, c.UpdateIncident(incident=told.id), shop.incidents, admin.state, admin.context)
    await writes(admin, "Soon.\nReally.", "很快。")
    draft = offered(admin)

    for _ in range(2):
        await publishes(shop, admin, draft)

    [update] = (await shop.incidents.view(told.id)).updates
    assert update.text == LocalizedText("Soon.\nReally.", "很快。")


async def test_it_is_over_after_a_second_yes(shop: ShopHarness, admin: AdminFixture) -> None:
    told = await announced(shop)
    await handlers.ask_close(None, c.AskCloseIncident(incident=told.id), shop.incidents, admin.screen, EN)
    assert data(admin.screen.shown[-1])[0] == f"a-iend:{told.id}"

    await handlers.close(None, c.CloseIncident(incident=told.id), shop.incidents, admin.context)

    assert await shop.incident_board.open() == []
    for act in (
        handlers.ask_close(None, c.AskCloseIncident(incident=told.id), shop.incidents, admin.screen, EN),
        draft_handlers.update(None, c.UpdateIncident(incident=told.id), shop.incidents, admin.state, admin.context),
        handlers.close(None, c.CloseIncident(incident=told.id), shop.incidents, admin.context),
    ):
        with pytest.raises(AlreadyDecided):
            await act


@pytest.mark.parametrize(
    "press", [c.ToggleTouched(product=1), c.ShowTouchedProducts(page=0), c.WriteIncident(everything=True)]
)
async def test_a_button_of_a_draft_that_is_gone_starts_again(
    shop: ShopHarness, admin: AdminFixture, press: object
) -> None:
    match press:
        case c.ToggleTouched():
            await draft_handlers.toggle(None, press, shop.incidents, admin.state, admin.context)
        case c.ShowTouchedProducts():
            await draft_handlers.show_products(None, press, shop.incidents, admin.state, admin.context)
        case c.WriteIncident():
            await draft_handlers.write(None, press, admin.state, admin.screen, EN)

    assert data(admin.screen.shown[-1])[:3] == [f"a-ikind:{kind}" for kind in IncidentKind]


@both
def test_products_are_chosen_page_by_page(t: Texts) -> None:
    products = list(PRODUCTS * 2)
    draft = Draft(products=(0,))

    first, second = (render_products(draft, products, page, t) for page in (0, 1))

    assert fits(first)
    assert sum("✅" in label for label in labels(first)) == PAGE  # the products of the test have no ids yet
    assert "a-iprod:1" in data(first)
    assert "a-iprod:0" in data(second)
    assert "a-iwrite:0" in data(first)
    assert "a-iwrite:0" not in data(render_products(Draft(), products, 0, t))


@both
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("incident", ["", ID])
def test_every_request_fits(t: Texts, language: Language, incident: str) -> None:
    assert fits(render_request(Draft(incident=incident), language, t))


@both
@pytest.mark.parametrize("kind", IncidentKind)
@pytest.mark.parametrize("state", IncidentState)
def test_the_longest_incident_fits_and_leads_on(t: Texts, kind: IncidentKind, state: IncidentState) -> None:
    closed_at = None if state is IncidentState.OPEN else AFTERNOON + DAY
    incident = Incident(ID, "7KQ2-M9XF", kind, state, TITLE, AFTERNOON, closed_at, frozenset(range(20)))
    updates = [IncidentUpdate(AFTERNOON, LONG)] * UPDATES
    titles = [LocalizedText("w" * 32, "文" * 32)] * 10

    outgoing = render_incident(IncidentView(incident, updates, titles, 1, more=True), t)
    listed = render_incidents([incident] * 8, 1, t, more=True)

    assert fits(outgoing)
    assert fits(listed)
    assert (f"a-iupd:{ID}" in data(outgoing)) == (state is IncidentState.OPEN)


async def announced(shop: ShopHarness) -> Incident:
    draft = Draft(words={Language.EN: ("Slow", ""), Language.ZH: ("缓慢", "")})
    return await shop.incidents.announce(draft.announcement, 1, "key")

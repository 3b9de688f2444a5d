import re
from pathlib import Path

import pytest
from aiogram.types import CallbackQuery, Chat, Message, User

from handlers.customers import acceptance
from handlers.legal import consent, terms_page
from handlers.ui.callbacks import AcceptTerms, DeclineTerms, ReadTerms
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.return_to import (
    FIRST_START,
    destination,
    sanitize,
    to_order,
    to_payment_method,
    to_product,
    to_renewal,
)
from handlers.ui.text.translations import Texts
from services.domain.legal.consent import Consent, Document, DocumentKind, Evidence
from services.domain.values.ids import new_id
from services.domain.values.language import Language
from services.legal.consents import ConsentRegistry
from tests.handlers.ui.builders import AFTERNOON, BOTH, EN, ZH, Reader, data, fits, labels, said
from tests.handlers.ui.fake_screen import FakeScreen
from tests.handlers.ui.navigation import context, pages
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ShopHarness

TERMS, PRIVACY = DocumentKind.TERMS, DocumentKind.PRIVACY
FOLDER = Path(__file__).resolve().parents[3] / "data" / "terms"
DOCUMENTS = [(kind, t) for kind in DocumentKind for t in BOTH]
LONGEST = to_renewal("A" * 22)
TAGS = {"b", "i", "u", "a", "a href", "blockquote"}
both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
each_document = pytest.mark.parametrize(("kind", "t"), DOCUMENTS, ids=[f"{kind}-{t.language}" for kind, t in DOCUMENTS])


def document(kind: DocumentKind, language: Language, version: int = 1) -> Document:
    body = (FOLDER / f"{kind}.{language}.html").read_text(encoding="utf-8")
    return Document(kind, version, language, "0" * 64, body, AFTERNOON)


def given(version: int) -> Consent:
    evidence = Evidence("inline_button", 1, 1)
    return Consent(1, "somebody", TERMS, version, Language.EN, "0" * 64, AFTERNOON, evidence, "", "")


def leaves(kind: DocumentKind, t: Texts, return_to: str = "") -> list[OutgoingMessage]:
    """All pages, as one reads them by pressing Next."""
    found = [terms_page.render_document(document(kind, t.language), 0, t, return_to)]
    while t.plain("button-next") in labels(found[-1]):
        found.append(terms_page.render_document(document(kind, t.language), len(found), t, return_to))
    return found


def ink(text: str) -> str:
    return re.sub(r"\s+", "", text)


@each_document
def test_a_document_is_shown_in_full(kind: DocumentKind, t: Texts) -> None:
    drafts = leaves(kind, t)

    number = {page: t.plain("document-page", page=page, pages=len(drafts)) for page in range(1, len(drafts) + 1)}
    shown = [said(draft).removesuffix(number[page]) for page, draft in enumerate(drafts, 1)]
    assert ink("".join(shown)) == ink(Reader(document(kind, t.language).body).text)


@each_document
def test_every_page_fits(kind: DocumentKind, t: Texts) -> None:
    above = t("terms-remark-changed")

    assert all(map(fits, leaves(kind, t, LONGEST)))
    assert fits(terms_page.render_document(document(kind, t.language, 9_999), 0, t, LONGEST, above))


@each_document
def test_a_document_has_only_the_tags_that_pages_can_carry(kind: DocumentKind, t: Texts) -> None:
    for paragraph in document(kind, t.language).body.split("\n\n"):
        assert Reader(paragraph).inside.keys() <= TAGS


@both
def test_yes_and_no_are_asked_on_the_last_page_only(t: Texts) -> None:
    *before, last = leaves(TERMS, t)

    assert bool(before) is (t is EN), "the English terms are two pages, the Chinese ones fit on one"
    assert all(t.plain("button-accept") not in labels(draft) for draft in before)
    assert labels(last)[:2] == [t.plain("button-accept"), t.plain("button-decline")]


@both
def test_the_privacy_policy_is_not_accepted(t: Texts) -> None:
    assert all(t.plain("button-accept") not in labels(draft) for draft in leaves(PRIVACY, t))


@both
def test_the_consent_is_to_the_language_that_was_read(t: Texts) -> None:
    last = leaves(TERMS, t)[-1]

    assert AcceptTerms.unpack(data(last)[0]) == AcceptTerms(version=1, language=t.language)


@each_document
def test_every_page_leads_to_the_other_language(kind: DocumentKind, t: Texts) -> None:
    for draft in leaves(kind, t):
        switch = ReadTerms(kind=kind, version=1, language=t.language.other)
        assert switch.pack() in data(draft)


@both
def test_no_page_is_a_dead_end(t: Texts) -> None:
    ways = {"": "shop", FIRST_START: "shop", "p7": "p:7:1", "w7x2-stars": "p:7:2", "A" * 22: f"o:{'A' * 22}"}
    for return_to, way in ways.items():
        *before, last = leaves(TERMS, t, return_to)
        assert all(way in data(draft) for draft in before)
        assert DeclineTerms(version=1, return_to=return_to).pack() in data(last)


@pytest.mark.parametrize("page", [-5, 99])
def test_a_page_that_does_not_exist_is_the_nearest(page: int) -> None:
    drafts = leaves(TERMS, EN)

    assert terms_page.render_document(document(TERMS, Language.EN), page, EN) == drafts[0 if page < 0 else -1]


@both
def test_who_has_accepted_is_told_when_and_not_asked_again(t: Texts) -> None:
    now = document(TERMS, t.language)

    above = terms_page.header_note(now, given(1), t)
    draft = terms_page.render_document(now, 9, t, asks=terms_page.needs_acceptance(now, given(1)))

    assert t.date(AFTERNOON) in str(above)
    assert t.plain("button-accept") not in labels(draft)
    assert t.plain("button-shop") in labels(draft)


@both
def test_who_has_accepted_an_older_version_is_told_why_he_is_asked(t: Texts) -> None:
    now = document(TERMS, t.language, version=2)

    assert terms_page.needs_acceptance(now, given(1))
    assert terms_page.header_note(now, given(1), t) == t("terms-remark-changed")


@both
def test_no_leads_back_to_the_product_and_not_to_the_terms_again(t: Texts) -> None:
    draft = consent.render_declined("w7x2-stars", t)

    assert data(draft)[0] == "p:7:2"
    assert ReadTerms(kind=TERMS, version=0, language=t.language, return_to="w7x2-stars").pack() in data(draft)


@both
def test_no_is_fine_and_can_be_taken_back(t: Texts) -> None:
    draft = consent.render_declined("p7", t)

    assert fits(draft)
    assert "/terms" in said(draft)
    assert "p:7:1" in data(draft)
    assert ReadTerms(kind=TERMS, version=0, language=t.language, return_to="p7").pack() in data(draft)


@both
def test_after_yes_one_goes_on(t: Texts) -> None:
    draft = terms_page.render_accepted(LONGEST, t)

    assert fits(draft)
    assert data(draft) == [f"rn:{'A' * 22}"]


def test_an_onward_leads_where_it_says() -> None:
    order, subscription = new_id(), new_id()

    ways = (
        to_product(7),
        to_product(7, 3),
        to_payment_method(7, 3, "manual"),
        to_order(order),
        to_renewal(subscription),
    )

    goals = [goal.pack() for way in ways if (goal := destination(way))]
    assert goals == ["p:7:1", "p:7:3", "w:7:3:manual:", f"o:{order}", f"rn:{subscription}"]


@pytest.mark.parametrize(
    "forged",
    [
        "p",
        "p-1",
        "px",
        "p" + "9" * 30,
        "start2",
        "A" * 21,
        "A" * 24,
        "p٣",
        "p7x",
        "w7x1",
        "w7-stars",
        "w7x1-",
        "x" * 60,
    ],
)
def test_a_forged_onward_leads_nowhere(forged: str) -> None:
    assert sanitize(forged) == ""
    assert fits(terms_page.render_document(document(TERMS, Language.EN), 9, EN, forged))


# What the buttons do, with the services behind them.


def pressed() -> CallbackQuery:
    user, chat = User(id=1001, is_bot=False, first_name="Ann"), Chat(id=1001, type="private")
    message = Message(message_id=77, date=0, chat=chat)  # type: ignore[arg-type]
    return CallbackQuery(id="1", from_user=user, chat_instance="1", message=message)


@pytest.fixture
async def newcomer(shop: ShopHarness) -> CustomerDriver:
    return await arrives(shop, 1001, "Ann", Language.EN)


async def press(shop: ShopHarness, driver: CustomerDriver, button: AcceptTerms, update_id: int = 500) -> FakeScreen:
    screen = FakeScreen()
    acting = context(driver.customer, screen, update_id=update_id)
    await acceptance.accept(pressed(), button, shop.consents, pages(shop), acting)
    return screen


async def test_accepting_leaves_evidence(shop: ShopHarness, newcomer: CustomerDriver) -> None:
    screen = await press(shop, newcomer, AcceptTerms(version=1, language=Language.ZH), update_id=501)

    found = await shop.consents.latest_consent(newcomer.customer)
    assert found is not None
    assert (found.version, found.language) == (1, Language.ZH)
    assert found.evidence == Evidence("inline_button", 77, 501)
    assert screen.toasts == [EN.plain("terms-accepted")]


async def test_accepting_twice_is_harmless(shop: ShopHarness, newcomer: CustomerDriver) -> None:
    await press(shop, newcomer, AcceptTerms(version=1, language=Language.EN))
    screen = await press(shop, newcomer, AcceptTerms(version=1, language=Language.EN), update_id=501)

    assert await shop.consents.verify() == 1
    assert said(screen.shown[-1]) == said(OutgoingMessage(EN("home")))


async def test_after_accepting_the_product_is_shown(shop: ShopHarness, newcomer: CustomerDriver) -> None:
    goods = await shop.product("windows")

    screen = await press(shop, newcomer, AcceptTerms(version=1, language=Language.EN, return_to=to_product(goods.id)))

    assert "windows" in said(screen.shown[-1])


async def test_after_accepting_it_goes_on_with_the_chosen_way_to_pay(
    shop: ShopHarness, newcomer: CustomerDriver
) -> None:
    goods = await shop.product("windows")

    return_to = to_payment_method(goods.id, 2, "stars")
    screen = await press(shop, newcomer, AcceptTerms(version=1, language=Language.EN, return_to=return_to))

    assert any(one.startswith(f"b:{goods.id}:2:stars:") for one in data(screen.shown[-1]))


async def test_after_accepting_a_renewal_goes_on(shop: ShopHarness, newcomer: CustomerDriver) -> None:
    screen = await press(shop, newcomer, AcceptTerms(version=1, language=Language.EN, return_to=LONGEST))

    assert data(screen.shown[-1]) == [f"rn:{'A' * 22}"]


async def test_an_old_text_is_not_accepted_but_replaced(shop: ShopHarness, newcomer: CustomerDriver) -> None:
    await publish(shop.consents, "<b>Newer</b>")

    screen = await press(shop, newcomer, AcceptTerms(version=1, language=Language.ZH, return_to="p7"))

    assert await shop.consents.latest_consent(newcomer.customer) is None
    assert ZH.plain("terms-remark-newer") in said(screen.shown[-1])
    assert "Newer" in said(screen.shown[-1])
    assert AcceptTerms(version=2, language=Language.ZH, return_to="p7").pack() in data(screen.shown[-1])


async def test_an_old_page_gives_way_to_the_text_in_force(shop: ShopHarness, newcomer: CustomerDriver) -> None:
    await publish(shop.consents, "<b>Newer</b>")
    screen = FakeScreen()

    old = ReadTerms(kind=TERMS, version=1, language=Language.EN, page=1)
    await consent.turn_page(None, old, shop.consents, context(newcomer.customer, screen))

    assert EN.plain("terms-remark-newer") in said(screen.shown[-1])


async def test_a_changed_text_is_asked_for_with_a_word_why(shop: ShopHarness, ann: CustomerDriver) -> None:
    await publish(shop.consents, "<b>Newer</b>")
    screen = FakeScreen()

    await pages(shop).terms("p7", context(ann.customer, screen))

    assert EN.plain("terms-remark-changed") in said(screen.shown[-1])


async def test_no_goes_to_the_shop(newcomer: CustomerDriver) -> None:
    screen = FakeScreen()

    await consent.decline(None, DeclineTerms(version=1), screen, EN)

    assert "shop" in data(screen.shown[-1])
    assert newcomer.customer.language is Language.EN


async def test_the_documents_can_always_be_read(shop: ShopHarness, ann: CustomerDriver) -> None:
    screen = FakeScreen()
    await shop.consents.publish(PRIVACY, {(PRIVACY, language): "<b>Privacy</b>" for language in Language})

    await consent.terms(None, pages(shop), context(ann.customer, screen))
    await consent.privacy(None, shop.consents, screen, ZH)

    assert EN.date(AFTERNOON) in said(screen.shown[0])
    assert said(screen.shown[1]) == "Privacy"


async def publish(consents: ConsentRegistry, body: str) -> None:
    await consents.publish(TERMS, {(TERMS, language): body for language in Language})


def test_a_published_text_that_telegram_cannot_read_is_shown_as_plain_text_and_can_be_accepted() -> None:
    body = "<p>Terms & <b>more</b>"
    broken = Document(TERMS, 1, Language.EN, "0" * 64, body, AFTERNOON)

    draft = terms_page.render_document(broken, 0, EN)

    assert body in said(draft)
    assert EN.plain("button-accept") in labels(draft)

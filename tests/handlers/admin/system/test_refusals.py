"""The refusals of what an admin asks: the reason, and the way to the order."""

from datetime import UTC, datetime

import pytest
from aiogram.types import CallbackQuery, ErrorEvent, Message, Update, User

from handlers.admin.orders import order_views
from handlers.admin.ui.callbacks import ApplyCatalog, CheckRefund, ResendOrder
from handlers.system import errors
from handlers.ui.callbacks import ChoosePaymentMethod
from handlers.ui.navigation.return_to import to_payment_method, to_purchase
from handlers.ui.text.translations import Texts
from services.domain.errors import ConsentMissing, NoChange, NotRefundable, PriceChanged, ShopError
from services.domain.orders.order import OrderState
from services.domain.orders.purchase_request import PurchaseRequest
from services.domain.values.language import Language
from tests.handlers.admin.admin_fixture import OLIVIA, PRIVATE, AdminFixture
from tests.handlers.ui.builders import BOTH, EN, ID, ORDER, data, fits, order, said
from tests.handlers.ui.fake_screen import FakeScreen
from tests.handlers.ui.navigation import context, pages
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
USER = User(id=OLIVIA.id, is_bot=False, first_name="Olivia")


def heard(text: str) -> Update:
    message = Message(message_id=1, date=datetime(2026, 11, 23, tzinfo=UTC), chat=PRIVATE, text=text)
    return Update(update_id=1, message=message)


def pressed(button: str) -> Update:
    return Update(update_id=1, callback_query=CallbackQuery(id="1", from_user=USER, chat_instance="1", data=button))


async def refused(shop: ShopHarness, admin: AdminFixture, update: Update, refusal: ShopError) -> None:
    event = ErrorEvent(update=update, exception=refusal)
    await errors.refused_to_admin(event, admin.state, shop.orders, admin.screen, EN)


@both
@pytest.mark.parametrize("refusal", [NoChange(), NotRefundable()], ids=str)
@pytest.mark.parametrize("state", OrderState)
def test_every_reason_has_words_for_a_message_and_for_a_window(t: Texts, state: OrderState, refusal: ShopError) -> None:
    outgoing, window = order_views.render_refusal(refusal, order(state=state), t)

    assert fits(outgoing)
    assert data(outgoing) == [f"a-order:{ORDER.number}", "a-desk"]
    assert ORDER.number in window
    assert len(window) <= 200


@pytest.mark.parametrize("command", ["/resend", "/refund"])
async def test_an_order_that_was_not_paid_is_named_as_such(
    shop: ShopHarness, ann: CustomerDriver, command: str
) -> None:
    await shop.stocks("windows", "A")
    admin, one = AdminFixture(), await ann.opens("windows")

    await refused(shop, admin, heard(f"{command} {one.number.lower()} because"), NotRefundable())

    [outgoing] = admin.screen.sent
    assert outgoing.text == EN("admin-refused-unpaid", number=one.number)
    assert data(outgoing) == [f"a-order:{one.number}", "a-desk"]


async def test_a_refunded_order_is_not_sent_again_and_that_is_said(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    admin, one = AdminFixture(), await ann.buys("windows")
    await shop.refunds.request(one.number, "fault", OLIVIA.id)
    with pytest.raises(NoChange) as found:
        await shop.orders.resend(one.number, OLIVIA.id)

    await refused(shop, admin, pressed(ResendOrder(number=one.number).pack()), found.value)

    assert admin.screen.toasts == [EN.plain("admin-refused-refunded", number=one.number)]


async def test_a_reason_in_own_words_is_about_the_order_of_the_conversation(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    admin, one = AdminFixture(), await ann.buys("windows")
    await admin.state.set_data({"number": one.number})

    await refused(shop, admin, heard("it did not work"), NotRefundable())

    assert admin.screen.sent[-1].text == EN("admin-refused-asked", number=one.number)


async def test_what_is_about_no_order_leads_to_the_menu(shop: ShopHarness) -> None:
    admin = AdminFixture()

    await refused(shop, admin, heard("/publish_terms"), NoChange())
    await refused(shop, admin, pressed(ApplyCatalog(digest="f").pack()), NoChange())

    assert data(admin.screen.sent[-1]) == ["a-desk"]
    assert admin.screen.toasts == [EN.plain("error-nothing-to-do")]


@pytest.mark.parametrize(
    ("update", "number"),
    [
        (heard("/resend 7K2M-94QD"), "7K2M-94QD"),
        (heard("/refund@shop_bot 7K2M-94QD broken"), "7K2M-94QD"),
        (heard("/refund"), None),
        (pressed(CheckRefund(number="7K2M-94QD").pack()), "7K2M-94QD"),
        (pressed("shop"), None),
    ],
)
def test_the_order_is_named_where_the_admin_has_named_it(update: Update, number: str | None) -> None:
    assert order_views.number_named(update, {}) == number


RENEWAL = "B" * len(ID)


@pytest.mark.parametrize(
    ("goal", "return_to"),
    [
        (ChoosePaymentMethod(product=7, quantity=3, method="stars"), "w7x3-stars"),
        (ChoosePaymentMethod(product=7, quantity=3, method="stars", renews=RENEWAL), f"r{RENEWAL}"),
    ],
)
async def test_terms_in_between_keep_the_way_to_pay(
    shop: ShopHarness, goal: ChoosePaymentMethod, return_to: str
) -> None:
    ann, screen = await arrives(shop, 1001, "Ann", Language.EN), FakeScreen()
    with pytest.raises(ConsentMissing) as refusal:
        await pages(shop).confirm(goal, context(ann.customer, screen))

    event = ErrorEvent(update=pressed(goal.pack()), exception=refusal.value)
    await errors.consent_missing(event, pages(shop), context(ann.customer, screen))

    assert [one.rpartition(":")[2] for one in data(screen.shown[-1]) if one.startswith("ta:")] == [return_to]
    assert EN.plain("terms-remark-first") in said(screen.shown[-1])


async def test_terms_in_between_keep_the_order_that_was_confirmed(shop: ShopHarness) -> None:
    await shop.stocks("windows", "A")
    product = await shop.product("windows")
    bob = await arrives(shop, 1009, "Bob", Language.EN)
    wanted = PurchaseRequest(product.id, 1, "stars", 80, "intent")
    with pytest.raises(ConsentMissing) as refusal:
        await shop.checkout.open(bob.customer, wanted)

    assert to_purchase(refusal.value) == to_payment_method(product.id, 1, "stars")
    assert to_purchase(ConsentMissing()) == ""


async def test_a_price_that_has_changed_is_shown_for_what_was_chosen(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B")
    product, screen = await shop.product("windows"), FakeScreen()
    with pytest.raises(PriceChanged) as refusal:
        await shop.checkout.open(ann.customer, PurchaseRequest(product.id, 2, "stars", 1, "intent"))

    event = ErrorEvent(update=pressed("b"), exception=refusal.value)
    await errors.price_changed(event, pages(shop), context(ann.customer, screen))

    assert any(one.startswith(f"b:{product.id}:2:stars:160:") for one in data(screen.shown[-1]))
    assert screen.toasts == [EN.plain(PriceChanged.key)]

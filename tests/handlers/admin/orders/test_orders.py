"""One order before an admin: everything but the goods, and money that is given back only after two questions."""

import ast
from dataclasses import replace

import pytest
from aiogram.filters import CommandObject

from handlers.admin.orders import order_views, orders
from handlers.admin.ui.callbacks import (
    AskRefund,
    CheckRefund,
    ConfirmRefund,
    GiveRefundReason,
    ResendOrder,
    ShowOrderDetails,
)
from handlers.ui.text.translations import Texts
from services.domain.catalog.product import Kind
from services.domain.delivery.delivery import Delivery, DeliveryState
from services.domain.orders.order import OrderEvent, OrderState
from services.domain.payments.payment import PaymentState, Refund, RefundState
from services.domain.payments.receipt import Receipt
from services.orders.order_history import OrderDetails
from tests.architecture.places import SERVICES
from tests.architecture.source import modules
from tests.handlers.admin.admin_fixture import OLIVIA, AdminFixture
from tests.handlers.admin.payments.test_receipts import PAYMENT
from tests.handlers.ui.builders import AFTERNOON, BOTH, EN, ORDER, data, fits, said
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
CODE = "WXYZ-1234-5678-LAST"
DELIVERY = Delivery(1, ORDER.id, 1, 1001, DeliveryState.SENT, 1, 0, is_resend=False)
FILE = OrderDetails(
    order=replace(ORDER, state=OrderState.DELIVERED),
    customer=replace(OLIVIA, id=1001, name="<i>Ann</i>"),
    payments=[PAYMENT],
    deliveries=[DELIVERY],
    events=[OrderEvent(AFTERNOON, "opened", 1001, None)],
    tails=["····LAST"],
)


def event_kinds() -> set[str]:
    """Every kind of event that a service writes into a history, read from the source."""
    calls = (call for module in modules(SERVICES) for call in module.calls)
    kinds = (call.args[2] for call in calls if ast.unparse(call.func) == "tx.orders.add_event")
    words = (word for kind in kinds for word in ast.walk(kind))
    return {str(word.value) for word in words if isinstance(word, ast.Constant)}


@both
def test_every_event_has_words(t: Texts) -> None:
    kinds = event_kinds()

    assert len(kinds) > 12
    assert {kind for kind in kinds if f"admin-event-{kind}" not in t} == set()


@both
def test_every_state_has_words(t: Texts) -> None:
    for state in OrderState:
        assert fits(
            order_views.render_order_details(replace(FILE, order=replace(ORDER, state=state)), t, refundable=True)
        )
    for paid in PaymentState:
        assert fits(
            order_views.render_order_details(replace(FILE, payments=[replace(PAYMENT, state=paid)]), t, refundable=True)
        )
    for sent in DeliveryState:
        delivered = replace(FILE, deliveries=[replace(DELIVERY, state=sent)])
        assert fits(order_views.render_order_details(delivered, t, refundable=False))


@both
def test_the_longest_history_fits(t: Texts) -> None:
    events = [OrderEvent(AFTERNOON, "refund-asked", 9001, "<&>" * 80) for _ in range(200)]
    long = replace(FILE, events=events, tails=["····LAST"] * 50, payments=[PAYMENT] * 6)

    draft = order_views.render_order_details(long, t, refundable=True)

    assert fits(draft)
    assert t("admin-order-earlier", count=175) in draft.text


@both
def test_only_what_makes_sense_is_offered(t: Texts) -> None:
    refunded = replace(FILE, order=replace(ORDER, state=OrderState.REFUNDED), payments=[])

    assert [one.split(":")[0] for one in data(order_views.render_order_details(refunded, t, refundable=False))] == [
        "a-desk"
    ]


async def test_an_admin_sees_the_last_characters_and_never_the_code(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    admin, order = AdminFixture(), await ann.buys("windows")

    command = CommandObject(command="order", args=order.number.lower())
    await orders.order(admin.writes(), command, shop.orders, shop.refunds, admin.screen, EN)

    shown = said(admin.screen.shown[-1])
    assert "····LAST" in shown
    assert CODE not in shown


async def test_sending_again_says_so(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    admin, order = AdminFixture(), await ann.buys("windows")
    await ann.reads(order)

    await orders.resend_order(None, ResendOrder(number=order.number), shop.orders, admin.context)

    assert order.number in said(admin.screen.shown[-1])
    assert [one.is_resend for one in await shop.deliveries(order)] == [True]


async def test_a_refund_asks_twice_and_shows_how_much_and_to_whom(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    admin, order = AdminFixture(), await ann.buys("windows")
    number = order.number

    await orders.ask_refund(None, AskRefund(number=number), admin.state, shop.refunds, admin.context)
    await orders.refund_reason(admin.writes("it is <broken>"), admin.state, shop.orders, shop.refunds, admin.context)
    first = said(admin.screen.shown[-1])
    await orders.ready_refund(None, CheckRefund(number=number), admin.state, shop.refunds, admin.screen, EN)
    second = said(admin.screen.shown[-1])
    assert shop.telegram.refunds == []
    await orders.confirm_refund(
        None, ConfirmRefund(number=number), admin.state, shop.orders, shop.refunds, admin.context
    )

    assert EN.money(order.total) in first
    assert "Ann" in first
    assert "it is <broken>" in first
    assert EN.money(order.total) in second
    assert len(shop.telegram.refunds) == 1
    assert await shop.state(order) == "REFUNDED"


async def test_the_second_yes_without_the_first_question_gives_nothing_back(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", CODE, "OTHER-CODE-2")
    admin, order, other = AdminFixture(), await ann.buys("windows"), await ann.buys("windows")
    command = CommandObject(command="refund", args=f"{other.number} twice")
    await orders.refund(admin.writes(), command, admin.state, shop.orders, shop.refunds, admin.context)

    await orders.confirm_refund(
        None, ConfirmRefund(number=order.number), admin.state, shop.orders, shop.refunds, admin.context
    )

    assert shop.telegram.refunds == []
    assert admin.screen.toasts == [EN.plain("admin-refund-outdated")]


async def test_a_common_reason_is_a_key_that_everybody_reads_in_his_own_language(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", CODE)
    admin, order = AdminFixture(), await ann.buys("windows")
    await orders.ask_refund(None, AskRefund(number=order.number), admin.state, shop.refunds, admin.context)

    pressed = GiveRefundReason(number=order.number, reason="fault")
    await orders.give_refund_reason(None, pressed, admin.state, shop.orders, shop.refunds, admin.context)

    assert (await admin.state.get_data())["reason"] == "fault"
    assert EN.plain("notice-reason-fault") in said(admin.screen.shown[-1])


@both
@pytest.mark.parametrize("by_person", [False, True])
def test_the_screens_of_a_refund_fit_and_say_who_pays(t: Texts, *, by_person: bool) -> None:
    drafts = [
        order_views.render_why(ORDER, t),
        order_views.render_refund(FILE, PAYMENT, "<reason>", t, by_person=by_person),
        order_views.render_refund_question(ORDER, PAYMENT, t, by_person=by_person),
        order_views.render_refunded(FILE, PAYMENT, t, by_person=by_person),
        order_views.render_refunded(
            replace(FILE, payments=[replace(PAYMENT, state=PaymentState.REFUNDED)]), PAYMENT, t, by_person=by_person
        ),
        order_views.render_resent(ORDER, t),
        *(order_views.render_usage(command, t) for command in ("order", "resend", "refund")),
    ]

    assert all(fits(draft) for draft in drafts)
    assert len({said(draft) for draft in drafts}) == (8 if by_person else 9)


REFUND = Refund(1, PAYMENT.id, "stars", "charge", PAYMENT.customer_id, PAYMENT.money, RefundState.DUE, "fault", 0)


@both
@pytest.mark.parametrize(
    ("state", "attempts", "outcome"),
    [
        (RefundState.DUE, 0, "noted"),
        (RefundState.DUE, 1, "asked"),
        (RefundState.SENDING, 1, "asked"),
        (RefundState.PERSON, 1, "stuck"),
    ],
)
def test_telegram_has_been_asked_only_if_it_was(state: RefundState, attempts: int, outcome: str, t: Texts) -> None:
    file = replace(FILE, refunds={PAYMENT.id: replace(REFUND, state=state, attempts=attempts)})
    draft = order_views.render_refunded(file, PAYMENT, t, by_person=False)

    assert fits(draft)
    assert t(f"admin-refund-result-{outcome}", money=PAYMENT.money, number=ORDER.number) in draft.text
    assert ("a-pile:refunds" in data(draft)) == (outcome == "stuck")


@both
def test_the_history_names_who_did_it(t: Texts) -> None:
    events = [OrderEvent(AFTERNOON, "refund-asked", 9001, None), OrderEvent(AFTERNOON, "resent", 9002, None)]
    draft = order_views.render_order_details(
        replace(FILE, events=events, names={9001: "Olivia <&>"}), t, refundable=False
    )

    assert "Olivia <&>" in said(draft)
    assert "9001" not in said(draft)
    assert "9002" in said(draft)


@both
@pytest.mark.parametrize(
    ("kind", "days", "tails", "reminded"),
    [
        (Kind.SUBSCRIPTION_LINK, None, ["····LAST"], True),
        (Kind.LICENSE_CODE, 30, ["····LAST"], True),
        (Kind.LICENSE_CODE, None, ["····LAST"], False),
        (Kind.SUBSCRIPTION_LINK, 30, [], False),
    ],
)
@pytest.mark.parametrize("by_person", [False, True])
def test_a_refunded_subscription_is_to_be_ended_on_the_server_too(
    t: Texts, kind: Kind, days: int | None, tails: list[str], *, reminded: bool, by_person: bool
) -> None:
    snapshot = replace(ORDER.snapshot, kind=kind, duration_days=days)
    file = replace(FILE, order=replace(ORDER, state=OrderState.REFUNDED, snapshot=snapshot), tails=tails)

    draft = order_views.render_refunded(file, PAYMENT, t, by_person=by_person)

    assert fits(draft)
    assert (t("admin-refund-subscription") in draft.text) == reminded


@pytest.mark.parametrize("command", ["order", "resend", "refund"])
async def test_a_command_without_a_number_says_how_it_is_written(shop: ShopHarness, command: str) -> None:
    admin, empty = AdminFixture(), CommandObject(command=command)

    if command == "order":
        await orders.order(admin.writes(), empty, shop.orders, shop.refunds, admin.screen, EN)
    elif command == "resend":
        await orders.resend(admin.writes(), empty, shop.orders, admin.context)
    else:
        await orders.refund(admin.writes(), empty, admin.state, shop.orders, shop.refunds, admin.context)

    assert f"/{command} 7K2M-94QD" in said(admin.screen.shown[-1])


async def test_an_unpaid_order_offers_neither_goods_nor_a_refund(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    admin, order = AdminFixture(), await ann.opens("windows")

    await orders.show_order_details(
        None, ShowOrderDetails(number=order.number), shop.orders, shop.refunds, admin.screen, EN
    )

    assert [one.split(":")[0] for one in data(admin.screen.shown[-1])] == ["a-desk"]


async def test_an_order_with_a_receipt_leads_to_it(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", CODE)
    admin, order = AdminFixture(), await ann.opens("transfer-only", method="manual")
    await shop.receipts.submit(ann.customer, order.id, Receipt(text="ref"))

    await orders.show_order_details(
        None, ShowOrderDetails(number=order.number), shop.orders, shop.refunds, admin.screen, EN
    )

    assert any(one.startswith("a-payment:") for one in data(admin.screen.shown[-1]))


async def test_commands_with_a_number(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    admin, order = AdminFixture(), await ann.buys("windows")
    number = order.number

    command = CommandObject(command="resend", args=number)
    await orders.resend(admin.writes(), command, shop.orders, admin.context)
    assert number in said(admin.screen.shown[-1])

    command = CommandObject(command="refund", args=number)
    await orders.refund(admin.writes(), command, admin.state, shop.orders, shop.refunds, admin.context)
    await orders.refund_reason(admin.photographs(), admin.state, shop.orders, shop.refunds, admin.context)
    assert admin.screen.shown[-1] == admin.screen.shown[-2] == order_views.render_why(order, EN)


async def test_the_first_yes_of_an_earlier_conversation_asks_nothing(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    admin, order = AdminFixture(), await ann.buys("windows")

    pressed = CheckRefund(number=order.number)
    await orders.ready_refund(None, pressed, admin.state, shop.refunds, admin.screen, EN)

    assert admin.screen.shown == []
    assert admin.screen.toasts == [EN.plain("admin-refund-outdated")]

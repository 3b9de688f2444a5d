import re

import pytest
from aiogram.exceptions import TelegramForbiddenError
from aiogram.methods import SendMessage

from handlers.delivery.goods import render_delivery
from handlers.orders.confirm_page import render_confirm
from handlers.orders.my_orders import (
    CancelOrder,
    ask_cancel,
    give_up,
    open_order,
    render_orders,
    render_question,
    show_order,
    show_orders,
)
from handlers.orders.order_page import render_order
from handlers.payments.payment_page import render_heading, render_opened
from handlers.payments.payment_status import render_payment_status
from handlers.payments.transfer_views import render_transfer
from handlers.ui.callbacks import AskCancel, OpenOrder, ShowOrder, ShowOrders
from handlers.ui.message import OutgoingMessage
from handlers.ui.text.translations import Texts
from services.domain.catalog.product import Kind, Product, Renewal
from services.domain.errors import NotCancellable, NotFound
from services.domain.orders.order import OrderState
from services.domain.orders.purchase_request import Quote
from services.domain.payments.receipt import Receipt
from services.domain.values.language import LocalizedText
from services.domain.values.money import Currency, Money
from services.domain.values.secret import Secret
from services.orders.order_history import OrderView
from tests.handlers.ui.builders import (
    AFTERNOON,
    BOTH,
    DAY,
    EN,
    ID,
    ZH,
    Reader,
    data,
    fits,
    labels,
    order,
    prepared,
    said,
)
from tests.handlers.ui.fake_screen import FakeScreen
from tests.handlers.ui.navigation import context, pages
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
every_state = pytest.mark.parametrize("state", OrderState)


def with_goods(state: OrderState) -> tuple[Secret, ...]:
    return (Secret("CODE-1"),) if state in {OrderState.PAID, OrderState.ATTENTION, OrderState.DELIVERED} else ()


def seen(state: OrderState, t: Texts, **params: object) -> str:
    return said(render_order(OrderView(order(state=state), with_goods(state), None, **params), t))  # type: ignore[arg-type]


# ---------------------------------------------------------------- words


@both
@every_state
@pytest.mark.parametrize("method", ["stars", "manual"])
def test_every_state_is_said_and_leads_on(t: Texts, state: OrderState, method: str) -> None:
    one = order(state=state, method=method, paid_at=AFTERNOON, delivered_at=AFTERNOON)

    draft = render_order(OrderView(one, with_goods(state), AFTERNOON + DAY), t)

    assert fits(draft)
    assert t(f"order-state-{state.lower()}") in draft.text
    assert ShowOrders().pack() in data(draft)
    assert ("CODE-1" in draft.text) == bool(with_goods(state))


@both
def test_a_pending_order_can_be_continued_and_cancelled(t: Texts) -> None:
    draft = render_order(OrderView(order(), (), None), t)

    assert data(draft) == [f"pay:{ID}", f"xq:{ID}", f"suo:{ID}", "os:0"]
    assert t.deadline(order().expires_at, order().created_at) in draft.text


@both
@pytest.mark.parametrize("state", [OrderState.PAID, OrderState.WAITING, OrderState.ATTENTION])
def test_money_on_its_way_back_is_told_instead_of_goods_to_come(t: Texts, state: OrderState) -> None:
    draft = render_order(OrderView(order(state=state), (), None, returns=True), t)

    assert t("order-next-returns") in draft.text
    assert t("order-next-waiting", ahead=0) not in draft.text


@both
def test_while_the_receipt_is_checked_there_is_nothing_to_press_but_help(t: Texts) -> None:
    draft = render_order(OrderView(order(method="manual"), (), None, in_review=True), t)

    assert data(draft) == [f"suo:{ID}", "os:0"]
    assert t("order-state-review") in draft.text
    assert t("order-state-pending") not in draft.text


@pytest.mark.parametrize(("method", "first"), [("stars", []), ("manual", [f"rc:{ID}"])])
def test_a_closed_order_can_be_bought_again(method: str, first: list[str]) -> None:
    draft = render_order(OrderView(order(state=OrderState.EXPIRED, method=method, quantity=3), (), None), EN)

    assert data(draft) == [*first, "p:1:3", f"suo:{ID}", "os:0"]


def test_the_place_in_line_is_told_honestly() -> None:
    places = [seen(OrderState.WAITING, EN, ahead=ahead) for ahead in (0, 1, 2)]

    assert "first in line" in places[0]
    assert "1 order is ahead" in places[1]
    assert "2 orders are ahead" in places[2]
    assert "前面还有 2 笔订单" in seen(OrderState.WAITING, ZH, ahead=2)
    assert all("/paysupport" in place for place in places)


@both
def test_a_person_looks_and_can_be_asked(t: Texts) -> None:
    assert "/paysupport" in seen(OrderState.ATTENTION, t)


@both
def test_the_list_says_what_when_and_how_far(t: Texts) -> None:
    first, second = order(), order(id="B" * 22, number="AAAA-0001", state=OrderState.DELIVERED, quantity=2)

    draft = render_orders([first, second], {first.id}, 0, t, more=False)

    assert fits(draft)
    assert Reader(draft.text).inside["code"] == [first.number, second.number]
    assert [said(draft).count(t(f"order-state-{state}")) for state in ("review", "delivered", "pending")] == [1, 1, 0]
    assert labels(draft)[:2] == [first.number, second.number]
    assert data(draft)[:2] == [f"o:{first.id}", f"o:{second.id}"]


def test_pages_are_turned_where_there_are_pages() -> None:
    found = [order()]

    buttons = [
        [one for one in data(render_orders(found, (), page, EN, more=more)) if one.startswith("os:")]
        for page, more in ((0, False), (0, True), (3, True), (3, False))
    ]

    assert buttons == [[], ["os:1"], ["os:2", "os:4"], ["os:2"]]


@both
def test_no_orders_lead_to_the_shop(t: Texts) -> None:
    draft = render_orders([], (), 0, t, more=False)

    assert (fits(draft), data(draft)) == (True, ["shop"])


@both
def test_what_is_bought_is_told_the_same_everywhere_and_a_renewal_is_called_one(t: Texts) -> None:
    title = order().snapshot.title[t.language]
    first, renewal = order(quantity=2), order(quantity=2, renews="S" * 22)

    for one, what in ((first, f"{title} × 2"), (renewal, t.plain("goods-renewed", what=f"{title} × 2"))):
        shown = [
            render_order(OrderView(one, (), None), t),
            render_orders([one], (), 0, t, more=False),
            render_question(one, t),
        ]
        asked = [render_opened(one, t), render_transfer(one, FakeScreen().shop_info, t)]
        told = [render_delivery(prepared(one, "A", "B"), t)]
        assert render_heading(one, t) == what
        assert all(what in said(draft) for draft in (*shown, *asked, *told))


@both
@pytest.mark.parametrize("renewal", [Renewal.REPLACE, Renewal.EXTEND])
def test_a_renewal_of_several_says_how_many(t: Texts, renewal: Renewal) -> None:
    title, kind = order().snapshot.title, Kind.LICENSE_CODE
    product = Product(
        "emby-30", "emby", title, LocalizedText(), LocalizedText(), kind, duration_days=30, renewal=renewal, id=1
    )
    quotes = [Quote(product, many, "stars", Money(250, Currency.XTR)) for many in (1, 5)]

    texts = [said(render_confirm(quote, "S" * 22, t)) for quote in quotes]

    assert [re.search(r"5 (new codes|links|个)", text) is not None for text in texts] == [False, True]


@both
def test_an_order_names_the_zone_of_its_times(t: Texts) -> None:
    assert t.deadline(AFTERNOON) in seen(OrderState.DELIVERED, t)


@both
def test_what_was_renewed_is_told_as_renewed_when_it_is_paid(t: Texts) -> None:
    extends = order(state=OrderState.PAID, renews="S" * 22, renewal=Renewal.EXTEND)
    brings_new = order(state=OrderState.PAID, renews="S" * 22)
    texts = {render_payment_status(one, t).text for one in (order(state=OrderState.PAID), extends, brings_new)}

    assert len(texts) == 3


@both
def test_an_order_that_can_be_renewed_says_so_first(t: Texts) -> None:
    draft = render_order(
        OrderView(order(state=OrderState.DELIVERED), with_goods(OrderState.DELIVERED), None, renewable="S" * 22), t
    )

    ways = [one for one in data(draft) if one.partition(":")[0] in {"rn", "suo", "os"}]
    assert ways == [f"rn:{'S' * 22}", f"suo:{ID}", "os:0"]


@both
def test_a_hostile_title_stays_a_title(t: Texts) -> None:
    hostile = LocalizedText("</b><i>&", "</b><i>&")
    one = order()
    object.__setattr__(one.snapshot, "title", hostile)

    drafts = [
        render_order(OrderView(one, (), None), t),
        render_orders([one], (), 0, t, more=False),
        render_question(one, t),
    ]

    assert all("</b><i>&" in said(draft) and "i" not in Reader(draft.text).inside for draft in drafts)


# ---------------------------------------------------------------- pressing


@pytest.fixture
def screen() -> FakeScreen:
    return FakeScreen()


async def test_the_newest_orders_come_first_and_six_a_page(
    shop: ShopHarness, ann: CustomerDriver, screen: FakeScreen
) -> None:
    await shop.stocks("windows", *map(str, range(8)))
    bought = []
    for _ in range(8):
        bought.append((await ann.buys("windows")).number)
        shop.clock.forward(1)

    await show_orders(None, shop.orders, context(ann.customer, screen))
    for page in (1, -5, 10**30):
        await show_orders(None, shop.orders, context(ann.customer, screen), ShowOrders(page=page))

    first, second, below, beyond = (labels(draft) for draft in screen.shown)
    assert first[:6] == bought[:1:-1]
    assert second[:2] == bought[1::-1]
    assert (below, beyond[0]) == (first, EN.plain("button-previous"))


async def test_an_order_shows_its_goods_to_its_buyer_alone(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver, screen: FakeScreen
) -> None:
    await shop.stocks("windows", "CODE-<1>")
    one = await ann.buys("windows")

    await show_order(None, ShowOrder(order=one.id), pages(shop), context(ann.customer, screen))
    for forged in (one.id, one.number, "x", ""):
        with pytest.raises(NotFound):
            await show_order(None, ShowOrder(order=forged), pages(shop), context(bob.customer, screen, ZH))

    [draft] = screen.shown
    assert Reader(draft.text).inside["code"] == [one.number, "CODE-<1>"]


class Blocked(FakeScreen):
    """Belongs to somebody who has blocked the bot, and presses a button all the same."""

    async def show(self, draft: OutgoingMessage) -> int:
        asked = SendMessage(chat_id=self.chat_id, text=draft.text)
        raise TelegramForbiddenError(asked, "Forbidden: bot was blocked by the user")


async def test_goods_count_as_seen_when_they_were_shown(
    shop: ShopHarness, ann: CustomerDriver, screen: FakeScreen
) -> None:
    await shop.stocks("windows", "A")
    one = await ann.buys("windows")

    await show_order(None, ShowOrder(order=one.id), pages(shop), context(ann.customer, screen))

    assert await shop.state(one) == "DELIVERED"


async def test_goods_that_telegram_did_not_take_are_still_on_their_way(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    one = await ann.buys("windows")
    before = [delivery.state for delivery in await shop.deliveries(one)]

    with pytest.raises(TelegramForbiddenError):
        await show_order(None, ShowOrder(order=one.id), pages(shop), context(ann.customer, Blocked(), EN))
    with pytest.raises(TelegramForbiddenError):
        await open_order(None, OpenOrder(order=one.id), shop.orders, context(ann.customer, Blocked()))

    assert await shop.state(one) == "PAID"
    assert [delivery.state for delivery in await shop.deliveries(one)] == before


async def test_an_order_opened_from_its_goods_leaves_them_where_they_are(
    shop: ShopHarness, ann: CustomerDriver, screen: FakeScreen
) -> None:
    await shop.stocks("windows", "A")
    one = await ann.buys("windows")

    await open_order(None, OpenOrder(order=one.id), shop.orders, context(ann.customer, screen))

    assert [one.number in draft.text for draft in screen.sent] == [True]


async def test_cancelling_asks_once_more(shop: ShopHarness, ann: CustomerDriver, screen: FakeScreen) -> None:
    await shop.stocks("windows", "A")
    one = await ann.opens("windows")

    await ask_cancel(None, AskCancel(order=one.id), shop.checkout, context(ann.customer, screen))
    asked = await shop.state(one)
    await give_up(None, CancelOrder(order=one.id), shop.checkout, pages(shop), context(ann.customer, screen))

    question, answer = screen.shown
    assert (asked, await shop.state(one)) == ("PENDING", "CANCELLED")
    assert data(question) == [f"xy:{one.id}", f"o:{one.id}"]
    assert EN("order-state-cancelled") in answer.text
    assert screen.toasts == [EN.plain("toast-cancelled-stars")]


async def test_somebody_elses_order_cannot_be_cancelled(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver, screen: FakeScreen
) -> None:
    await shop.stocks("windows", "A")
    one = await ann.opens("windows")

    with pytest.raises(NotFound):
        await ask_cancel(None, AskCancel(order=one.id), shop.checkout, context(bob.customer, screen))
    with pytest.raises(NotFound):
        await give_up(None, CancelOrder(order=one.id), shop.checkout, pages(shop), context(bob.customer, screen))

    assert await shop.state(one) == "PENDING"


async def test_an_order_whose_receipt_is_checked_says_so_and_stays(
    shop: ShopHarness, ann: CustomerDriver, screen: FakeScreen
) -> None:
    await shop.stocks("transfer-only", "A")
    one = await ann.opens("transfer-only", method="manual")
    await shop.receipts.submit(ann.customer, one.id, Receipt(text="TX-12345"))

    await show_orders(None, shop.orders, context(ann.customer, screen))
    await show_order(None, ShowOrder(order=one.id), pages(shop), context(ann.customer, screen))
    with pytest.raises(NotCancellable):
        await give_up(None, CancelOrder(order=one.id), shop.checkout, pages(shop), context(ann.customer, screen))

    assert all(EN("order-state-review") in draft.text for draft in screen.shown)


async def test_who_waits_is_told_how_many_are_ahead(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver, screen: FakeScreen
) -> None:
    await shop.stocks("windows", "A", "B")
    late = []
    for driver in (bob, ann):
        one = await driver.opens("windows")
        shop.clock.forward(10**8)
        await shop.checkout.expire_due()
        await shop.checkout.expire_due()
        late.append(one)
    assert await shop.free("windows") == 2
    faster = await bob.buys("windows", quantity=2)
    for driver, one in zip((bob, ann), late, strict=True):
        await driver.pays(one)
        shop.clock.forward(1)

    await show_order(None, ShowOrder(order=late[1].id), pages(shop), context(ann.customer, screen))

    assert await shop.state(faster) == "PAID"
    assert "1 order is ahead" in screen.shown[0].text


def test_the_kinds_of_goods_have_words() -> None:
    for kind in Kind:
        for t in BOTH:
            assert f"goods-tap-{kind.replace('_', '-')}" in t
            assert f"goods-copy-{kind.replace('_', '-')}" in t

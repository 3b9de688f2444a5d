from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.subscriptions.my_subscriptions import (
    BAR,
    FULL,
    render_bar,
    render_payment_methods,
    render_subscriptions,
    renew,
    show_subscriptions,
)
from handlers.ui.callbacks import Renew
from handlers.ui.text.translations import Texts
from services.domain.errors import NotForSale, NotFound
from services.domain.subscriptions.subscription import Subscription, SubscriptionState
from services.domain.values.language import LocalizedText
from services.domain.values.money import Currency, Money
from services.subscriptions.renewals import SubscriptionView
from tests.handlers.ui.builders import AFTERNOON, BOTH, DAY, EN, ID, data, fits, labels, rows, said
from tests.handlers.ui.fake_screen import FakeScreen
from tests.handlers.ui.navigation import context, pages
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness

both = pytest.mark.parametrize("t", BOTH, ids=["en", "zh"])
MONTH = 30 * DAY
RUNS = Subscription(
    ID,
    1001,
    1,
    "B" * 22,
    LocalizedText("Emby 30", "Emby 30 天"),
    SubscriptionState.ACTIVE,
    AFTERNOON,
    AFTERNOON + MONTH,
    None,
)

RUNNING = SubscriptionView(RUNS, renewable=True, period=MONTH)


@pytest.fixture
def screen() -> FakeScreen:
    return FakeScreen()


# ---------------------------------------------------------------- words


@both
@pytest.mark.parametrize("state", SubscriptionState)
@pytest.mark.parametrize("renewable", [True, False])
@pytest.mark.parametrize("later", [0, MONTH, 50 * DAY])
def test_every_state_is_said_and_leads_on(t: Texts, state: SubscriptionState, later: int, *, renewable: bool) -> None:
    running = SubscriptionView(replace(RUNS, state=state), renewable=renewable, period=MONTH)

    outgoing = render_subscriptions([running], AFTERNOON + later, t)

    assert fits(outgoing)
    assert (t.date(RUNS.ends_at) in outgoing.text) == (state is not SubscriptionState.REVOKED)
    assert (f"rn:{ID}" in data(outgoing)) == renewable
    assert data(outgoing)[-2:] == ["os:0", "shop"]


@pytest.mark.parametrize(
    ("before", "words"),
    [(30 * DAY, "30 days left"), (7 * DAY, "7 days left"), (DAY, "1 day left"), (DAY // 4, "ends today")],
)
def test_days_are_counted_as_a_calendar_does(before: int, words: str) -> None:
    assert words in said(
        render_subscriptions([SubscriptionView(RUNS, renewable=True, period=MONTH)], RUNS.ends_at - before, EN)
    )


def test_what_has_ended_can_be_renewed_any_time_if_it_is_still_sold() -> None:
    over = RUNS.ends_at + 1

    sold = said(render_subscriptions([SubscriptionView(RUNS, renewable=True, period=MONTH)], over, EN))
    gone = said(render_subscriptions([SubscriptionView(RUNS, renewable=False, period=MONTH)], over, EN))

    assert "Ended, renew any time" in sold
    assert "renew any time" not in gone


@both
def test_those_of_one_product_are_told_apart_by_their_first_order_and_how_many_they_are(t: Texts) -> None:
    two = [replace(RUNNING, number="AAAA-1111"), replace(RUNNING, number="BBBB-2222", quantity=3)]

    text = said(render_subscriptions(two, AFTERNOON, t))

    assert f"{RUNS.title[t.language]} · AAAA-1111" in text
    assert f"{RUNS.title[t.language]} × 3 · BBBB-2222" in text


@both
def test_there_are_pages(t: Texts) -> None:
    outgoing = render_subscriptions([RUNNING] * 8, AFTERNOON, t, 1, more=True)

    assert fits(outgoing)
    assert [one for one in data(outgoing) if one.startswith("sb:")] == ["sb:0", "sb:2"]


def test_what_runs_is_not_called_ended_after_a_clock_was_set_back() -> None:
    ended = replace(RUNNING, subscription=replace(RUNS, state=SubscriptionState.ENDED))

    assert "Active" in said(render_subscriptions([ended], AFTERNOON, EN))


@both
def test_nothing_runs_leads_to_the_shop(t: Texts) -> None:
    outgoing = render_subscriptions([], AFTERNOON, t)

    assert (fits(outgoing), data(outgoing)) == (True, ["os:0", "shop"])


@both
def test_the_longest_list_fits(t: Texts) -> None:
    running = [
        SubscriptionView(replace(RUNS, title=LocalizedText("W" * 32, "字" * 32)), renewable=True, period=MONTH)
    ] * 8

    assert fits(render_subscriptions(running, AFTERNOON, t))


@given(st.integers(min_value=-MONTH, max_value=2 * MONTH))
def test_the_bar_empties_and_is_full_only_at_the_start(passed: int) -> None:
    bar = render_bar(RUNNING, AFTERNOON + passed)

    assert len(bar) == BAR
    assert (FULL in bar) == (passed < MONTH)


def test_the_bar_shows_how_much_is_left() -> None:
    bars = [render_bar(RUNNING, AFTERNOON + days * DAY).count(FULL) for days in (-15, 0, 3, 15, 29, 30, 31)]

    assert bars == [10, 10, 9, 5, 1, 0, 0]


@both
def test_several_ways_to_pay_are_offered(t: Texts) -> None:
    ways = [("stars", Money(250, Currency.XTR)), ("manual", Money(2500, Currency.CNY))]

    outgoing = render_payment_methods(replace(RUNS, product_id=7), 2, ways, t)

    assert fits(outgoing)
    assert f"{RUNS.title[t.language]} × 2" in said(outgoing)
    assert data(outgoing) == [f"w:7:2:stars:{ID}", f"w:7:2:manual:{ID}", "subs"]
    assert [row[0].style for row in rows(outgoing)] == ["primary", None, None]
    assert all(t.money(price * 2) in label for (_, price), label in zip(ways, labels(outgoing), strict=False))


# ---------------------------------------------------------------- pressing


async def test_a_refunded_subscription_is_over_now_and_not_some_day(
    shop: ShopHarness, ann: CustomerDriver, screen: FakeScreen
) -> None:
    mine = await runs(shop, ann, "all-access")
    [order], _ = await shop.orders.page(ann.customer, 0)
    await shop.refunds.request(order.number, "fault", 9001)

    await show_subscriptions(None, shop.renewals, shop.clock, context(ann.customer, screen))

    [outgoing] = screen.shown
    assert EN("subscription-state-revoked", title=mine.title) in outgoing.text
    assert EN.date(mine.ends_at) not in outgoing.text
    assert f"rn:{mine.id}" not in data(outgoing)


async def runs(shop: ShopHarness, driver: CustomerDriver, slug: str) -> Subscription:
    await shop.stocks(slug, "https://example.com/1", "https://example.com/2")
    await shop.arrives(await driver.buys(slug))
    return (await shop.renewals.of(driver.customer))[0]


async def test_what_runs_is_shown_to_its_owner_alone(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver, screen: FakeScreen
) -> None:
    mine = await runs(shop, ann, "all-access")

    for driver in (ann, bob):
        await show_subscriptions(None, shop.renewals, shop.clock, context(driver.customer, screen))

    assert [f"rn:{mine.id}" in data(outgoing) for outgoing in screen.shown] == [True, False]


async def test_with_one_way_to_pay_renewing_leads_straight_to_the_confirm_screen(
    shop: ShopHarness, ann: CustomerDriver, screen: FakeScreen
) -> None:
    mine = await runs(shop, ann, "all-access")

    await renew(
        None, Renew(subscription=mine.id), shop.checkout, shop.renewals, pages(shop), context(ann.customer, screen)
    )

    [outgoing] = screen.shown
    assert any(one.startswith("b:") and one.endswith(mine.id) for one in data(outgoing))


async def test_with_several_ways_they_come_first(shop: ShopHarness, ann: CustomerDriver, screen: FakeScreen) -> None:
    mine = await runs(shop, ann, "emby-month")

    await renew(
        None, Renew(subscription=mine.id), shop.checkout, shop.renewals, pages(shop), context(ann.customer, screen)
    )

    [outgoing] = screen.shown
    assert [one.split(":")[3:] for one in data(outgoing)[:2]] == [["stars", mine.id], ["manual", mine.id]]


async def test_what_is_not_sold_any_more_or_not_yours_is_not_renewed(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver, screen: FakeScreen
) -> None:
    mine = await runs(shop, ann, "all-access")
    async with shop.db.begin() as tx:
        await tx.products.set_hidden("all-access", hidden=True)

    for driver, refusal in ((ann, NotForSale), (bob, NotFound)):
        with pytest.raises(refusal):
            await renew(
                None,
                Renew(subscription=mine.id),
                shop.checkout,
                shop.renewals,
                pages(shop),
                context(driver.customer, screen),
            )

    assert screen.shown == []

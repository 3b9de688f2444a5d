"""Faulty goods: reported, replaced once, refused, or paid back; what is replaced is nobody's any more."""

import pytest

from services.domain.errors import AlreadyDecided, NoChange, NotFound, TooManyCases, TooManyResends
from services.domain.idempotency import ActKey
from services.domain.orders.order import Order
from services.domain.support.case import MANY_REPLACED, MOST_OPEN, REPLACED_WITHIN, Case, CaseState
from services.domain.values.clock import DAY, HOUR
from services.orders.order_history import AN_HOUR
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, ShopHarness

LEASE = 60_000


def key(number: int = 7) -> str:
    return ActKey(42, number).to("replace-goods")


async def bought(driver: CustomerDriver, slug: str = "windows", quantity: int = 1) -> Order:
    """An order whose goods are with their buyer."""
    order = await driver.buys(slug, quantity)
    await driver.reads(order)
    return order


async def reported(driver: CustomerDriver, order: Order, place: int = 0) -> Case:
    """The case about one of the goods of an order."""
    goods = await driver.shop.cases.goods(driver.customer, order.id)
    return await driver.shop.cases.open(driver.customer, order.id, goods.items[place].id)


async def shown(driver: CustomerDriver, order: Order) -> list[str]:
    """The goods that a buyer sees under an order."""
    return [one.reveal() for one in (await driver.reads(order)).goods]


async def test_a_customer_reports_a_code_staff_replace_it_and_the_new_one_is_given(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "OLD", "NEW")
    order = await bought(ann)
    case = await reported(ann, order)
    told = [notice.kind for notice in await shop.notices()]
    shop.outbox.lease = LEASE

    done = await shop.cases.replace(case.id, ADMIN, key())

    assert "admin-case" in told
    assert done is not None
    assert done.state is CaseState.REPLACED
    assert await shown(ann, order) == ["NEW"]
    assert [one.reveal() for one in shop.outbox.accepted[-1].goods] == ["NEW"]
    assert [one.part for one in await shop.deliveries(order)] == [1, 2]
    assert (await shop.history(order))[-2:] == ["case-opened", "replaced"]


async def test_a_second_run_and_a_second_tap_replace_nothing_more(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "OLD", "NEW", "NEXT")
    order = await bought(ann)
    case = await reported(ann, order)
    await shop.cases.replace(case.id, ADMIN, key())

    again = await shop.cases.replace(case.id, ADMIN, key())

    assert again is not None
    assert again.state is CaseState.REPLACED
    with pytest.raises(AlreadyDecided):
        await shop.cases.replace(case.id, ADMIN, key(8))
    assert (await shown(ann, order), await shop.free("windows")) == (["NEW"], 1)
    assert len(await shop.deliveries(order)) == 2


async def test_of_many_only_the_reported_one_is_replaced_and_only_the_new_one_is_sent(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A", "B", "C", "D")
    order = await bought(ann, quantity=3)
    case = await reported(ann, order, place=1)
    shop.outbox.lease = LEASE

    await shop.cases.replace(case.id, ADMIN, key())

    assert await shown(ann, order) == ["A", "C", "D"]
    assert [one.reveal() for one in shop.outbox.accepted[-1].goods] == ["D"]


async def test_without_stock_nothing_changes_and_the_case_stays_open(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "OLD")
    order = await bought(ann)
    case = await reported(ann, order)
    none = await shop.cases.replace(case.id, ADMIN, key())
    before = (await shop.cases.file(case.id)).case.state, await shown(ann, order)
    await shop.stocks("windows", "NEW")

    done = await shop.cases.replace(case.id, ADMIN, key(8))

    assert (none, before) == (None, (CaseState.OPEN, ["OLD"]))
    assert done is not None
    assert await shown(ann, order) == ["NEW"]


async def test_what_was_replaced_is_not_imported_again(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "OLD", "NEW")
    order = await bought(ann)
    await shop.cases.replace((await reported(ann, order)).id, ADMIN, key())

    with pytest.raises(NoChange):
        await shop.stocks("windows", "OLD")

    assert await shop.free("windows") == 0


async def test_a_replaced_link_keeps_its_period_and_is_what_an_extension_shows(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("all-access", "https://old", "https://new")
    order = await bought(ann, "all-access")
    shop.clock.forward(DAY)
    [running] = await shop.renewals.of(ann.customer)
    longer = await ann.buys("all-access", renews=running.id)
    await ann.reads(longer)
    before = [(await ann.reads(one)).ends_at for one in (order, longer)]

    case = await reported(ann, longer)
    await shop.cases.replace(case.id, ADMIN, key())

    assert case.order_id == order.id
    assert (await shown(ann, order), await shown(ann, longer)) == (["https://new"], ["https://new"])
    assert [(await ann.reads(one)).ends_at for one in (order, longer)] == before


async def test_a_code_is_reported_once_and_only_by_its_buyer(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A", "B")
    hers, his = await bought(ann), await bought(bob)
    [item] = (await shop.cases.goods(ann.customer, hers.id)).items

    first, again = await reported(ann, hers), await reported(ann, hers)

    assert first.id == again.id
    for order in (hers, his):
        with pytest.raises(NotFound):
            await shop.cases.open(bob.customer, order.id, item.id)


async def test_so_many_cases_may_wait_and_no_more(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", *(f"CODE-{number}" for number in range(MOST_OPEN + 1)))
    order = await bought(ann, quantity=MOST_OPEN + 1)
    for place in range(MOST_OPEN):
        await reported(ann, order, place)

    with pytest.raises(TooManyCases):
        await reported(ann, order, MOST_OPEN)


async def test_staff_see_what_a_customer_has_had_replaced_and_are_warned(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", *(f"CODE-{number}" for number in range(9)))
    order = await bought(ann, quantity=4)
    for number in range(MANY_REPLACED):
        await shop.cases.replace((await reported(ann, order)).id, ADMIN, key(number))
    await shop.notices()

    case = await reported(ann, order)

    [notice] = [one for one in await shop.notices() if one.kind == "admin-case"]
    history = (await shop.cases.file(case.id)).history
    assert notice.params["unusual"] == 1
    assert (history.orders, history.replaced, history.open, history.is_unusual) == (1, MANY_REPLACED, 1, True)
    shop.clock.forward(REPLACED_WITHIN)
    assert not (await shop.cases.file(case.id)).history.is_unusual


async def test_a_refusal_is_told_with_its_reason_and_replaces_nothing(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "OLD", "NEW")
    order = await bought(ann)
    case = await reported(ann, order)
    await shop.notices()

    await shop.cases.refuse(case.id, "code-works", ADMIN, key())
    again = await shop.cases.refuse(case.id, "code-works", ADMIN, key())

    [notice] = await shop.notices()
    assert (notice.recipient_id, notice.kind, notice.params["reason"]) == (ann.id, "case-refused", "code-works")
    assert (again.state, await shown(ann, order)) == (CaseState.REFUSED, ["OLD"])
    with pytest.raises(AlreadyDecided):
        await shop.cases.replace(case.id, ADMIN, key(8))


async def test_a_refund_closes_the_cases_of_its_order(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "OLD", "NEW")
    order = await bought(ann)
    case = await reported(ann, order)

    await shop.refunds.request(order.number, "fault", ADMIN)

    assert (await shop.cases.file(case.id)).case.state is CaseState.REFUNDED
    with pytest.raises(AlreadyDecided):
        await shop.cases.replace(case.id, ADMIN, key())
    assert (await shop.free("windows"), await shop.cases.page()) == (1, ([], False))


async def test_a_delivery_of_what_was_replaced_as_well_brings_nothing_of_it(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "OLD", "BAD", "GOOD")
    order = await bought(ann)
    for number in range(2):
        await shop.cases.replace((await reported(ann, order)).id, ADMIN, key(number))

    async with shop.db.read() as reading:
        parts = await reading.deliveries.of_order(order.id)
        brought = [await reading.cases.replacement(one.id) for one in parts]

    assert [[secret.reveal() for secret in each] for each in brought] == [[], [], ["GOOD"]]


async def test_goods_that_did_not_arrive_are_sent_again_so_often_an_hour(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await bought(ann)
    for _ in range(2):
        await shop.orders.resend_own(ann.customer, order.id, key())
    for _ in range(AN_HOUR - 1):
        await shop.orders.resend_own(ann.customer, order.id)

    with pytest.raises(TooManyResends):
        await shop.orders.resend_own(ann.customer, order.id)
    with pytest.raises(NotFound):
        await shop.orders.resend_own(bob.customer, order.id)
    shop.clock.forward(HOUR)
    await shop.orders.resend_own(ann.customer, order.id)

    assert (await shop.history(order)).count("resent") == AN_HOUR + 1
    assert len(await shop.orders.sent_at(order)) == AN_HOUR + 2

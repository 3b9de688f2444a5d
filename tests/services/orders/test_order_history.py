"""Looking into orders: the buyer sees the goods, an admin sees everything but them."""

import pytest

from services.domain.errors import NoChange, NotFound
from services.orders.order_history import PAGE
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, ShopHarness

CODE = "WXYZ-1234-5678-LAST"


async def test_the_buyer_sees_the_goods_and_that_proves_their_arrival(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    order = await ann.buys("windows")

    opened = await ann.reads(order)

    assert [secret.reveal() for secret in opened.goods] == [CODE]
    assert await shop.state(order) == "DELIVERED"
    assert [delivery.state for delivery in await shop.deliveries(order)] == ["SEEN"]


async def test_goods_that_were_only_looked_up_are_still_on_their_way(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    order = await ann.buys("windows")
    before = [delivery.state for delivery in await shop.deliveries(order)]

    await shop.orders.open(ann.customer, order.id)

    assert await shop.state(order) == "PAID"
    assert [delivery.state for delivery in await shop.deliveries(order)] == before


async def test_nobody_else_sees_an_order(shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    order = await ann.buys("windows")

    with pytest.raises(NotFound):
        await shop.orders.open(bob.customer, order.id)


async def test_an_unpaid_order_shows_no_goods(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    order = await ann.opens("windows")

    assert (await ann.reads(order)).goods == ()


async def test_orders_come_in_pages_newest_first(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", *(f"CODE-{number}" for number in range(PAGE + 1)))
    bought = []
    for _ in range(PAGE + 1):
        bought.append((await ann.buys("windows")).id)
        shop.clock.forward(1)

    first, more = await shop.orders.page(ann.customer, 0)
    second, end = await shop.orders.page(ann.customer, 1)

    assert [order.id for order in first + second] == bought[::-1]
    assert (more, end) == (True, False)


async def test_an_admin_sees_everything_but_the_goods(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    order = await ann.buys("windows")

    file = await shop.orders.details(order.number)

    assert file.customer == ann.customer
    assert [event.kind for event in file.events] == ["opened", "paid"]
    assert [payment.state for payment in file.payments] == ["CONFIRMED"]
    assert len(file.deliveries) == 1
    assert file.tails == ["····LAST"]
    assert CODE not in repr(file)


async def test_a_file_of_an_order_that_is_not_there(shop: ShopHarness) -> None:
    with pytest.raises(NotFound):
        await shop.orders.details("0000-0000")


async def test_an_admin_sends_the_same_goods_again_as_a_copy(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE, "OTHER")
    order = await ann.buys("windows")
    await ann.reads(order)

    await shop.orders.resend(order.number, ADMIN)

    assert [(one.state, one.is_resend) for one in await shop.deliveries(order)] == [("DUE", True)]
    assert await shop.goods(order) == [CODE]
    assert (await shop.history(order))[-1] == "resent"


async def test_what_was_not_given_cannot_be_sent_again(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    order = await ann.opens("windows")

    with pytest.raises(NoChange):
        await shop.orders.resend(order.number, ADMIN)
    with pytest.raises(NotFound):
        await shop.orders.resend("0000-0000", ADMIN)


async def test_a_refunded_order_is_not_sent_again(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", CODE)
    order = await ann.buys("windows")
    await shop.refunds.request(order.number, "fault", ADMIN)

    with pytest.raises(NoChange):
        await shop.orders.resend(order.number, ADMIN)

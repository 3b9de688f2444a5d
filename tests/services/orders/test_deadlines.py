import pytest

from services.domain.errors import NotCancellable, NotFound, NotPayable
from services.domain.payments.receipt import Receipt
from services.domain.values.clock import MINUTE
from services.domain.values.language import Language
from services.orders.checkout import BATCH
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ShopHarness

TTL, GRACE, WINDOW = 15 * MINUTE, 5 * MINUTE, 5 * MINUTE


async def test_cancelling_puts_the_goods_back_at_once(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")

    await ann.cancels(order)

    assert (await shop.state(order), await shop.free("windows")) == ("CANCELLED", 1)
    assert [payment.state for payment in await shop.payments(order)] == ["EXPIRED"]
    assert await shop.history(order) == ["opened", "cancelled"]


async def test_a_cancelled_order_cannot_be_cancelled_or_paid_again(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await ann.cancels(order)

    with pytest.raises(NotCancellable):
        await ann.cancels(order)
    with pytest.raises(NotPayable):
        await ann.may_pay(order)


async def test_nobody_cancels_the_order_of_somebody_else(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")

    with pytest.raises(NotFound):
        await bob.cancels(order)
    with pytest.raises(NotFound):
        await shop.checkout.cancel(ann.customer, "no-such-order")

    assert await shop.state(order) == "PENDING"


async def test_an_order_cannot_be_cancelled_while_its_payment_is_under_way(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await ann.may_pay(order)

    with pytest.raises(NotCancellable):
        await ann.cancels(order)
    shop.clock.forward(WINDOW)
    await ann.cancels(order)

    assert await shop.state(order) == "CANCELLED"


async def test_an_order_cannot_be_cancelled_while_its_receipt_is_looked_at(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("transfer-only", "A")
    order = await ann.opens("transfer-only", method="manual")
    await shop.receipts.submit(ann.customer, order.id, Receipt(text="bank 42"))

    with pytest.raises(NotCancellable):
        await ann.cancels(order)

    assert await shop.state(order) == "PENDING"


async def test_a_paid_order_cannot_be_cancelled(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    shop.clock.forward(WINDOW)

    with pytest.raises(NotCancellable):
        await ann.cancels(order)

    assert (await shop.state(order), await shop.goods(order)) == ("PAID", ["A"])


async def test_an_order_expires_at_its_deadline_and_not_before(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")

    shop.clock.forward(TTL - 1)
    before = await shop.checkout.expire_due()
    shop.clock.forward(1)
    after = await shop.checkout.expire_due()

    assert (before, [one.id for one in after], await shop.state(order)) == ([], [order.id], "EXPIRED")
    assert await shop.history(order) == ["opened", "expired"]


async def test_the_goods_of_an_expired_order_are_kept_for_the_grace_period(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    await ann.opens("windows")

    shop.clock.forward(TTL + GRACE - 1)
    await shop.checkout.expire_due()
    kept = await shop.free("windows")
    shop.clock.forward(1)
    await shop.checkout.expire_due()

    assert (kept, await shop.free("windows")) == (0, 1)


async def test_after_its_deadline_an_order_cannot_be_paid_by_pressing_a_button(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    shop.clock.forward(TTL)

    with pytest.raises(NotPayable):
        await ann.may_pay(order)


async def test_an_allowed_payment_keeps_order_and_goods_for_five_minutes_more(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    shop.clock.forward(TTL - 1)
    now = shop.clock()

    await ann.may_pay(order)

    kept = await shop.order(order.id)
    assert (kept.payment_locked_until, kept.expires_at, kept.reserved_until) == (
        now + WINDOW,
        now + WINDOW,
        now + WINDOW + GRACE,
    )


async def test_an_allowed_payment_never_shortens_a_deadline(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")

    await ann.may_pay(order)

    kept = await shop.order(order.id)
    assert (kept.expires_at, kept.reserved_until) == (order.expires_at, order.reserved_until)


async def test_a_receipt_stops_the_deadline(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await ann.opens("transfer-only", method="manual")
    await shop.receipts.submit(ann.customer, order.id, Receipt(text="bank 42"))

    shop.clock.forward(TTL + GRACE)
    ended = await shop.checkout.expire_due()

    assert (ended, await shop.state(order), await shop.free("transfer-only")) == ([], "PENDING", 0)


async def test_an_order_that_is_allowed_while_others_sweep_is_left_alone(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await ann.may_pay(order)
    shop.clock.forward(TTL - 1)

    expired = await shop.checkout._expire(order.id)
    await shop.checkout._release_expired(order.id)

    assert (expired, await shop.state(order), await shop.free("windows")) == (None, "PENDING", 0)


async def test_an_expired_order_makes_room_for_a_new_one(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B")
    await ann.opens("windows")
    shop.clock.forward(TTL)
    await shop.checkout.expire_due()

    order = await ann.opens("windows")

    assert order.state == "PENDING"


async def test_a_great_rush_expires_a_page_at_a_time(shop: ShopHarness) -> None:
    await shop.stocks("windows", *(f"code {number}" for number in range(BATCH + 1)))
    for number in range(BATCH + 1):
        driver = await arrives(shop, 2000 + number, "Guest", Language.EN)
        await driver.accepts(version=1)
        await driver.opens("windows")
    shop.clock.forward(TTL + GRACE)

    rounds = [len(await shop.checkout.expire_due()) for _ in range(3)]

    assert rounds == [BATCH, 1, 0]


async def test_what_is_put_back_goes_to_who_waits(shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    late = await bob.opens("windows")
    await bob.cancels(late)
    held = await ann.opens("windows")
    await bob.pays(late)

    await ann.cancels(held)

    assert (await shop.state(late), await shop.goods(late)) == ("PAID", ["A"])


async def test_holds_are_looked_at_again_before_they_are_let_go(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    shop.clock.forward(TTL)
    await shop.checkout.expire_due()

    await shop.checkout._release_expired(order.id)
    kept = await shop.free("windows")
    shop.clock.forward(GRACE)
    await shop.checkout._release_expired(order.id)

    assert (kept, await shop.free("windows")) == (0, 1)

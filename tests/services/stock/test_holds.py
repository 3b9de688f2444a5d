import pytest

from services.domain.errors import HoldRefused, OutOfStock, ShopError, TooManyUnpaid
from services.domain.payments.receipt import Receipt
from services.domain.values.clock import DAY, HOUR, MINUTE
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, ShopHarness

HOLD = 20 * MINUTE
TWENTY = [f"CODE-{number}" for number in range(20)]


async def lets_expire(shop: ShopHarness, driver: CustomerDriver, slug: str = "windows", quantity: int = 1) -> None:
    """Order, never pay, and wait until the goods are back."""
    await driver.opens(slug, quantity)
    shop.clock.forward(HOLD)
    await shop.checkout.expire_due()


async def is_refused_for(shop: ShopHarness, driver: CustomerDriver) -> int:
    """Order and never pay, until that is refused; returns for how many hours."""
    for _ in range(20):
        try:
            await lets_expire(shop, driver)
        except TooManyUnpaid as refused:
            return int(str(refused.params["hours"]))
    raise AssertionError("never refused")


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)  # a day of 288 tries; each rule of it is tried on both below
async def test_who_never_pays_keeps_the_goods_from_others_for_a_bounded_time(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", *TWENTY)
    refused = tries = 0
    begin = shop.clock()

    while shop.clock() < begin + DAY:
        for quantity in (20, 10, 5, 2, 1):
            try:
                await ann.opens("windows", quantity)
                break
            except ShopError:
                continue
        try:
            order = await bob.opens("windows")
            await bob.cancels(order)
        except OutOfStock:
            refused += 1
        tries += 1
        shop.clock.forward(5 * MINUTE)
        await shop.checkout.expire_due()

    assert tries == 288
    assert refused <= 4, "only the first hold, of a customer whom nobody knew yet, takes everything"


async def test_after_unpaid_orders_fewer_goods_are_held(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", *TWENTY)
    await lets_expire(shop, ann, quantity=20)

    with pytest.raises(HoldRefused) as half:
        await ann.opens("windows", 11)
    await lets_expire(shop, ann, quantity=10)
    with pytest.raises(HoldRefused) as quarter:
        await ann.opens("windows", 6)

    assert (half.value.params, quarter.value.params) == ({"limit": 10}, {"limit": 5})


async def test_after_unpaid_orders_goods_are_held_for_a_shorter_time(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", *TWENTY)
    lasting = []
    for _ in range(3):
        order = await ann.opens("windows")
        lasting.append(order.expires_at - order.created_at)
        shop.clock.forward(HOLD)
        await shop.checkout.expire_due()

    assert lasting == [15 * MINUTE, 15 * MINUTE, 15 * MINUTE // 2]


async def test_who_held_too_much_waits_until_the_first_of_it_is_a_day_old(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", *TWENTY)
    first = shop.clock()

    hours = await is_refused_for(shop, ann)
    shop.clock.moment = first + DAY - 1
    with pytest.raises(TooManyUnpaid):
        await ann.opens("windows")
    shop.clock.forward(1)
    order = await ann.opens("windows")

    assert 22 <= hours <= 23
    assert await shop.state(order) == "PENDING"


async def test_an_order_that_is_cancelled_at_once_costs_its_customer_nothing(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", *TWENTY)
    for _ in range(20):
        await ann.cancels(await ann.opens("windows", 20))
        shop.clock.forward(MINUTE // 2)

    order = await ann.opens("windows", 20)

    assert order.expires_at - order.created_at == 15 * MINUTE


async def test_a_payment_clears_what_was_left_unpaid(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", *TWENTY)
    await lets_expire(shop, ann)
    await lets_expire(shop, ann)
    shop.clock.forward(1)
    await ann.buys("windows")
    shop.clock.forward(1)

    order = await ann.opens("windows", 19)

    assert order.expires_at - order.created_at == 15 * MINUTE


async def test_a_payment_for_an_order_of_the_day_before_clears_too(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", *TWENTY)
    old = await ann.opens("windows")
    shop.clock.forward(DAY)
    await shop.checkout.expire_due()
    await lets_expire(shop, ann)
    shop.clock.forward(1)

    await ann.pays(old)

    assert (await ann.opens("windows", 19)).quantity == 19


async def test_the_limits_are_forgotten_after_a_day(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", *TWENTY)
    await lets_expire(shop, ann)
    shop.clock.forward(DAY)

    assert (await ann.opens("windows", 20)).quantity == 20


async def test_nobody_is_kept_out_by_the_own_order_that_is_over(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "LAST")
    over = await ann.opens("windows")
    shop.clock.forward(15 * MINUTE)
    await shop.checkout.expire_due()
    with pytest.raises(OutOfStock):
        await bob.opens("windows")

    again = await ann.opens("windows")
    await ann.pays(again)
    await ann.pays(over)

    assert (await shop.goods(again), await shop.state(over)) == (["LAST"], "WAITING")


async def test_a_confirm_button_that_is_pressed_again_takes_no_goods_from_its_order(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "LAST")
    request = await shop.request("windows")
    order = await shop.checkout.open(ann.customer, request)
    shop.clock.forward(15 * MINUTE)
    await shop.checkout.expire_due()

    again = await shop.checkout.open(ann.customer, request)
    with pytest.raises(OutOfStock):
        await bob.opens("windows")
    await ann.pays(order)

    assert (again.id, await shop.goods(order)) == (order.id, ["LAST"])


async def test_goods_stay_with_an_order_whose_receipt_is_looked_at(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "LAST")
    order = await ann.opens("transfer-only", method="manual")
    shop.clock.forward(15 * MINUTE)
    await shop.checkout.expire_due()
    await shop.receipts.submit(ann.customer, order.id, Receipt(text="bank 42"))

    with pytest.raises(OutOfStock):
        await ann.opens("transfer-only", method="manual")
    (payment,) = await shop.payments(order)
    await shop.receipt_review.approve(payment.id, ADMIN)

    assert await shop.goods(order) == ["LAST"]


async def test_a_renewal_that_takes_no_stock_is_never_refused_for_unpaid_orders(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", *TWENTY)
    await shop.stocks("all-access", "https://example.com/1")
    bought = await ann.buys("all-access")
    await shop.arrives(bought)
    (subscription,) = await shop.renewals.of(ann.customer)
    shop.clock.forward(HOUR)
    await is_refused_for(shop, ann)

    renewal = await ann.opens("all-access", renews=subscription.id)

    assert await shop.state(renewal) == "PENDING"

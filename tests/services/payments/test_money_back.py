from services.domain.payments.payment import PaymentState
from services.domain.subscriptions.subscription import Subscription
from services.domain.values.clock import MINUTE
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness


async def test_the_books_follow_when_the_provider_says_a_charge_went_back(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await ann.pays(order, "charge-7")

    refunded = await shop.charge_processor.apply_refund("stars", "charge-7")

    assert refunded == await shop.order(order.id)
    assert (await shop.state(order), [one.state for one in await shop.payments(order)]) == ("REFUNDED", ["REFUNDED"])
    assert await shop.history(order) == ["opened", "paid", "refunded"]


async def test_going_back_twice_changes_nothing(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await ann.pays(order, "charge-7")
    await shop.charge_processor.apply_refund("stars", "charge-7")

    again = await shop.charge_processor.apply_refund("stars", "charge-7")

    assert (again, (await shop.history(order)).count("refunded")) == (None, 1)


async def test_the_refund_of_an_unknown_charge_is_no_matter_of_ours(shop: ShopHarness) -> None:
    assert await shop.charge_processor.apply_refund("stars", "charge-7") is None


async def test_sold_goods_are_never_on_sale_again(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await ann.pays(order, "charge-7")

    await shop.charge_processor.apply_refund("stars", "charge-7")

    assert (await shop.goods(order), await shop.free("windows")) == (["A"], 0)


async def test_a_surplus_that_went_back_leaves_its_order_alone(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await ann.pays(order, "charge-1")
    await ann.pays(order, "charge-2")

    refunded = await shop.charge_processor.apply_refund("stars", "charge-2")

    assert (refunded, await shop.state(order)) == (None, "PAID")
    assert [one.state for one in await shop.payments(order)] == [PaymentState.CONFIRMED, PaymentState.REFUNDED]


async def test_money_for_no_order_that_went_back_is_written_down(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await shop.charge_processor.apply_charge(ann.charge(order, "charge-7", order_id="no-such-order"))

    refunded = await shop.charge_processor.apply_refund("stars", "charge-7")

    async with shop.db.read() as reading:
        payment = await reading.payments.by_charge("stars", "charge-7")
    assert payment is not None
    assert (refunded, payment.state) == (None, "REFUNDED")


async def test_who_leaves_the_line_gives_what_he_held_to_the_next(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B")
    hers, his = await ann.opens("emby-month", quantity=2), None
    await ann.cancels(hers)
    his = await bob.opens("emby-month")
    await bob.cancels(his)
    thief = await ann.buys("emby-month")
    await ann.pays(hers, "charge-hers")
    shop.clock.forward(MINUTE)
    await bob.pays(his)

    await shop.charge_processor.apply_refund("stars", "charge-hers")

    assert (await shop.goods(thief), await shop.goods(hers), await shop.goods(his)) == (["A"], [], ["B"])
    assert (await shop.state(hers), await shop.state(his)) == ("REFUNDED", "PAID")


async def test_money_that_comes_for_a_refunded_order_goes_back_too(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B")
    order = await ann.opens("windows")
    await ann.pays(order, "charge-1")
    await shop.charge_processor.apply_refund("stars", "charge-1")

    result = await ann.pays(order, "charge-2")

    assert (result.outcome.name, await shop.state(order), await shop.free("windows")) == ("UNMATCHED", "REFUNDED", 1)


async def subscription_of(shop: ShopHarness, driver: CustomerDriver) -> Subscription:
    async with shop.db.read() as reading:
        [found] = await reading.subscriptions.all_of(driver.id, 0, 10)
    return found


async def test_goods_that_did_not_arrive_stay_here_when_the_money_goes_back(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await ann.pays(order, "charge-7")

    await shop.charge_processor.apply_refund("stars", "charge-7")

    async with shop.db.begin() as tx:
        due = (await tx.deliveries.claim(10, MINUTE), await tx.deliveries.resend(order.id))
    assert (due, [one.state for one in await shop.deliveries(order)]) == (([], 0), ["WITHDRAWN"])


async def test_goods_that_are_on_their_way_are_left_to_their_bearer(shop: ShopHarness, ann: CustomerDriver) -> None:
    shop.outbox.lease = MINUTE
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await ann.pays(order, "charge-7")

    await shop.charge_processor.apply_refund("stars", "charge-7")
    await shop.arrives(order)

    assert ([one.state for one in await shop.deliveries(order)], await shop.state(order)) == (["SENDING"], "REFUNDED")


async def test_a_subscription_whose_money_went_back_is_over_and_nobody_is_reminded(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A")
    order = await ann.opens("emby-month")
    await ann.pays(order, "charge-7")
    await shop.arrives(order)

    await shop.charge_processor.apply_refund("stars", "charge-7")

    subscription = await subscription_of(shop, ann)
    assert (subscription.state, subscription.remind_at) == ("REVOKED", None)


async def test_a_renewal_whose_money_went_back_gives_its_time_back(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A", "B")
    await shop.arrives(await ann.buys("emby-month"))
    before = await subscription_of(shop, ann)
    renewal = await ann.opens("emby-month", renews=before.id)
    await ann.pays(renewal, "charge-renewal")
    await shop.arrives(renewal)

    await shop.charge_processor.apply_refund("stars", "charge-renewal")

    after = await subscription_of(shop, ann)
    assert (after.state, after.ends_at, after.remind_at) == ("ACTIVE", before.ends_at, before.remind_at)

from dataclasses import replace

import pytest

from services.domain.payments.payment import Charge
from services.domain.values.clock import MINUTE
from services.domain.values.money import Currency, Money
from services.payments.apply_charge import ChargeOutcome
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, ShopHarness

TTL, GRACE = 15 * MINUTE, 5 * MINUTE


async def surplus_of(shop: ShopHarness, order_id: str) -> list[tuple[str, str | None]]:
    """State and reason of every payment of an order beyond its first."""
    async with shop.db.read() as reading:
        return [(str(one.state), one.reason) for one in await reading.payments.of_order(order_id)][1:]


async def refunds_due(shop: ShopHarness) -> list[tuple[str, Money]]:
    """Return the charges that would go back now, as a provider would be asked."""
    async with shop.db.begin() as tx:
        return [(refund.charge_id, refund.money) for refund in await tx.refunds.claim(10, MINUTE)]


async def power_fails(shop: ShopHarness, charge: Charge) -> None:
    """Everything is written, and the last moment before the commit never comes."""
    async with shop.db.begin() as tx:
        await shop.charge_processor.apply(tx, charge)
        raise RuntimeError("power")


async def test_one_transaction_confirms_pays_binds_and_writes_the_delivery(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B", "C")
    order = await ann.opens("emby-month", quantity=2)
    shop.clock.forward(MINUTE)

    result = await ann.pays(order, "charge-7")

    [payment] = await shop.payments(order)
    [delivery] = await shop.deliveries(order)
    assert (result.outcome, result.order) == (ChargeOutcome.PAID, await shop.order(order.id))
    assert (payment.state, payment.charge_id, payment.confirmed_at) == ("CONFIRMED", "charge-7", shop.clock())
    assert ((await shop.order(order.id)).paid_at, await shop.goods(order)) == (shop.clock(), ["A", "B"])
    assert (delivery.state, delivery.part, delivery.customer_id) == ("DUE", 1, ann.id)
    assert await shop.history(order) == ["opened", "paid"]


async def test_the_running_shop_gets_the_delivery_to_send(shop: ShopHarness, ann: CustomerDriver) -> None:
    shop.outbox.lease = MINUTE
    await shop.stocks("emby-month", "A")
    order = await ann.opens("emby-month")

    result = await ann.pays(order)

    [prepared] = shop.outbox.accepted
    assert prepared == result.prepared
    assert ([secret.reveal() for secret in prepared.goods], prepared.language) == (["A"], "en")
    assert (prepared.delivery.state, prepared.delivery.attempts) == ("SENDING", 1)


async def test_a_charge_that_is_reported_again_changes_nothing(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B")
    order = await ann.opens("windows")
    await ann.pays(order, "charge-7")
    before = await shop.order(order.id)

    again = await shop.charge_processor.apply_charge(ann.charge(order, "charge-7"))

    assert (again.outcome, again.order, again.prepared) == (ChargeOutcome.DUPLICATE, before, None)
    assert (await shop.goods(order), len(await shop.deliveries(order)), await shop.free("windows")) == (["A"], 1, 1)


async def test_a_second_charge_for_a_paid_order_goes_back(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B")
    order = await ann.opens("windows")
    await ann.pays(order, "charge-1")

    second = await ann.pays(order, "charge-2")

    assert (second.outcome, await surplus_of(shop, order.id)) == (ChargeOutcome.UNMATCHED, [("SURPLUS", "paid-twice")])
    assert (await refunds_due(shop), await shop.goods(order)) == ([("charge-2", order.total)], ["A"])
    assert [(notice.recipient_id, notice.kind) for notice in await shop.notices()] == [(ADMIN, "admin-surplus")]


async def test_a_surplus_that_is_reported_again_goes_back_once(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    charge = ann.charge(order, "charge-2")

    applied = [(await shop.charge_processor.apply_charge(charge)).outcome for _ in range(3)]

    assert applied == [ChargeOutcome.UNMATCHED, ChargeOutcome.DUPLICATE, ChargeOutcome.DUPLICATE]
    assert await refunds_due(shop) == [("charge-2", order.total)]


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"money": Money(79, Currency.XTR)}, "other-amount"),
        ({"money": Money(81, Currency.XTR)}, "other-amount"),
        ({"money": Money(80, Currency.USD)}, "other-amount"),
        ({"payer_id": 1002}, "other-payer"),
        ({"provider": "crypto"}, "other-way-to-pay"),
    ],
)
async def test_money_that_does_not_fit_the_order_pays_nothing(
    shop: ShopHarness, ann: CustomerDriver, params: dict[str, object], reason: str
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")

    result = await shop.charge_processor.apply_charge(ann.charge(order, **params))

    assert (result.outcome, await surplus_of(shop, order.id)) == (ChargeOutcome.UNMATCHED, [("SURPLUS", reason)])
    assert (await shop.state(order), await shop.goods(order), await shop.deliveries(order)) == ("PENDING", [], [])


async def test_after_wrong_money_the_right_money_still_pays(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await shop.charge_processor.apply_charge(ann.charge(order, money=Money(1, Currency.XTR)))

    result = await ann.pays(order)

    assert (result.outcome, await shop.goods(order)) == (ChargeOutcome.PAID, ["A"])


async def test_money_for_no_order_of_ours_waits_for_a_person(shop: ShopHarness, ann: CustomerDriver) -> None:
    charge = Charge("stars", "charge-7", "no-such-order", ann.id, Money(5, Currency.XTR))

    first = await shop.charge_processor.apply_charge(charge)
    again = await shop.charge_processor.apply_charge(charge)

    assert ((first.outcome, first.order), again.outcome) == ((ChargeOutcome.UNMATCHED, None), ChargeOutcome.DUPLICATE)
    assert await refunds_due(shop) == []


async def test_surplus_that_no_interface_returns_waits_for_a_person(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await ann.opens("transfer-only", method="manual")
    await ann.pays(order)

    await ann.pays(order)

    assert (await surplus_of(shop, order.id), await refunds_due(shop)) == ([("SURPLUS", "paid-twice")], [])


@pytest.mark.parametrize("ending", ["expires", "is cancelled"])
async def test_late_money_still_buys_what_is_there(shop: ShopHarness, ann: CustomerDriver, ending: str) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    if ending == "expires":
        shop.clock.forward(TTL + GRACE)
        await shop.checkout.expire_due()
    else:
        await ann.cancels(order)

    result = await ann.pays(order)

    assert (result.outcome, await shop.goods(order), await shop.free("windows")) == (ChargeOutcome.PAID, ["A"], 0)
    assert (await shop.history(order))[-1] == "paid-late"


async def test_late_money_within_the_grace_period_finds_its_own_goods(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A", "B")
    order = await ann.opens("windows")
    shop.clock.forward(TTL)
    await shop.checkout.expire_due()
    await bob.buys("windows")

    await ann.pays(order)

    assert await shop.goods(order) == ["A"]


async def test_late_money_without_stock_waits_in_line_and_admins_know(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await ann.cancels(order)
    await bob.buys("windows")

    result = await ann.pays(order)

    waiting = await shop.order(order.id)
    assert (result.outcome, result.order, result.prepared) == (ChargeOutcome.WAITING, waiting, None)
    assert (await shop.goods(order), await shop.deliveries(order)) == ([], [])
    assert [notice.kind for notice in await shop.notices()] == ["admin-sold-out", "admin-waiting"]


async def test_an_order_that_waits_is_not_paid_a_second_time(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await ann.cancels(order)
    await bob.buys("windows")
    await ann.pays(order)

    result = await ann.pays(order)

    assert (result.outcome, await shop.state(order)) == (ChargeOutcome.UNMATCHED, "WAITING")


async def test_a_failure_leaves_neither_payment_nor_goods_behind(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    before = (await shop.payments(order), await shop.free("windows"))

    with pytest.raises(RuntimeError, match="power"):
        await power_fails(shop, ann.charge(order))

    assert (await shop.payments(order), await shop.free("windows")) == before
    assert (await shop.order(order.id), await shop.goods(order)) == (order, [])


async def test_who_reviewed_a_payment_is_written_down(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("transfer-only", "A")
    order = await ann.opens("transfer-only", method="manual")

    async with shop.db.begin() as tx:
        await shop.charge_processor.apply(tx, ann.charge(order), reviewed_by=ADMIN)

    [payment] = await shop.payments(order)
    assert (payment.reviewed_by, payment.state) == (ADMIN, "CONFIRMED")


async def test_a_charge_id_belongs_to_one_way_to_pay(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    charge = ann.charge(order, "7")

    strange = await shop.charge_processor.apply_charge(replace(charge, provider="crypto"))
    right = await shop.charge_processor.apply_charge(charge)

    assert (strange.outcome, right.outcome) == (ChargeOutcome.UNMATCHED, ChargeOutcome.PAID)


async def test_strange_money_that_two_report_in_one_moment_is_written_down_once(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    charge = Charge("stars", "charge-7", "no-such-order", ann.id, Money(5, Currency.XTR))

    async with shop.db.begin() as tx:
        found = [await shop.charge_processor._surplus(tx, charge, None, "unknown-order") for _ in range(2)]

    assert [one.outcome for one in found] == [ChargeOutcome.UNMATCHED, ChargeOutcome.DUPLICATE]

"""A payment whose message was lost is found in Telegram's own ledger."""

from dataclasses import replace

import pytest

from services.payments.providers.stars import PAGE, StarTransaction
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import BOT, ShopHarness


def line(driver: CustomerDriver, order_id: str, charge_id: str, stars: int = 80) -> StarTransaction:
    return StarTransaction(charge_id, driver.id, order_id, stars, refunded=False)


def listen(shop: ShopHarness) -> list[int]:
    """The places in the ledger that are asked for from now on."""
    asked: list[int] = []
    transactions = shop.telegram.transactions

    async def listening(offset: int, limit: int) -> tuple[list[StarTransaction], int]:
        asked.append(offset)
        return await transactions(offset, limit)

    shop.telegram.transactions = listening  # type: ignore[method-assign]
    return asked


async def test_a_lost_payment_is_found_and_delivered(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    shop.telegram.lines.append(line(ann, order.id, "lost"))

    assert await shop.reconciliation.run() == 1

    assert await shop.goods(order) == ["A"]


async def test_a_payment_that_was_heard_is_not_missed(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B")
    order = await ann.buys("windows")

    assert await shop.reconciliation.run() == 0
    assert await shop.goods(order) == ["A"]


async def test_the_ledger_is_read_once(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    shop.telegram.lines.append(line(ann, (await ann.opens("windows")).id, "lost"))
    await shop.reconciliation.run()
    asked = listen(shop)
    await shop.reconciliation.run()

    assert asked == [1]


async def test_the_cursor_survives_a_restart(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B")
    shop.telegram.lines.append(line(ann, (await ann.opens("windows")).id, "first"))
    await shop.reconciliation.run()

    reborn = ShopHarness(shop.db, clock=shop.clock, real=shop.real, telegram=shop.telegram)
    shop.telegram.lines.append(line(ann, (await ann.opens("windows")).id, "second"))

    assert await reborn.reconciliation.run() == 1


async def test_a_crash_before_the_cursor_moves_costs_a_repetition_only(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B")
    order = await ann.opens("windows")
    shop.telegram.lines.append(line(ann, order.id, "lost"))
    came, _, _ = await shop.providers["stars"].fetch_transactions(0)
    await shop.charge_processor.apply_charge(came[0])

    assert await shop.reconciliation.run() == 0
    assert await shop.goods(order) == ["A"]


async def test_many_lines_are_read_page_by_page(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    strangers = [line(ann, f"unknown-{number}", f"charge-{number}") for number in range(PAGE + 5)]
    shop.telegram.lines += [*strangers, line(ann, order.id, "ours")]

    await shop.reconciliation.run()

    assert await shop.goods(order) == ["A"]


async def test_money_for_an_order_that_nobody_knows_waits_for_a_person(shop: ShopHarness, ann: CustomerDriver) -> None:
    shop.telegram.lines.append(line(ann, "never-was", "stray"))

    await shop.reconciliation.run()
    await shop.refunds.process_due()

    assert shop.telegram.refunds == []
    assert "admin-surplus" in {notice.kind for notice in await shop.notices()}


async def test_what_was_sold_before_the_first_start_is_let_alone(shop: ShopHarness, ann: CustomerDriver) -> None:
    shop.telegram.lines += [line(ann, f"old-{number}", f"charge-{number}") for number in range(PAGE + 5)]

    await shop.reconciliation.begin()
    await shop.reconciliation.begin()

    assert await shop.reconciliation.run() == 0
    assert await shop.notices() == []


async def test_the_second_start_skips_nothing(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    await shop.reconciliation.begin()
    order = await ann.opens("windows")
    shop.telegram.lines.append(line(ann, order.id, "lost"))

    await shop.reconciliation.begin()

    assert await shop.reconciliation.run() == 1
    assert await shop.goods(order) == ["A"]


async def test_another_bot_on_the_same_database_starts_its_own_cursor(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    shop.telegram.lines += [line(ann, f"old-{number}", f"charge-{number}") for number in range(PAGE + 5)]
    await shop.reconciliation.begin()

    shop.telegram.lines[:] = [line(ann, "of-somebody-else", "before")]
    another = replace(shop.reconciliation, bot_id=BOT + 1)
    await another.begin()
    order = await ann.opens("windows")
    shop.telegram.lines.append(line(ann, order.id, "lost"))

    assert await another.run() == 1
    assert await shop.goods(order) == ["A"]


async def test_a_cursor_without_its_bot_is_taken_over_once_by_the_bot_whose_ledger_reaches_so_far(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    shop.telegram.lines += [line(ann, "heard-of", "first"), line(ann, order.id, "lost")]
    async with shop.db.begin() as tx:
        await tx.key_values.put("ledger:stars", b"1")

    await shop.reconciliation.begin()
    await replace(shop.reconciliation, bot_id=BOT + 1).begin()

    assert await replace(shop.reconciliation, bot_id=BOT + 1).run() == 0
    assert await shop.reconciliation.run() == 1
    assert await shop.goods(order) == ["A"]


async def test_a_cursor_without_its_bot_and_beyond_the_end_belongs_to_another(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    async with shop.db.begin() as tx:
        await tx.key_values.put("ledger:stars", b"500")
    shop.telegram.lines.append(line(ann, "of-somebody-else", "before"))
    await shop.reconciliation.begin()
    order = await ann.opens("windows")
    shop.telegram.lines.append(line(ann, order.id, "lost"))

    assert await shop.reconciliation.run() == 1


async def test_a_ledger_that_became_shorter_is_told_and_read_from_its_beginning(
    shop: ShopHarness, ann: CustomerDriver, caplog: pytest.LogCaptureFixture
) -> None:
    await shop.stocks("windows", "A")
    await shop.reconciliation.begin()
    shop.telegram.lines += [line(ann, f"old-{number}", f"charge-{number}") for number in range(3)]
    await shop.reconciliation.run()

    order = await ann.opens("windows")
    shop.telegram.lines[:] = [line(ann, order.id, "lost")]
    await shop.reconciliation.begin()

    assert await shop.reconciliation.run() == 1
    assert await shop.goods(order) == ["A"]
    assert "ledger_shorter_than_cursor" in caplog.text


@pytest.mark.parametrize("length", [0, 1, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, 7 * PAGE + 13, 50_000])
async def test_the_end_of_a_long_ledger_is_found_in_a_few_calls(
    shop: ShopHarness, ann: CustomerDriver, length: int
) -> None:
    shop.telegram.lines += [line(ann, "old", f"charge-{number}") for number in range(length)]
    asked = listen(shop)

    await shop.reconciliation.begin()

    assert len(asked) <= 40
    assert await shop.reconciliation.run() == 0
    assert asked[-1] == length


async def test_a_refund_made_elsewhere_reaches_the_books(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.buys("windows")
    paid = shop.telegram.lines[0]
    shop.telegram.lines.append(replace(paid, refunded=True))

    await shop.reconciliation.run()

    assert await shop.state(order) == "REFUNDED"


async def test_a_late_payment_is_delivered_if_there_is_stock(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    shop.clock.forward(shop.policy.order_ttl + shop.policy.hold_grace)
    await shop.checkout.expire_due()  # closes the order
    await shop.checkout.expire_due()  # puts its stock back
    shop.telegram.lines.append(line(ann, order.id, "late"))

    await shop.reconciliation.run()

    assert await shop.goods(order) == ["A"]
    assert "paid-late" in await shop.history(order)


async def test_money_that_went_back_before_it_was_heard_of_brings_no_goods(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    paid = line(ann, order.id, "lost")
    shop.telegram.lines += [paid, replace(paid, refunded=True)]

    assert await shop.reconciliation.run() == 1
    await shop.reconciliation.run()

    assert (await shop.state(order), await shop.goods(order), await shop.free("windows")) == ("REFUNDED", [], 1)
    assert [str(one.state) for one in await shop.payments(order)] == ["REFUNDED"]
    assert (await shop.deliveries(order), shop.outbox.accepted) == ([], [])
    assert await shop.history(order) == ["opened", "paid", "refunded"]


async def test_a_refund_pages_behind_its_payment_is_known_before_it(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    paid = line(ann, order.id, "lost")
    strangers = [line(ann, f"unknown-{number}", f"charge-{number}") for number in range(2 * PAGE)]
    shop.telegram.lines += [paid, *strangers, replace(paid, refunded=True)]

    await shop.reconciliation.run()

    assert (await shop.state(order), await shop.goods(order)) == ("REFUNDED", [])


async def test_surplus_that_went_back_is_written_down_and_not_asked_for(shop: ShopHarness, ann: CustomerDriver) -> None:
    stray = line(ann, "never-was", "stray")
    shop.telegram.lines += [stray, replace(stray, refunded=True)]

    await shop.reconciliation.run()

    async with shop.db.read() as reading:
        payment = await reading.payments.by_charge("stars", "stray")
    assert payment is not None
    assert (str(payment.state), await shop.refunds.has_due(), await shop.notices()) == ("REFUNDED", False, [])


async def test_a_crash_after_money_that_went_back_changes_nothing_at_the_next_run(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    paid = line(ann, order.id, "lost")
    shop.telegram.lines += [paid, replace(paid, refunded=True)]
    came, _, _ = await shop.providers["stars"].fetch_transactions(0)
    await shop.charge_processor.apply_refunded_charge(came[0])

    assert await shop.reconciliation.run() == 0

    assert (await shop.state(order), (await shop.history(order)).count("refunded")) == ("REFUNDED", 1)

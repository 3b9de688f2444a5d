"""Admins hear of each sale: one by one while there are few, together when there are many."""

from dataclasses import replace

from services.domain.messaging.notice import Notice
from services.domain.orders.order import Order
from services.domain.payments.receipt import Receipt
from services.domain.values.clock import SECOND
from services.domain.values.language import Language
from services.reports.sale_notices import SINGLE, TOGETHER
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.service_harness import ADMIN, ShopHarness

OTHER = 2


async def told(shop: ShopHarness) -> list[Notice]:
    """Return the notices that the tick tells now, and the outbox sends."""
    await shop.sales.send_due()
    found = []
    while notices := await shop.notices():
        found += [one for one in notices if one.kind.startswith("admin-sale")]
        async with shop.db.begin() as tx:
            for one in notices:
                await tx.notices.sent(one.id, 1)
    return found


async def rush(shop: ShopHarness, times: int, slug: str = "windows") -> list[Order]:
    """So many people buy one each."""
    await shop.stocks(slug, *(f"{slug} {next(shop.numbers)}" for _ in range(times + 1)))
    orders = []
    for _ in range(times):
        guest = await arrives(shop, 4000 + next(shop.numbers), "Guest", Language.EN)
        await guest.accepts(version=1)
        orders.append(await guest.buys(slug))
    return orders


async def test_a_sale_names_product_quantity_amount_customer_and_order(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B", "C")
    order = await ann.buys("windows", quantity=2)

    [sale] = await told(shop)

    assert (sale.kind, sale.recipient_id) == ("admin-sale", ADMIN)
    assert sale.params == {
        "order": order.number,
        "product": "windows",
        "title_en": "windows",
        "title_zh": "windows 中文",
        "quantity": 2,
        "total": "160 XTR",
        "name": "Ann",
        "customer": ann.id,
        "renewal": 0,
    }
    assert await told(shop) == []


async def test_a_charge_that_is_reported_again_is_no_second_sale(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B")
    order = await ann.opens("windows")
    charge = ann.charge(order, "charge-1")
    for _ in range(3):
        await shop.charge_processor.apply_charge(charge)

    assert len(await told(shop)) == 1


async def test_many_sales_in_a_minute_become_one_notice_and_none_is_lost(shop: ShopHarness) -> None:
    await rush(shop, SINGLE)
    first = await told(shop)
    await rush(shop, 10)
    await rush(shop, 2, "music")
    shop.real.forward(TOGETHER - SECOND)
    early = await told(shop)
    shop.real.forward(2 * SECOND)

    [many] = await told(shop)

    assert ([one.kind for one in first], early) == (["admin-sale"] * SINGLE, [])
    assert (many.kind, many.params["count"], many.params["totals"]) == ("admin-sales", 12, "920 XTR")
    assert many.params["goods_en"] == "windows × 10\nmusic × 2"
    assert many.params["goods_zh"] == "windows 中文 × 10\nmusic 中文 × 2"
    assert await told(shop) == []


async def test_a_single_one_that_had_to_wait_is_told_as_one(shop: ShopHarness) -> None:
    await rush(shop, SINGLE)
    await told(shop)
    [order] = await rush(shop, 1)
    waits = await told(shop)
    shop.real.forward(TOGETHER + SECOND)

    assert (waits, [one.params["order"] for one in await told(shop)]) == ([], [order.number])


async def test_each_currency_has_a_sum_of_its_own(shop: ShopHarness, ann: CustomerDriver) -> None:
    await rush(shop, SINGLE)
    await shop.stocks("transfer-only", "T")
    order = await ann.opens("transfer-only", method="manual")
    await shop.receipts.submit(ann.customer, order.id, Receipt(text="1234 5678"))
    [case] = (await shop.receipt_review.waiting(0))[0]
    await shop.receipt_review.approve(case.payment.id, OTHER)

    shop.real.forward(TOGETHER)
    [many] = await told(shop)

    assert many.params["totals"] == "240 XTR, 50.00 CNY"


async def test_who_approved_a_receipt_needs_no_notice_of_the_sale(shop: ShopHarness, ann: CustomerDriver) -> None:
    shop = replace(shop, policy=replace(shop.policy, admins=(ADMIN, OTHER)))
    await shop.stocks("transfer-only", "T", "U")
    order = await ann.opens("transfer-only", method="manual")
    await shop.receipts.submit(ann.customer, order.id, Receipt(text="1234 5678"))
    [case] = (await shop.receipt_review.waiting(0))[0]
    await shop.receipt_review.approve(case.payment.id, OTHER)

    assert [one.recipient_id for one in await told(shop)] == [ADMIN]


async def test_an_owner_can_switch_it_off(shop: ShopHarness) -> None:
    await rush(replace(shop, policy=replace(shop.policy, sale_notices=False)), 2)

    assert await told(shop) == []


async def test_one_notice_an_order_what_asks_for_something_to_do_says_it_all(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("all-access", "https://example.com/a", "https://example.com/b")
    first = await ann.buys("all-access")
    await shop.arrives(first)
    [running] = await shop.renewals.of(ann.customer)
    await told(shop)

    renewal = await ann.buys("all-access", renews=running.id)
    await shop.sales.send_due()

    notices = [one for one in await shop.notices() if one.params.get("order") == renewal.number]
    assert [(one.kind, one.params["total"], one.params["name"]) for one in notices] == [
        ("admin-extended", "250 XTR", "Ann")
    ]

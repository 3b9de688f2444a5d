from asyncio import gather
from dataclasses import replace

import pytest

from services.domain.errors import (
    AlreadyPending,
    ConsentMissing,
    NotForSale,
    NotFound,
    NotPayable,
    OutOfStock,
    PriceChanged,
    QuantityRefused,
    TooManyOrders,
)
from services.domain.legal.consent import DocumentKind
from services.domain.orders.order import OrderState
from services.domain.values.clock import MINUTE
from services.domain.values.language import Language, LocalizedText
from services.domain.values.money import Currency, Money
from services.storage.schema.bootstrap import open_database
from tests.support.customer_driver import CustomerDriver, arrives
from tests.support.databases import KEY
from tests.support.service_harness import ShopHarness


async def publish_new_terms(shop: ShopHarness) -> None:
    await shop.consents.publish(DocumentKind.TERMS, {(DocumentKind.TERMS, one): "changed" for one in Language})


async def test_an_order_freezes_price_promise_language_deadline_and_consent(
    shop: ShopHarness, bob: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A", "B")

    order = await bob.opens("emby-month", quantity=2)

    assert order == await shop.order(order.id)
    assert (order.total, order.quantity, order.language) == (Money(300, Currency.XTR), 2, Language.ZH)
    assert (order.state, order.created_at) == (OrderState.PENDING, shop.clock())
    assert (order.expires_at - order.created_at, order.reserved_until - order.expires_at) == (15 * MINUTE, 5 * MINUTE)
    assert (order.snapshot.slug, order.snapshot.duration_days) == ("emby-month", 30)
    assert order.consent_id is not None
    assert await shop.history(order) == ["opened"]


async def test_an_order_opens_a_payment_and_keeps_its_goods(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A", "B", "C")

    order = await ann.opens("emby-month", quantity=2)

    [payment] = await shop.payments(order)
    assert (payment.state, payment.money, payment.provider) == ("OPENED", order.total, "stars")
    assert (await shop.free("emby-month"), await shop.goods(order)) == (1, [])


async def test_a_later_change_of_the_catalog_never_touches_an_open_order(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A")
    order = await ann.opens("emby-month")

    async with shop.db.begin() as tx:
        changed = replace(await shop.product("emby-month"), title=LocalizedText("X", "X"), prices={Currency.XTR: 999})
        await tx.products.put(changed, 0)

    assert await shop.order(order.id) == order


async def test_the_same_press_gives_the_same_order_again(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B")
    request = await shop.request("windows")

    first = await shop.checkout.open(ann.customer, request)
    again = await shop.checkout.open(ann.customer, request)

    assert (again, await shop.free("windows")) == (first, 1)


async def test_the_same_press_gives_the_same_order_even_after_it_was_paid(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    await shop.stocks("windows", "A", "B")
    request = await shop.request("windows")
    order = await shop.checkout.open(ann.customer, request)
    await ann.pays(order)

    again = await shop.checkout.open(ann.customer, request)

    assert (again.id, again.state, await shop.free("windows")) == (order.id, "PAID", 1)


async def test_two_people_may_press_with_the_same_intent(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A", "B")
    request = await shop.request("windows")

    hers = await shop.checkout.open(ann.customer, request)
    his = await shop.checkout.open(bob.customer, request)

    assert (hers.customer_id, his.customer_id, hers.id == his.id) == (ann.id, bob.id, False)


async def test_a_customer_has_one_pending_order_for_a_product(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A", "B")
    order = await ann.opens("windows")

    with pytest.raises(AlreadyPending) as refusal:
        await ann.opens("windows")

    assert refusal.value.params == {"order": order.id}


async def test_a_customer_has_at_most_three_pending_orders(shop: ShopHarness, ann: CustomerDriver) -> None:
    for slug in ("windows", "music", "books", "emby-month"):
        await shop.stocks(slug, f"code of {slug}")
    for slug in ("windows", "music", "books"):
        await ann.opens(slug)

    with pytest.raises(TooManyOrders) as refusal:
        await ann.opens("emby-month")

    assert (refusal.value.params, await shop.free("emby-month")) == ({"limit": 3}, 1)


async def test_more_than_there_is_cannot_be_ordered_and_nothing_is_kept(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A", "B")

    with pytest.raises(OutOfStock) as refusal:
        await ann.opens("emby-month", quantity=3)

    goods = await shop.product("emby-month")
    assert refusal.value.params == {"product": "emby-month", "product_id": goods.id, "left": 2}
    assert (await shop.free("emby-month"), await shop.orders.page(ann.customer, 0)) == (2, ([], False))


@pytest.mark.parametrize("quantity", [-1, 0, 6])
async def test_a_quantity_outside_of_the_limit_is_refused(ann: CustomerDriver, quantity: int) -> None:
    with pytest.raises(QuantityRefused) as refusal:
        await ann.opens("emby-month", quantity)

    assert refusal.value.params == {"limit": 5}


async def test_a_price_that_has_changed_is_shown_before_it_is_asked_for(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    request = replace(await shop.request("windows"), amount=79)

    with pytest.raises(PriceChanged) as refusal:
        await shop.checkout.open(ann.customer, request)

    assert (refusal.value.params, await shop.free("windows")) == ({"product": "windows", **request.choice}, 1)


@pytest.mark.parametrize("slug", ["hidden-thing", "transfer-only"])
async def test_what_is_hidden_or_has_no_such_price_is_not_for_sale(ann: CustomerDriver, slug: str) -> None:
    with pytest.raises(NotForSale):
        await ann.opens(slug)


@pytest.mark.parametrize(("product_id", "method"), [(999_999, "stars"), (None, "barter")])
async def test_unknown_products_and_ways_to_pay_are_refused(
    shop: ShopHarness, ann: CustomerDriver, product_id: int | None, method: str
) -> None:
    request = await shop.request("windows")

    with pytest.raises(NotForSale):
        await shop.checkout.open(
            ann.customer, replace(request, product_id=product_id or request.product_id, method=method)
        )


async def test_without_consent_nothing_can_be_bought(shop: ShopHarness) -> None:
    await shop.stocks("windows", "A")
    eve = await arrives(shop, 1003, "Eve", Language.EN)

    with pytest.raises(ConsentMissing):
        await eve.opens("windows")

    assert await shop.free("windows") == 1


async def test_new_terms_ask_again_at_confirmation(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    await publish_new_terms(shop)

    with pytest.raises(ConsentMissing):
        await ann.opens("windows")
    await ann.accepts(version=2)

    assert (await ann.opens("windows")).state == "PENDING"


async def test_new_terms_ask_again_before_money_moves(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    await publish_new_terms(shop)

    with pytest.raises(ConsentMissing) as refusal:
        await ann.may_pay(order)
    await ann.accepts(version=2)
    await ann.may_pay(order)

    assert refusal.value.params == {"order": order.id}
    assert (await shop.order(order.id)).consent_id != order.consent_id


async def test_a_quote_says_what_would_be_ordered(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A", "B")
    product = await shop.product("emby-month")

    quote = await shop.checkout.quote(ann.customer, product.id, 2, "manual")

    assert (quote.product, quote.quantity, quote.method) == (product, 2, "manual")
    assert quote.total == Money(1980, Currency.CNY)


async def test_the_ways_to_pay_are_those_with_a_price(shop: ShopHarness) -> None:
    found = {
        slug: shop.checkout.payment_methods(await shop.product(slug))
        for slug in ("emby-month", "windows", "transfer-only")
    }

    assert found == {
        "emby-month": [("stars", Money(150, Currency.XTR)), ("manual", Money(990, Currency.CNY))],
        "windows": [("stars", Money(80, Currency.XTR))],
        "transfer-only": [("manual", Money(5000, Currency.CNY))],
    }


async def test_an_order_is_seen_by_its_owner_alone(shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")

    with pytest.raises(NotFound):
        await shop.checkout.get(bob.customer, order.id)

    assert await shop.checkout.get(ann.customer, order.id) == order


async def test_the_messages_that_show_an_order_are_remembered(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")

    await shop.checkout.save_message_ids(order.id, screen_message_id=11, invoice_message_id=12)

    assert await shop.order(order.id) == replace(order, screen_message_id=11, invoice_message_id=12)


async def test_nobody_pays_for_what_is_not_his_or_for_another_amount(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")
    wrong = [
        (bob.customer, order.id, order.total),
        (ann.customer, "no-such-order", order.total),
        (ann.customer, order.id, Money(79, Currency.XTR)),
        (ann.customer, order.id, Money(80, Currency.USD)),
    ]

    for customer, order_id, money in wrong:
        with pytest.raises(NotPayable):
            await shop.checkout.authorize_payment(customer, order_id, money)

    assert (await shop.order(order.id)).payment_locked_until is None


async def test_what_is_held_for_one_is_not_held_for_another(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A")
    order = await ann.opens("windows")

    with pytest.raises(OutOfStock):
        await bob.opens("windows")
    await ann.pays(order)

    assert await shop.goods(order) == ["A"]


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)  # SQLite has one writer, and no locks of rows
async def test_notes_about_orders_and_pre_checkouts_of_two_processes_never_wait_for_each_other(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    replica = ShopHarness(await open_database(shop.db.url, [KEY]), shop.clock)
    await shop.stocks("windows", *map(str, range(40)))
    said = []
    for number in range(10):
        hers, his = await ann.opens("windows"), await bob.opens("windows")
        for one, order in ((shop, hers), (replica, his)):
            await one.checkout.save_message_ids(order.id, invoice_message_id=number)
        said += await gather(
            shop.checkout.authorize_payment(bob.customer, his.id, his.total),
            replica.checkout.authorize_payment(ann.customer, hers.id, hers.total),
            return_exceptions=True,
        )
        await ann.pays(hers)
        await bob.pays(his)
    await replica.db.close()

    assert [one for one in said if isinstance(one, BaseException)] == []

"""Rows of the catalog and of goods."""

from dataclasses import replace

from services.domain.catalog.product import Category
from services.domain.orders.order import OrderState
from services.domain.stock.stock import LEVEL_CAP, Batch, StockLevel, StockState
from services.domain.values.ids import new_id
from services.domain.values.language import LocalizedText
from services.domain.values.money import Currency
from services.domain.values.secret import Secret
from services.storage.stock.stock import CHUNK
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, PRODUCTS, ShopHarness, product


async def level(shop: ShopHarness, slug: str) -> StockLevel:
    goods = await shop.product(slug)
    async with shop.db.read() as reading:
        return await reading.stock.level(goods.id)


async def test_a_product_is_read_as_it_was_written(shop: ShopHarness) -> None:
    async with shop.db.read() as reading:
        found = await reading.products.all()

    assert [replace(one, id=0) for one in found] == list(PRODUCTS)


async def test_a_product_that_is_written_again_keeps_its_id_and_loses_old_prices(shop: ShopHarness) -> None:
    before = await shop.product("emby-month")

    async with shop.db.begin() as tx:
        await tx.products.put(replace(before, prices={Currency.USD: 499}, photo="https://example.org/x.jpg"), 0)

    assert await shop.product("emby-month") == replace(
        before, prices={Currency.USD: 499}, photo="https://example.org/x.jpg"
    )


async def test_pages_of_a_category_show_what_is_on_sale_in_its_order(shop: ShopHarness) -> None:
    async with shop.db.read() as reading:
        pages = [await reading.products.page("all", offset, 4) for offset in (0, 4, 8)]

    shown = [one.slug for one in PRODUCTS if not one.hidden]
    assert [[one.slug for one, _ in page] for page in pages] == [shown[:4], shown[4:], []]


async def test_a_category_without_anything_on_sale_is_not_shown_and_may_go(shop: ShopHarness) -> None:
    empty, hidden = Category("empty", LocalizedText("E", "空")), Category("hidden", LocalizedText("H", "藏"))
    async with shop.db.begin() as tx:
        await tx.products.put_categories([hidden, Category("all", LocalizedText("All", "全部")), empty])
        await tx.products.put(replace(product("cellar", prices={Currency.XTR: 1}, hidden=True), category="hidden"), 9)

    async with shop.db.begin() as tx:
        shown = [one.slug for one in await tx.products.categories()]
        known = [one.slug for one in await tx.products.all_categories()]
        await tx.products.drop_category("empty")
        left = [one.slug for one in await tx.products.all_categories()]

    assert (shown, known, left) == (["all"], ["hidden", "all", "empty"], ["hidden", "all"])


async def test_a_product_is_hidden_and_shown_by_its_slug(shop: ShopHarness) -> None:
    async with shop.db.begin() as tx:
        answers = [await tx.products.set_hidden(slug, hidden=True) for slug in ("music", "no-such-product")]
        found, nothing = await tx.products.find("music"), await tx.products.find("no-such-product")

    assert found is not None
    assert (answers, found.hidden, nothing) == ([True, False], True, None)


async def test_goods_are_sold_in_the_order_in_which_they_came(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "C", "A", "B")

    order = await ann.buys("windows", quantity=2)

    assert await shop.goods(order) == ["C", "A"]


async def test_the_level_is_counted_no_further_than_needed(shop: ShopHarness) -> None:
    await shop.stocks("windows", *(f"code {number}" for number in range(LEVEL_CAP)))
    exact = await level(shop, "windows")
    await shop.stocks("windows", "one more")

    assert (exact, await level(shop, "windows")) == (StockLevel(LEVEL_CAP), StockLevel(LEVEL_CAP, capped=True))


async def test_goods_of_other_products_are_never_taken(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("music", "song")
    await shop.stocks("books", "book")

    order = await ann.buys("books")

    assert (await shop.goods(order), await shop.free("music")) == (["book"], 1)


async def test_a_code_is_known_for_ever_whatever_became_of_it(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "sold", "held", "free")
    await ann.buys("windows")
    await ann.opens("windows")

    async with shop.db.read() as reading:
        known = await reading.stock.known([Secret(code) for code in ("sold", "held", "free", "new")])

    assert known == {"sold": StockState.GIVEN, "held": StockState.HELD, "free": StockState.FREE}


async def test_many_codes_come_in_at_once_and_known_ones_do_not_come_twice(shop: ShopHarness) -> None:
    codes = [Secret(f"code {number}") for number in range(CHUNK + 10)]
    await shop.stocks("windows", "code 0", f"code {CHUNK + 1}")
    batch = Batch(new_id(), (await shop.product("windows")).id, ADMIN, shop.clock(), len(codes))

    async with shop.db.begin() as tx:
        await tx.stock.open_batch(batch)
        await tx.stock.add(batch, await shop.db.vault.encrypt_all(codes))
        added = await tx.stock.close_batch(batch)
        known = await tx.stock.known(codes)

    assert (added, len(known)) == (CHUNK + 8, CHUNK + 10)


async def test_a_batch_is_found_until_it_is_undone(shop: ShopHarness) -> None:
    stored = await shop.stocks("windows", "A", "B")

    async with shop.db.begin() as tx:
        found = await tx.stock.batch(stored.batch.id)
        taken = await tx.stock.taken(stored.batch.id)
        await tx.stock.mark_undone(stored.batch.id, shop.clock())
        removed = await tx.stock.remove_free(stored.batch.id, 1)
        half = await tx.stock.batch(stored.batch.id)
        removed += await tx.stock.remove_free(stored.batch.id, 1)
        gone = await tx.stock.batch(stored.batch.id)

    assert (found, taken, removed, gone, await shop.free("windows")) == (stored.batch, 0, 2, None, 0)
    assert half is not None
    assert half.undone


async def test_codes_are_nowhere_in_the_clear(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "CANARY-1234")
    await ann.buys("windows")

    async with shop.db.read() as reading:
        [sealed] = await reading.stock.samples()

    assert (b"CANARY" in sealed, shop.db.vault.decrypt(sealed)) == (False, Secret("CANARY-1234"))


async def test_a_conversation_is_kept_changed_and_forgotten(shop: ShopHarness) -> None:
    seen = []
    for state, data in (("asked", {"word": "中文"}), ("asked", {}), (None, {"word": "x"}), (None, {})):
        async with shop.db.begin() as tx:
            await tx.conversations.put("chat:1", state, data, shop.clock())
        async with shop.db.read() as reading:
            seen.append(await reading.conversations.get("chat:1"))

    assert seen == [("asked", {"word": "中文"}), ("asked", {}), (None, {"word": "x"}), (None, {})]


async def test_orders_and_receipts_are_counted_no_further_than_asked(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("windows", "A", "B")
    first = await ann.opens("windows")
    shop.clock.forward(1)
    second = await bob.opens("windows")

    async with shop.db.read() as reading:
        counts = [await reading.orders.count(OrderState.PENDING, limit) for limit in (1, 5)]
        pending = await reading.orders.in_state(OrderState.PENDING, 5)
        receipts = await reading.payments.count_in_review(5)

    assert (counts, [one.id for one in pending], receipts) == ([1, 2], [first.id, second.id], 0)


async def test_a_product_without_any_price_is_still_a_product(shop: ShopHarness) -> None:
    async with shop.db.begin() as tx:
        await tx.products.put(product("priceless"), 9)

    assert (await shop.product("priceless")).prices == {}

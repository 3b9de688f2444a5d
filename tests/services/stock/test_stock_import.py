"""Goods come in: what the dry run says, what an import does, and what cannot be taken back."""

import asyncio
import time

import pytest

from services.domain.errors import NoChange, NotFound, NotUndoable
from services.domain.stock.stock import InvalidLine
from services.domain.values.secret import Secret
from services.stock.stock_import import PORTION, ImportResult, Undone
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ADMIN, ShopHarness


async def test_the_dry_run_says_what_each_line_is_and_stores_nothing(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "SOLD")
    await ann.buys("emby-month")
    await shop.stocks("emby-month", "LYING")

    report = await shop.stock_importer.preview(
        "emby-month", ["NEW", "NEW", "LYING", "SOLD", "OTHER"], [InvalidLine(6, "stock-line-long")]
    )

    assert [secret.reveal() for secret in report.new] == ["NEW", "OTHER"]
    assert (report.repeated, report.in_stock, report.sold) == (1, 1, 1)
    assert report.malformed == (InvalidLine(6, "stock-line-long"),)
    assert await shop.free("emby-month") == 1


async def test_an_import_is_one_batch_that_can_be_undone(shop: ShopHarness) -> None:
    stored = await shop.stocks("windows", "A", "B")

    assert (stored.added, stored.served) == (2, 0)
    assert await shop.stock_importer.undo(stored.batch.id, ADMIN) == Undone(2)
    assert await shop.free("windows") == 0


async def test_a_batch_is_undone_once(shop: ShopHarness) -> None:
    stored = await shop.stocks("windows", "A")
    await shop.stock_importer.undo(stored.batch.id, ADMIN)

    with pytest.raises(NotFound):
        await shop.stock_importer.undo(stored.batch.id, ADMIN)


async def test_a_batch_of_which_something_is_sold_stays(shop: ShopHarness, ann: CustomerDriver) -> None:
    stored = await shop.stocks("windows", "A", "B")
    await ann.buys("windows")

    with pytest.raises(NotUndoable) as refused:
        await shop.stock_importer.undo(stored.batch.id, ADMIN)

    assert refused.value.params == {"taken": 1}
    assert await shop.free("windows") == 1


async def test_a_batch_of_which_something_is_held_stays(shop: ShopHarness, ann: CustomerDriver) -> None:
    stored = await shop.stocks("windows", "A")
    await ann.opens("windows")

    with pytest.raises(NotUndoable):
        await shop.stock_importer.undo(stored.batch.id, ADMIN)


async def test_codes_come_back_after_an_undo(shop: ShopHarness) -> None:
    first = await shop.stocks("windows", "A")
    await shop.stock_importer.undo(first.batch.id, ADMIN)

    assert (await shop.stocks("windows", "A")).added == 1


async def test_a_sold_code_is_never_imported_again(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("windows", "ONCE")
    await ann.buys("windows")

    with pytest.raises(NoChange):
        await shop.stocks("windows", "ONCE")

    assert await shop.free("windows") == 0


async def test_a_code_of_one_product_is_not_imported_for_another(shop: ShopHarness) -> None:
    await shop.stocks("windows", "SAME")

    report = await shop.stock_importer.preview("music", ["SAME", "NEW"])

    assert report.in_stock == 1
    assert (await shop.stocks("music", "SAME", "NEW")).added == 1


async def test_an_import_of_nothing_new_leaves_no_batch(shop: ShopHarness) -> None:
    await shop.stocks("windows", "A")

    with pytest.raises(NoChange):
        await shop.stock_importer.store("windows", [Secret("A")], ADMIN)

    assert await shop.free("windows") == 1


async def test_two_admins_import_the_same_codes_at_once(shop: ShopHarness) -> None:
    imports = await asyncio.gather(
        shop.stocks("windows", "A", "B"), shop.stocks("windows", "A", "B"), return_exceptions=True
    )

    assert sorted(type(one).__name__ for one in imports) == ["ImportResult", "NoChange"]
    assert await shop.free("windows") == 2


async def test_the_same_codes_come_in_for_two_products_in_another_order(shop: ShopHarness) -> None:
    codes = [f"CODE-{number:03}" for number in range(400)]

    imports = await asyncio.gather(
        shop.stocks("windows", *codes), shop.stocks("music", *reversed(codes)), return_exceptions=True
    )

    assert {type(one) for one in imports} <= {ImportResult, NoChange}, imports
    assert sum(one.added for one in imports if isinstance(one, ImportResult)) == len(codes)


async def test_five_thousand_lines_are_one_batch(shop: ShopHarness) -> None:
    codes = [f"CODE-{number:05}" for number in range(5_000)]
    began = time.monotonic()

    report = await shop.stock_importer.preview("windows", codes)
    stored = await shop.stock_importer.store("windows", report.new, ADMIN)

    assert (len(report.new), stored.added) == (5_000, 5_000)
    assert time.monotonic() - began < 30
    assert await shop.stock_importer.undo(stored.batch.id, ADMIN) == Undone(5_000)


async def test_others_write_between_the_portions_of_a_long_import(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("music", "SONG")
    bought: list[int] = []

    async def meanwhile(done: int) -> None:
        if not bought:
            await ann.buys("music")
            bought.append(done)

    codes = [Secret(f"CODE-{number:05}") for number in range(3 * PORTION)]
    stored = await shop.stock_importer.store("windows", codes, ADMIN, told=meanwhile)

    assert (bought, stored.added) == ([PORTION], 3 * PORTION)


async def test_an_import_that_broke_off_is_carried_on_as_the_same_batch(shop: ShopHarness) -> None:
    codes = [Secret(f"CODE-{number:05}") for number in range(2 * PORTION)]

    async def dies(_done: int) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await shop.stock_importer.store("windows", codes, ADMIN, batch_id="one", told=dies)
    stored = await shop.stock_importer.store("windows", codes, ADMIN, batch_id="one")
    again = await shop.stock_importer.store("windows", codes, ADMIN, batch_id="one")

    assert (stored.added, again.added) == (2 * PORTION, 2 * PORTION)
    assert await shop.stock_importer.undo("one", ADMIN) == Undone(2 * PORTION)


async def test_an_import_serves_those_who_wait_and_tells_the_admins(
    shop: ShopHarness, ann: CustomerDriver, bob: CustomerDriver
) -> None:
    await shop.stocks("emby-month", "A")
    late = await ann.opens("emby-month")
    shop.clock.forward(shop.policy.order_ttl + shop.policy.hold_grace)
    await shop.checkout.expire_due()  # closes the order
    await shop.checkout.expire_due()  # puts its stock back
    await bob.buys("emby-month")
    await ann.pays(late)
    await shop.notices()

    stored = await shop.stocks("emby-month", "C")

    assert stored.served == 1
    assert await shop.goods(late) == ["C"]
    assert [(one.kind, one.params["count"]) for one in await shop.notices()] == [("admin-served", 1)]


async def test_a_product_that_is_not_there(shop: ShopHarness) -> None:
    with pytest.raises(NotFound):
        await shop.stock_importer.preview("nowhere", ["A"])


async def test_levels_name_every_product_hidden_ones_too(shop: ShopHarness) -> None:
    await shop.stocks("windows", "A", "B")

    levels = {product.slug: level.free for product, level in await shop.stock_importer.levels()}

    assert levels["windows"] == 2
    assert levels["hidden-thing"] == 0


async def test_others_order_between_the_portions_of_a_long_undo_and_keep_what_they_ordered(
    shop: ShopHarness, ann: CustomerDriver
) -> None:
    stored = await shop.stocks("windows", *(f"CODE-{number:05}" for number in range(3 * PORTION)))
    bought: list[str] = []

    async def meanwhile(_done: int) -> None:
        if not bought:
            bought.extend(await shop.goods(await ann.buys("windows")))

    undone = await shop.stock_importer.undo(stored.batch.id, ADMIN, told=meanwhile)

    assert (undone, len(bought)) == (Undone(3 * PORTION - 1, stayed=1), 1)
    assert await shop.free("windows") == 0


async def test_an_undo_that_broke_off_is_carried_on_and_told_once(shop: ShopHarness) -> None:
    stored = await shop.stocks("windows", *(f"CODE-{number:05}" for number in range(2 * PORTION)))

    async def dies(_done: int) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await shop.stock_importer.undo(stored.batch.id, ADMIN, "key", told=dies)
    undone = await shop.stock_importer.undo(stored.batch.id, ADMIN, "key")
    again = await shop.stock_importer.undo(stored.batch.id, ADMIN, "key")

    assert (undone, again) == (Undone(2 * PORTION), Undone(2 * PORTION))
    assert await shop.free("windows") == 0

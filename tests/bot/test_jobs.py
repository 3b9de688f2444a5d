from pathlib import Path
from typing import Any, cast

import pytest

from bot.intake.updates import LEASE, parse_update
from bot.jobs import CLEAR_EVERY, INBOX_RETENTION, health_monitor, jobs
from services.domain.payments.receipt import Receipt
from services.payments.receipts import KEPT_FOR
from services.storage.payments import receipts
from services.storage.system.inbox import CLEAR_BATCH
from tests.bot.intake.inbox_harness import BOT, InboxHarness, words
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness


async def test_old_ids_are_forgotten_however_many_there_are(shop: ShopHarness) -> None:
    counter = InboxHarness(shop.db)
    updates = [parse_update(BOT, words(number), shop.real()) for number in range(2 * CLEAR_BATCH + 1)]
    async with shop.db.begin() as tx:
        await tx.inbox.store(updates, shop.real() + LEASE)
        await tx.inbox.finish(BOT, range(len(updates)))
        await tx.outcomes.put("42:7:close-ticket", {})
    shop.real.forward(INBOX_RETENTION + 1)

    await tidies(shop)

    async with shop.db.read() as reading:
        assert (await counter.rows(), await reading.outcomes.find("42:7:close-ticket")) == ({}, None)


async def test_what_no_order_was_named_for_is_forgotten_and_what_was_handed_in_stays(
    shop: ShopHarness, ann: CustomerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts, "CLEAR_BATCH", 1)
    await shop.stocks("transfer-only", "A")
    order = await ann.opens("transfer-only", method="manual")
    old = [await shop.receipts.ask(ann.customer, Receipt(text=f"TX-{one}"), f"1001:{one}") for one in range(4)]
    assert all(old)
    named, dismissed, *forgotten = [one.receipt for one in old if one is not None]
    await shop.receipts.submit_kept(ann.customer, order.id, named)
    await shop.receipts.dismiss(ann.customer, dismissed)
    shop.clock.forward(KEPT_FOR - 1)
    async with shop.db.begin() as tx:
        young = await tx.receipts.keep(ann.id, None, {"text": "TX-9"}, shop.clock(), "1001:9", None)
    assert young is not None
    await tidies(shop)
    before = [await found(shop, one) for one in (named, dismissed, *forgotten, young)]
    shop.clock.forward(1)

    await tidies(shop)

    after = [await found(shop, one) for one in (named, dismissed, *forgotten, young)]
    assert (before, after) == ([True] * 5, [True, False, False, False, True])


async def found(shop: ShopHarness, receipt: int) -> bool:
    async with shop.db.read() as reading:
        return await reading.receipts.get(receipt) is not None


async def tidies(shop: ShopHarness) -> None:
    made = jobs(cast("Any", shop), cast("Any", None), InboxHarness(shop.db).intake)
    [clear] = [one for one in made if one.every == CLEAR_EVERY]
    await clear.work()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_the_disk_that_matters_is_that_of_the_database(
    shop: ShopHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Path("/proc")
    if not full.is_dir():
        pytest.skip("no file system without any space")
    monkeypatch.chdir(full)

    assert health_monitor(cast("Any", shop), BOT).disk_free() > 0

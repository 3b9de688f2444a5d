from sqlalchemy import delete

from services.domain.values.clock import DAY
from services.storage.tables import notices
from tests.support.customer_driver import CustomerDriver
from tests.support.service_harness import ShopHarness


async def test_what_stands_in_the_ledger_is_not_said_again(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A")
    await shop.arrives(await ann.buys("emby-month"))
    shop.clock.forward(23 * DAY)
    first = await shop.renewals.remind_due()
    (subscription,) = await shop.renewals.of(ann.customer)
    async with shop.db.begin() as tx:
        await tx.connection.execute(delete(notices))
        await tx.subscriptions.look_again(subscription.id, shop.clock())

    again = await shop.renewals.remind_due()

    assert (first, again) == (1, 0)


async def test_a_stage_is_entered_once_for_each_end(shop: ShopHarness, ann: CustomerDriver) -> None:
    await shop.stocks("emby-month", "A")
    await shop.arrives(await ann.buys("emby-month"))
    (subscription,) = await shop.renewals.of(ann.customer)

    async with shop.db.begin() as tx:
        entered = [
            await tx.subscriptions.note_reminder(subscription.id, stage, ends_at, now=1)
            for stage, ends_at in (("end", 5), ("end", 5), ("end", 6), ("before-7", 5))
        ]

    assert entered == [True, False, True, True]

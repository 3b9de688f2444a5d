"""What a shop that is open does by itself: deadlines, reminders, refunds, reconciliation, tidying up, and its pulse."""

import shutil
from contextlib import suppress
from functools import partial

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.app import Shop
from bot.intake.inbox import Intake
from bot.intake.shared_inbox import SharedIntake
from bot.intake.updates import LEASE
from bot.monitoring.health import Pulse
from bot.runtime.leader import Presence
from bot.runtime.scheduler import Tick
from handlers.payments.request_payment import tidy
from handlers.ui.screen import Screen
from services.domain.messaging.notice import KEPT_FOR as PARKED_FOR
from services.domain.messaging.notice import KEYS_KEPT_FOR
from services.domain.stock.waitlist import FIRST_GO, KEPT_FOR
from services.domain.values.clock import DAY, MINUTE, SECOND
from services.payments.receipts import KEPT_FOR as UNNAMED_FOR

KEEP_IDS = 8 * DAY
MARK_EVERY = LEASE // SECOND // 3
"""What is done is marked before its lease is over, and not once for every tap: mostly with what comes in next."""
RECONCILE_EVERY = 5 * MINUTE // SECOND
CLEAR_EVERY = 10 * MINUTE // SECOND
LOOK_AROUND_EVERY = 2


def ticks(shop: Shop, bot: Bot, intake: Intake) -> list[Tick]:
    """What is looked at how often (seconds)."""
    return [
        Tick(MARK_EVERY, intake.mark),
        Tick(3, partial(_expire, shop, bot), business=True, once=True),
        Tick(10, partial(_remind, shop), business=True, once=True),
        Tick(3, shop.restocking.tell_due, business=True, once=True),
        Tick(3, shop.sales.tell, once=True),
        Tick(10, partial(_refund, shop), once=True),
        Tick(30, intake.reclaim),
        Tick(60, shop.reviews.alert_undecided, business=True, once=True),
        Tick(RECONCILE_EVERY, shop.reconciliation.run, once=True),
        Tick(CLEAR_EVERY, partial(_clear, shop), once=True),
    ]


async def _expire(shop: Shop, bot: Bot) -> None:
    for order in await shop.checkout.expire_due():
        t = shop.library.speak(await shop.acquaintance.language_of(order.customer_id))
        with suppress(AiogramError):
            await tidy(order, Screen(bot, order.customer_id), t)


async def _remind(shop: Shop) -> None:
    if await shop.renewals.has_due():
        await shop.renewals.remind_due()


async def _refund(shop: Shop) -> None:
    if await shop.refunds.has_due():
        await shop.refunds.carry_out()


async def _clear(shop: Shop) -> None:
    real, cleared = shop.db.real(), 1
    before, said_before, parked_before = real - KEEP_IDS, real - KEYS_KEPT_FOR, real - PARKED_FOR
    while cleared:
        async with shop.db.begin() as tx:
            cleared = await tx.inbox.clear(before)
            cleared += await tx.outcomes.clear(before)
            cleared += await tx.notices.clear(before, said_before, parked_before)
            cleared += await tx.stock_drafts.clear(shop.now())
            cleared += await tx.receipts.clear(shop.now() - UNNAMED_FOR)
            cleared += await tx.watchers.clear(shop.now() - FIRST_GO, shop.now() - KEPT_FOR)


def fellowship(presence: Presence, intake: SharedIntake) -> list[Tick]:
    """What a process does for others beside it: lead if nobody does, take over from the dead, leave what lies idle."""

    async def look_around() -> None:
        await presence.bury_neighbours()
        await presence.lead()
        await intake.inherit()

    return [Tick(LOOK_AROUND_EVERY, look_around), Tick(60, intake.let_go)]


def pulse_of(shop: Shop, bot_id: int) -> Pulse:
    """How the health of a shop is measured."""

    async def inbox_age() -> int:
        async with shop.db.read() as reading:
            oldest = await reading.inbox.oldest_open(bot_id)
        return 0 if oldest is None else shop.db.real() - oldest

    async def outbox_age() -> int:
        async with shop.db.read() as reading:
            oldest = await reading.deliveries.oldest_due()
        return 0 if oldest is None else shop.db.real() - oldest

    return Pulse(inbox_age, outbox_age, shop.db.can_write, lambda: shutil.disk_usage(shop.db.folder).free)

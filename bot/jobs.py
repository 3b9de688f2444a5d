"""The jobs of an open shop: deadlines, reminders, refunds, reconciliation, tidying up, and its health."""

import shutil
from contextlib import suppress
from functools import partial

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.app import Services
from bot.intake.inbox import InboxProcessor
from bot.intake.shared_inbox import SharedInboxProcessor
from bot.intake.updates import LEASE
from bot.monitoring.health import HealthMonitor
from bot.monitoring.heartbeat_writer import LOOK_EVERY, HeartbeatWriter
from bot.runtime.leader import ProcessLease
from bot.runtime.scheduler import Job
from handlers.payments.payment_page import refresh_order_messages
from handlers.ui.screen import Screen
from services.domain.messaging.notice import KEPT_FOR as PARKED_FOR
from services.domain.messaging.notice import KEYS_KEPT_FOR
from services.domain.stock.waitlist import EXCLUSIVE_FOR, KEPT_FOR
from services.domain.values.clock import DAY, MINUTE, SECOND
from services.payments.receipts import KEPT_FOR as UNNAMED_FOR

INBOX_RETENTION = 8 * DAY
MARK_EVERY = LEASE // SECOND // 3
"""Updates are marked as done before their lease is over, and not once for every tap: mostly with what comes in next."""
RECONCILE_EVERY = 5 * MINUTE // SECOND
CLEAR_EVERY = 10 * MINUTE // SECOND
LOOK_AROUND_EVERY = 2


def jobs(shop: Services, bot: Bot, intake: InboxProcessor) -> list[Job]:
    """The jobs, each with its interval in seconds."""
    return [
        Job(MARK_EVERY, intake.mark),
        Job(3, partial(_expire, shop, bot), on_clock_change=True, leader_only=True),
        Job(10, partial(_remind, shop), on_clock_change=True, leader_only=True),
        Job(3, shop.back_in_stock.notify_due, on_clock_change=True, leader_only=True),
        Job(3, shop.sales.send_due, leader_only=True),
        Job(10, partial(_refund, shop), leader_only=True),
        Job(3, shop.extensions.go_on, leader_only=True),
        Job(30, intake.reclaim),
        Job(60, shop.receipt_review.alert_undecided, on_clock_change=True, leader_only=True),
        Job(RECONCILE_EVERY, shop.reconciliation.run, leader_only=True),
        Job(CLEAR_EVERY, partial(_clear, shop), leader_only=True),
    ]


async def _expire(shop: Services, bot: Bot) -> None:
    for order in await shop.checkout.expire_due():
        t = shop.translations.for_language(await shop.directory.language_of(order.customer_id))
        with suppress(AiogramError):
            await refresh_order_messages(order, Screen(bot, order.customer_id), t)


async def _remind(shop: Services) -> None:
    if await shop.renewals.has_due():
        await shop.renewals.remind_due()


async def _refund(shop: Services) -> None:
    if await shop.refunds.has_due():
        await shop.refunds.process_due()


async def _clear(shop: Services) -> None:
    real, cleared = shop.db.real(), 1
    before, said_before, parked_before = real - INBOX_RETENTION, real - KEYS_KEPT_FOR, real - PARKED_FOR
    while cleared:
        async with shop.db.begin() as tx:
            cleared = await tx.inbox.clear(before)
            cleared += await tx.outcomes.clear(before)
            cleared += await tx.notices.clear(before, said_before, parked_before)
            cleared += await tx.stock_drafts.clear(shop.now())
            cleared += await tx.receipts.clear(shop.now() - UNNAMED_FOR)
            cleared += await tx.waitlist.clear(shop.now() - EXCLUSIVE_FOR, shop.now() - KEPT_FOR)


def shared_mode_jobs(lease: ProcessLease, intake: SharedInboxProcessor) -> list[Job]:
    """The jobs of one of several processes: lead if nobody does, take over from the dead, leave what lies idle."""

    async def take_over_dead() -> None:
        await lease.release_dead_processes()
        await lease.try_lead()
        await intake.take_over()

    return [Job(LOOK_AROUND_EVERY, take_over_dead), Job(60, intake.release_idle)]


def heartbeat_job(shop: Services, monitor: HealthMonitor) -> Job:
    """Return the job that measures the uptime of the shop."""
    return Job(LOOK_EVERY, HeartbeatWriter(monitor, shop.heartbeats).look, leader_only=True)


def health_monitor(shop: Services, bot_id: int) -> HealthMonitor:
    """Return the health monitor of a shop."""

    async def inbox_age() -> int:
        async with shop.db.read() as reading:
            oldest = await reading.inbox.oldest_open(bot_id)
        return 0 if oldest is None else shop.db.real() - oldest

    async def outbox_age() -> int:
        async with shop.db.read() as reading:
            oldest = await reading.deliveries.oldest_due()
        return 0 if oldest is None else shop.db.real() - oldest

    return HealthMonitor(inbox_age, outbox_age, shop.db.can_write, lambda: shutil.disk_usage(shop.db.folder).free)

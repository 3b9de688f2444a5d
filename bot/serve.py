"""The life of the process: start in the right order, serve, stop without losing anything.

Start: database, documents, catalog, what an earlier process left, then Telegram. Stop (SIGTERM, SIGINT): no new
updates, six seconds for what is under way, then the outbox, the last marks, and out.
"""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot, Dispatcher
from structlog.stdlib import get_logger

from bot.app import Services, assemble, publish_files
from bot.dispatcher import make_dispatcher
from bot.intake.inbox import InboxProcessor
from bot.intake.polling import Polling
from bot.intake.processing import make_intake
from bot.intake.shared_inbox import SharedInboxProcessor
from bot.intake.webhook import WebhookRegistration, remove_own_webhook
from bot.jobs import health_monitor, heartbeat_job, jobs, shared_mode_jobs
from bot.monitoring.health import HealthMonitor, keep_loop_ok
from bot.monitoring.watchdog import PartUnresponsive, Watchdog
from bot.runtime.business_clock import ShopClock, sandbox_clock
from bot.runtime.leader import LeaseLost, ProcessLease
from bot.runtime.scheduler import Scheduler
from bot.settings.sections import Settings
from bot.telegram.sender import make_bot
from bot.web.server import WebhookRoute, running_server
from handlers.ui.bot_profile import update_bot_profile
from services.storage.connection.database_errors import DATABASE_ERRORS

log = get_logger(__name__)

DRAIN_SECONDS = 6.0
LAST_SECONDS = 2 * DRAIN_SECONDS
"""The time (s) from the beginning of a stop until nothing waits for a silent database."""


@dataclass
class OpenShop:
    """A shop that is open: its bot, its intake and everything that ticks."""

    shop: Services
    bot: Bot
    dispatcher: Dispatcher
    intake: InboxProcessor
    scheduler: Scheduler
    monitor: HealthMonitor
    lease: ProcessLease
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_shared(self) -> bool:
        """True if other processes may serve beside this one."""
        return isinstance(self.intake, SharedInboxProcessor)

    def may_lead(self) -> bool:
        """Return whether what only one process may do is done here."""
        return self.lease.is_leader or not self.is_shared

    async def recover(self) -> None:
        """Take up what an earlier process has left. Beside others only they know what is under way: leases tell."""
        if not self.is_shared:
            await self.shop.outbox.recover()
        await self.intake.recover()

    async def listen_for_updates(self) -> None:
        """Take up at once what others leave for us, until cancelled."""
        if isinstance(self.intake, SharedInboxProcessor):
            from services.storage.update_listener import listen  # noqa: PLC0415 - whoever is alone needs no driver of PostgreSQL

            wakeup = asyncio.Event()
            async with asyncio.TaskGroup() as both:
                both.create_task(listen(self.shop.db, self.lease.me, wakeup.set))
                both.create_task(self.intake.process_wakeups(wakeup))

    async def follow_clock(self, clock: ShopClock, api_url: str) -> None:
        """Follow the sandbox's clock; whenever it is moved, look at once at what is due by it."""
        async with asyncio.TaskGroup() as both:
            both.create_task(clock.follow(api_url, self.moved.set))
            both.create_task(self._look_when_moved())

    async def _look_when_moved(self) -> None:
        while True:
            await self.moved.wait()
            self.moved.clear()
            await self.scheduler.run_all(business=True)


@asynccontextmanager
async def open_shop(settings: Settings) -> AsyncIterator[OpenShop]:
    """A shop ready to serve; closed in order at the end of the block."""
    clock = ShopClock()
    async with AsyncExitStack() as stack:
        if sandbox_clock(settings.telegram.api.url):
            await clock.catch_up(settings.telegram.api.url)
        bot = make_bot(settings.require_token(), settings.telegram.api)
        stack.push_async_callback(bot.session.close)
        shop = await assemble(settings, bot, clock)
        stack.push_async_callback(shop.close)
        await publish_files(shop)
        dispatcher, lease, monitor = make_dispatcher(shop), ProcessLease(shop.db), health_monitor(shop, bot.id)
        intake = make_intake(settings, shop, bot, dispatcher, lease)
        looks = [*jobs(shop, bot, intake), heartbeat_job(shop, monitor)]
        if isinstance(intake, SharedInboxProcessor):
            looks += shared_mode_jobs(lease, intake)
        scheduler = Scheduler(looks, monitor, lambda: lease.is_leader or not settings.is_shared)
        yield OpenShop(shop, bot, dispatcher, intake, scheduler, monitor, lease)


async def serve(settings: Settings) -> None:
    """Serve customers until SIGTERM or SIGINT. Raises PollingConflict, PartUnresponsive, LeaseLost, SettingsError."""
    stop = _asked_to_stop()
    async with open_shop(settings) as opened, _hold_lease(opened, stop) as admitted:
        if admitted:
            await opened.shop.reconciliation.begin()
            await opened.recover()
            await _serve(opened, settings, stop)
    if opened.lease.lease_lost:
        raise LeaseLost


@asynccontextmanager
async def _hold_lease(opened: OpenShop, stop: asyncio.Event) -> AsyncIterator[bool]:
    """Beside others, or alone as soon as nobody else serves; False if this process was asked to stop before that.

    Raises what the renewal of the lease has failed by: without it no update would be handled any more.
    """
    lease = opened.lease
    admitted = await (_join(lease) if opened.is_shared else lease.wait_for_leadership(stop))
    renewing = asyncio.create_task(lease.renew_forever(stop.set))
    renewing.add_done_callback(lambda part: _stop_on_failure(part, stop))
    try:
        yield admitted
    finally:
        renewing.cancel()
        with _even_without_database():
            await lease.release()
        with suppress(asyncio.CancelledError):
            await renewing


async def _join(lease: ProcessLease) -> bool:
    await lease.register()
    await lease.try_lead()
    return True


def _asked_to_stop() -> asyncio.Event:
    """Set by SIGTERM and SIGINT, from the first moment on: a start that is interrupted ends in order too."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop


async def _serve(opened: OpenShop, settings: Settings, stop: asyncio.Event) -> None:
    clock = opened.shop.now
    assert isinstance(clock, ShopClock), "an open shop has the clock that can follow a sandbox"
    receiver, posts = await _receiver(opened, settings)
    opened.monitor.begin()
    watchdog = Watchdog(opened.monitor, stop.set)
    async with running_server(opened.monitor, settings.web.host, settings.web.port, posts) as port:
        log.info(
            "shop_opened", bot=opened.shop.shop_info.bot_username, health=f"http://{settings.web.host}:{port}/readyz"
        )
        receiving = asyncio.create_task(receiver.run())
        parts = [
            receiving,
            *_background(
                update_bot_profile(opened.bot, opened.shop.translations, opened.shop.admins, opened.shop.shop_info),
                keep_loop_ok(opened.monitor),
                watchdog.watch(),
                opened.shop.outbox.run(opened.may_lead),
                opened.scheduler.run_all(),
                opened.listen_for_updates(),
                opened.follow_clock(clock, settings.telegram.api.url),
            ),
        ]
        for part in parts:
            part.add_done_callback(lambda part: _stop_on_failure(part, stop))
        opened.scheduler.start()
        gc.freeze()  # what a start leaves stays for ever: no collection need walk over it while a customer waits
        await stop.wait()
        await _close(opened, receiver, receiving, parts)
    if watchdog.given_up is not None:
        raise PartUnresponsive(watchdog.given_up.end)


def _background(*parts: Coroutine[Any, Any, None]) -> list[asyncio.Task[None]]:
    return [asyncio.create_task(part) for part in parts]


def _stop_on_failure(part: asyncio.Task[None], stop: asyncio.Event) -> None:
    """A part that fails ends the process, so that whoever supervises it starts a whole one."""
    if not part.cancelled() and part.exception() is not None:
        stop.set()


async def _receiver(opened: OpenShop, settings: Settings) -> tuple[Polling | WebhookRegistration, WebhookRoute | None]:
    """Return the receiver of updates, and with a webhook the route that Telegram posts to."""
    if settings.webhook is not None:
        webhook = WebhookRegistration(
            opened.bot, opened.intake, opened.monitor, opened.shop.db, settings.webhook, lambda: opened.lease.is_leader
        )
        return webhook, (webhook.path, webhook.endpoint.answer)
    await remove_own_webhook(opened.bot, opened.shop.db)
    return Polling(opened.bot, opened.intake, opened.monitor.telegram_ok), None


@contextmanager
def _even_without_database() -> Iterator[None]:
    """Tolerate a database that is away at the end: the next start finds the rest, as after a power cut."""
    try:
        yield
    except DATABASE_ERRORS as error:
        log.warning("closed_without_database", error=type(error).__name__)


async def _close(
    opened: OpenShop,
    receiver: Polling | WebhookRegistration,
    receiving: asyncio.Task[None],
    parts: Sequence[asyncio.Task[None]],
) -> None:
    log.info("shop_closing")
    failures = [part.exception() for part in parts if part.done() and not part.cancelled()]
    drain_seconds = 0.0 if opened.lease.lease_lost else DRAIN_SECONDS  # who was taken over from has nothing to finish
    loop = asyncio.get_running_loop()
    loop.call_later(LAST_SECONDS, opened.shop.db.abandon)
    end = loop.time() + drain_seconds
    receiver.stop()
    await opened.scheduler.stop(drain_seconds)
    await asyncio.wait([receiving], timeout=DRAIN_SECONDS)
    for close in (opened.intake.close, opened.shop.outbox.close):
        with _even_without_database():
            await close(max(end - loop.time(), 0))
    for part in parts:
        part.cancel()
    await asyncio.gather(*parts, return_exceptions=True)
    for failed in filter(None, failures):
        raise failed

"""Webhook mode: Telegram is told where to post, and asked now and then whether it can.

The webhook is set at the start and never removed at the end: what is posted meanwhile comes again, and another process
may be open. Only a shop that polls removes it, and only one that this shop has set (`remove_own_webhook`).
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError
from aiogram.types import WebhookInfo
from structlog.stdlib import get_logger
from yarl import URL

from bot.intake.inbox import InboxProcessor
from bot.intake.polling import ALLOWED, PollingConflict
from bot.intake.webhook_endpoint import WebhookEndpoint
from bot.monitoring.health import HealthMonitor
from bot.settings.sections import WebhookSettings
from services.domain.values.clock import MINUTE, SECOND, real_time
from services.storage.database import Database

log = get_logger(__name__)

CONNECTIONS = 40
CHECK_INTERVAL = 2.0
LOOK_EVERY = 15
"""Rests of so many seconds, and after how many of them Telegram is asked."""
PENDING = 100
RECENT_ERROR = MINUTE
WEBHOOK_URLS_KEY = "webhook"
"""Under this name the addresses are kept, one a line, to which Telegram may be posting because of us."""


class WebhookRegistration:
    """Has updates posted until told to stop."""

    def __init__(
        self,
        bot: Bot,
        intake: InboxProcessor,
        health: HealthMonitor,
        db: Database,
        chosen: WebhookSettings,
        leads: Callable[[], bool] = lambda: True,
    ) -> None:
        self._leads = leads
        self._bot = bot
        self._intake = intake
        self._health = health
        self._db = db
        self._url = chosen.url
        self._secret = chosen.secret.get_secret_value()
        self._is_set = False
        self._closed = asyncio.Event()
        self.path = URL(chosen.url).path
        self.endpoint = WebhookEndpoint(self._secret, self._take)

    async def _take(self, raws: Sequence[dict[str, Any]]) -> None:
        await self._intake.accept_batch(raws)

    async def run(self) -> None:
        """Set the webhook, then look after it. Raises TelegramUnauthorizedError; everything else is tried again."""
        looks = 0
        while not self._closed.is_set():
            try:
                if self._leads() and not self._is_set:
                    await self._set()
                if looks % LOOK_EVERY == 0:
                    await self._check()
                looks += 1
            except TelegramUnauthorizedError:
                raise
            except AiogramError as error:
                log.warning("webhook_check_failed", error=type(error).__name__, reason=str(error))
            await self._back_off(CHECK_INTERVAL)
        await self.endpoint.drained()

    async def _back_off(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._closed.wait(), seconds)
        except TimeoutError:
            return

    def stop(self) -> None:
        """Take no more posts; the webhook stays, so that Telegram keeps posting."""
        self.endpoint.close()
        self._closed.set()

    async def _set(self) -> None:
        """Our own list of updates each time: what is left out of it would stay as somebody else has set it."""
        await _remember(self._db, self._url)
        await self._bot.set_webhook(
            self._url, allowed_updates=ALLOWED, secret_token=self._secret, max_connections=CONNECTIONS
        )
        self._is_set = True
        await _remember(self._db, self._url, alone=True)
        log.info("webhook_set", host=URL(self._url).host)

    async def _check(self) -> None:
        info = await self._bot.get_webhook_info()
        self._health.telegram_ok()
        ails = webhook_problem(info, self._url, real_time())
        if ails and self._health.webhook_ok:
            log.warning("webhook_unhealthy", problem=ails, pending=info.pending_update_count)
        self._health.webhook_ok = not ails


def webhook_problem(info: WebhookInfo, url: str, now: int) -> str:
    """Return what is wrong with a webhook, in Telegram's words where it has any; an empty text if nothing is."""
    if info.url != url:
        return f"it leads to {URL(info.url).host or 'nowhere'}, not here"
    if info.pending_update_count > PENDING:
        return f"{info.pending_update_count} updates wait"
    failed = info.last_error_date
    if failed is not None and info.pending_update_count and now - int(failed.timestamp()) * SECOND < RECENT_ERROR:
        return info.last_error_message or "posts fail"
    return ""


async def _remember(db: Database, url: str, *, alone: bool = False) -> None:
    """An address is ours before Telegram hears of it, and those before it are until Telegram has taken this one."""
    async with db.begin() as tx:
        before = () if alone else _addresses(await tx.key_values.get(WEBHOOK_URLS_KEY))
        await tx.key_values.put(WEBHOOK_URLS_KEY, "\n".join(dict.fromkeys([*before, url])).encode())


def _addresses(kept: bytes | None) -> list[str]:
    return (kept or b"").decode().splitlines()


async def remove_own_webhook(bot: Bot, db: Database) -> None:
    """Before polling, remove a webhook that this shop has set. Raises PollingConflict for that of another program."""
    info = await bot.get_webhook_info()
    if not info.url:
        return
    async with db.read() as reading:
        ours = _addresses(await reading.key_values.get(WEBHOOK_URLS_KEY))
    if info.url not in ours:
        msg = f"Another program has set a webhook to {URL(info.url).host} for this bot. Stop it and call deleteWebhook."
        raise PollingConflict(msg)
    await bot.delete_webhook(drop_pending_updates=False)
    log.info("webhook_removed")

"""Long polling, raw: fetch, hand to the intake, and only when the intake has it all ask for what follows.

Asking with a higher offset is what confirms updates (Bot API, getUpdates); nothing else here does.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramConflictError, TelegramRetryAfter, TelegramUnauthorizedError
from structlog.stdlib import get_logger

from bot.intake.inbox import InboxProcessor
from bot.telegram.sender import RawUpdates
from services.domain.values.clock import SECOND, uptime

log = get_logger(__name__)

ALLOWED = ["message", "edited_message", "callback_query", "pre_checkout_query", "my_chat_member"]
POLL_TIMEOUT = 25
TIMEOUT_MARGIN = 10
CONFLICT_LIMIT = 60 * SECOND
LONGEST_PAUSE = 5.0
FINAL_CONFIRM_TIMEOUT = 2


class PollingConflict(Exception):
    """Another process serves the same bot: two would take each other's updates. Its text is for a person."""

    def __init__(
        self, told: str = "Another process serves this bot. Stop it, or give this one a token of its own."
    ) -> None:
        super().__init__(told)


class Polling:
    """Fetches updates until told to stop."""

    def __init__(self, bot: Bot, intake: InboxProcessor, on_answer: Callable[[], object]) -> None:
        self._bot = bot
        self._intake = intake
        self._on_answer = on_answer
        self._offset: int | None = None
        self._failures = 0
        self._asking: asyncio.Future[list[dict[str, Any]]] | None = None
        self._closed = False
        self._unconfirmed = False
        self._rival_since = 0
        self._rival_seen: int | None = None

    async def run(self) -> None:
        """Poll until told to stop. Raises PollingConflict, TelegramUnauthorizedError; all else is tried again."""
        await self._fetch()
        await self._confirm()

    async def _fetch(self) -> None:
        while not self._closed:
            try:
                updates = await self._ask()
            except asyncio.CancelledError:
                if self._closed:
                    return
                raise
            except TelegramUnauthorizedError:
                raise
            except AiogramError as error:
                await self._back_off(error)
                continue
            self._on_answer()
            self._unconfirmed = False
            if updates and await self._store(updates):
                self._offset = max(int(update["update_id"]) for update in updates) + 1
                self._unconfirmed = True

    async def _confirm(self) -> None:
        """The last batch is done and Telegram was not told: tell it, or the next start would do it again."""
        if self._unconfirmed:
            with suppress(AiogramError):
                await self._bot(
                    RawUpdates(offset=self._offset, timeout=0, limit=1), request_timeout=FINAL_CONFIRM_TIMEOUT
                )

    async def _ask(self) -> list[dict[str, Any]]:
        request = RawUpdates(offset=self._offset, timeout=POLL_TIMEOUT, allowed_updates=ALLOWED)
        self._asking = asyncio.ensure_future(self._bot(request, request_timeout=POLL_TIMEOUT + TIMEOUT_MARGIN))
        return await self._asking

    def stop(self) -> None:
        """Ask no more. Only the question is broken off: a transaction must never be, it would keep its lock."""
        self._closed = True
        if self._asking is not None:
            self._asking.cancel()

    async def _store(self, updates: list[dict[str, Any]]) -> bool:
        """Return whether the inbox has stored them all; if not (a full disk), Telegram sends them again."""
        try:
            await self._intake.accept_batch(updates)
        except Exception as error:  # noqa: BLE001 - the outermost loop: a database that fails now may work in a moment
            await self._back_off(error)
            return False
        self._failures = 0
        return True

    async def _back_off(self, error: Exception) -> None:
        self._failures += 1
        if isinstance(error, TelegramConflictError):
            self._check_conflict()
        log.warning("polling_failed", error=type(error).__name__, failures=self._failures)
        asked = error.retry_after if isinstance(error, TelegramRetryAfter) else 0
        await asyncio.sleep(max(asked, min(0.1 * 2 ** min(self._failures, 10), LONGEST_PAUSE)))

    def _check_conflict(self) -> None:
        """Two that poll at once interrupt each other again and again; a single meeting is forgotten after a while."""
        now = uptime()
        if self._rival_seen is None or now - self._rival_seen > CONFLICT_LIMIT:
            self._rival_since = now
        self._rival_seen = now
        if now - self._rival_since > CONFLICT_LIMIT:
            raise PollingConflict

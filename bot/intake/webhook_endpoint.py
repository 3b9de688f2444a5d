"""The webhook endpoint: checks the secret first, reads a bounded body, and answers 200 when the row is committed.

The endpoint is public, so every error costs one short answer and at most one line of the log a minute. Nothing is
decided by addresses: a header such as X-Forwarded-For, which anybody may write, is not even read.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from aiohttp import web

from bot.intake.batcher import Batcher
from bot.intake.updates import LARGEST_ID
from services.domain.values.clock import MINUTE, uptime

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LARGEST_BODY = 1_000_000
"""Bytes. Telegram's updates are far smaller."""
SLOWEST_BODY = 10.0
BATCH = 100

Raw = dict[str, Any]
Take = Callable[[Sequence[Raw]], Awaitable[None]]


class InvalidUpdate(ValueError):
    """A posted body is no update."""


def read_update(body: bytes) -> Raw:
    """A posted update. Raises InvalidUpdate."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InvalidUpdate from error
    number = update.get("update_id") if isinstance(update, dict) else None
    if type(number) is not int or not 0 < number <= LARGEST_ID:
        raise InvalidUpdate
    return dict(update)


class ThrottledWarning:
    """A warning that many can cause: told at once, and then at most once a minute, with how often it was not."""

    def __init__(self, event: str) -> None:
        self._event = event
        self._told_at: int | None = None
        self._untold = 0

    def __call__(self, **params: object) -> None:
        """Log the event, unless it was logged within the last minute."""
        now = uptime()
        if self._told_at is not None and now - self._told_at < MINUTE:
            self._untold += 1
            return
        log.warning(self._event, **params, suppressed=self._untold)
        self._told_at, self._untold = now, 0


class BatchStore:
    """Stores posted updates, all that have come, in one transaction; tells of each whether it is stored."""

    def __init__(self, take: Take) -> None:
        self._take = take
        self._failed = ThrottledWarning("webhook_update_not_stored")

    async def __call__(self, raws: Sequence[Raw]) -> list[bool]:
        """Store posted updates; returns of each whether it is stored. One that fails costs the others nothing."""
        if await self._is_stored(raws):
            return [True] * len(raws)
        return [len(raws) > 1 and await self._is_stored([raw]) for raw in raws]

    async def _is_stored(self, raws: Sequence[Raw]) -> bool:
        try:
            await self._take(raws)
        except Exception as error:  # noqa: BLE001 - the outermost loop: a database that fails now may work in a moment
            self._failed(error=type(error).__name__)
            return False
        return True


class WebhookEndpoint:
    """Answers posts: 200 kept, 400 unreadable, 403 no secret, 408 too slow, 413 too large, 503 come again."""

    def __init__(self, secret: str, take: Take) -> None:
        self._secret = secret.encode()
        self._keep = Batcher(BatchStore(take), BATCH)
        self._open = True
        self._stranger = ThrottledWarning("webhook_secret_rejected")
        self._broken = ThrottledWarning("webhook_update_invalid")

    def close(self) -> None:
        """Take nothing more: Telegram posts again, to whoever is open then."""
        self._open = False

    async def drained(self) -> None:
        """Wait until what was posted before is kept or refused."""
        await self._keep.finished()

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one post."""
        if not self._has_valid_secret(request):
            self._stranger()
            return web.Response(status=403)
        if not self._open:
            return _retry_later()
        try:
            raw = read_update(await asyncio.wait_for(request.read(), SLOWEST_BODY))
        except InvalidUpdate:
            self._broken(status=400)
            return web.Response(status=400)
        except TimeoutError:
            self._broken(status=408)
            return web.Response(status=408)
        except web.HTTPRequestEntityTooLarge:
            self._broken(status=413)
            return web.Response(status=413)
        return web.Response() if await self._keep(raw) else _retry_later()

    def _has_valid_secret(self, request: web.Request) -> bool:
        """Compared as bytes: a header that is not ASCII is a wrong one and no error."""
        told = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(told, self._secret)


def _retry_later() -> web.Response:
    """Telegram would wait longer with each failure, up to two minutes: a shop is back before that."""
    return web.Response(status=503, headers={"Retry-After": "1"})

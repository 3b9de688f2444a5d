"""Business time: the machine's clock plus an offset that only a sandbox on this very machine may set.

Neither Telegram nor a host with a similar name may move the deadlines of a shop. Therefore the address is a
loopback address as it is written, and nothing is resolved or followed elsewhere.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from ipaddress import ip_address

import aiohttp
import structlog
from yarl import URL

from services.domain.values.clock import DAY, SECOND, real_time

EVERY = 0.5
_FARTHEST = 100 * 366 * DAY
_TIMEOUT = aiohttp.ClientTimeout(total=2)

log = structlog.get_logger(__name__)


class NoSandbox(Exception):
    """The server at that address is no sandbox."""


def sandbox_clock(api_url: str) -> URL | None:
    """Return the address of the clock of the sandbox at `api_url`; None unless that is a loopback address."""
    url = URL(api_url)
    host = "127.0.0.1" if url.host == "localhost" else url.host or ""
    try:
        near = ip_address(host).is_loopback
    except ValueError:
        return None
    return URL.build(scheme=url.scheme, host=host, port=url.port, path="/sandbox/clock") if near else None


class ShopClock:
    """A clock in UTC milliseconds, `offset` of them ahead of the machine's."""

    def __init__(self) -> None:
        self.offset = 0

    def __call__(self) -> int:
        """The present moment of the business."""
        return real_time() + self.offset

    async def catch_up(self, api_url: str) -> bool:
        """Read the sandbox's clock once; True if ours jumped. Does nothing for an address that is not loopback."""
        url = sandbox_clock(api_url)
        if url is None:
            return False
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            with suppress(NoSandbox):
                return await self._look(session, url)
        return False

    async def follow(self, api_url: str, jumped: Callable[[], object], every: float = EVERY) -> None:
        """Read the sandbox's clock again and again until cancelled, and call `jumped` when ours has moved.

        Returns at once for an address that is not loopback, and as soon as a server there knows no such page: that is a
        Bot API server of the owner's. While the sandbox is away, the offset stays. `every` is in seconds.
        """
        url = sandbox_clock(api_url)
        if url is None:
            return
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            with suppress(NoSandbox):
                while True:
                    if await self._look(session, url):
                        log.info("business_time_changed", offset_seconds=self.offset // SECOND)
                        jumped()
                    await asyncio.sleep(every)

    async def _look(self, session: aiohttp.ClientSession, url: URL) -> bool:
        told = await _ask(session, url)
        if told is None or told == self.offset:
            return False
        self.offset = told
        return True


async def _ask(session: aiohttp.ClientSession, url: URL) -> int | None:
    """The offset in milliseconds, or None if there is no sensible answer. Raises NoSandbox for an unknown page."""
    try:
        async with session.get(url, allow_redirects=False) as answer:
            if answer.status == HTTPStatus.NOT_FOUND:
                raise NoSandbox
            answer.raise_for_status()
            told = await answer.json()
            offset = int(told["offset_seconds"] * SECOND)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError, TypeError, LookupError, OverflowError):
        return None
    return offset if abs(offset) <= _FARTHEST else None

"""A shop that can be told at which point to die: the real one, with a hand at its throat.

Points lie before and after each commit and before and after each call of the Bot API. They are counted here, in the
process that is going to die; production knows nothing of them.
"""

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    GetMe,
    GetMyCommands,
    GetMyDescription,
    GetMyShortDescription,
    GetStarTransactions,
    Response,
    SendMessage,
)
from sqlalchemy import text

import bot.app
import bot.serve
from bot.app import Services
from bot.monitoring.log import setup_logging
from bot.settings.sections import Settings
from bot.telegram.sender import RawUpdates
from services.domain.values.clock import SECOND, real_time
from services.messaging.rate_limit.limiter import RateLimiter
from services.storage.database import Database
from tests.chaos.world import read_settings

USED = (
    AnswerCallbackQuery, EditMessageText, GetMe, GetMyCommands, GetMyDescription, GetMyShortDescription,
    GetStarTransactions, SendMessage,
)  # fmt: skip
DIED = "died "
A_WHILE = 31 * SECOND
"""Longer than the outbox waits before it sends a copy."""
SILENT = ("getM", "setM")
"""The calls of the bot's profile: no sale depends on them."""


class CrashPoints:
    """Counts points and writes each down; ends the process at the chosen one: its name, or how many came before."""

    def __init__(self, die_at: str | int | None, trace: Path) -> None:
        self._die_at = die_at
        self._seen: Counter[str] = Counter()
        self._trace = os.open(trace, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def __call__(self, name: str) -> None:
        self._seen[name] += 1
        point = f"{name} {self._seen[name]}"
        os.write(self._trace, f"{point}\n".encode())
        if self._die_at in {point, self._seen.total()}:
            os.write(self._trace, f"{DIED}{point}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)


def watch_commits(point: CrashPoints) -> None:
    """A point before and after each commit."""
    begin = Database.begin

    @asynccontextmanager
    async def watched(self: Database) -> AsyncIterator[Any]:
        async with begin(self) as tx:
            yield tx
            point("before commit")
        point("after commit")

    Database.begin = watched  # type: ignore[method-assign]


def watch_calls(point: CrashPoints) -> None:
    """A point before and after each call of the Bot API."""
    make_request = AiohttpSession.make_request

    async def watched(self: AiohttpSession, bot: Any, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109
        name = method.__api_method__
        if name.startswith(SILENT):
            return await make_request(self, bot, method, timeout)
        point(f"before {name}")
        answer = await make_request(self, bot, method, timeout)
        point(f"after {name}")
        return answer

    AiohttpSession.make_request = watched  # type: ignore[method-assign, assignment]


class ManualClock:
    """The clock of leases and back-off, which can be put forward."""

    def __init__(self) -> None:
        self.ahead = 0

    def __call__(self) -> int:
        return real_time() + self.ahead


def let_time_pass(watch: ManualClock) -> None:
    """After a recovery that left a doubt, the half minute before the copy is over at once."""
    assemble = bot.serve.assemble

    async def assembled(*parts: Any) -> Services:
        shop = await assemble(*parts)
        shop.db.real = watch
        shop.outbox.limiter = RateLimiter(watch)
        recover = shop.outbox.recover

        async def recovered() -> None:
            await recover()
            if await _uncertain(shop.db):
                watch.ahead += A_WHILE

        shop.outbox.recover = recovered  # type: ignore[method-assign]
        return shop

    bot.serve.assemble = assembled


async def _uncertain(db: Database) -> bool:
    async with db.read() as reading:
        return bool(await reading.connection.scalar(text("SELECT count(*) FROM deliveries WHERE state = 'UNCERTAIN'")))


def warm_up(settings: Settings) -> None:
    """Do once, for all shops that will be forked, what costs most at a start: read texts, build pydantic's models."""
    bot.app.Translations = cache(bot.app.Translations)  # type: ignore[misc, assignment]
    bot.app._translations(settings)
    for method in (*USED, RawUpdates):
        Response[method.__returning__]  # type: ignore[name-defined]


def live(environment: dict[str, str], die_at: str | int | None, folder: Path) -> None:
    """Serve customers with these settings until stopped, or until the chosen point is reached."""
    with (folder / "log").open("ab") as log:
        os.dup2(log.fileno(), sys.stdout.fileno())
        os.dup2(log.fileno(), sys.stderr.fileno())
    point = CrashPoints(die_at, folder / "trace")
    watch_commits(point)
    watch_calls(point)
    let_time_pass(ManualClock())
    settings = read_settings(environment)
    setup_logging(settings.log.format, settings.secrets)
    asyncio.run(bot.serve.serve(settings))

"""The shop as a program that is started, dies without a word, and is started again on the same file.

It is put together by `bot.serve.open_shop`, as in production. What `bot.serve` does beside it is repeated here
without signals and sockets: the order of the start, the loops that run while the shop is open. APScheduler reads the
machine's clock, so a metronome of ours beats the same table; on a busy machine ticks come late, and so they do here.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import cache
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError
from aiogram.types import LinkPreviewOptions

import bot.app
import bot.serve
import services.messaging.outbox
from bot.runtime.business_clock import ShopClock
from bot.runtime.scheduler import Job
from bot.serve import OpenShop, _hold_lease, _receiver, open_shop
from bot.settings.sections import Settings
from handlers.ui.bot_profile import update_bot_profile
from handlers.ui.text.translations import Translations
from services.domain.system.update import InboxUpdate, UpdateState
from services.domain.values.clock import SECOND
from services.domain.values.language import LocalizedText
from services.messaging.outbox import POLL_SECONDS
from tests.simulation.in_memory_api import Telegram, Wire
from tests.simulation.virtual_time import ProgramRun

PAUSE = 1.0
"""Seconds after which a supervisor starts a program again that has ended."""


@cache
def _translations(zone: tzinfo, name: LocalizedText) -> Translations:
    """The words of all shops of the day: they are never changed, and reading them costs more than a history."""
    return Translations(zone=zone, shop=name)


def make_bot(telegram: Telegram, life: ProgramRun, wire: type[Wire] = Wire) -> Bot:
    """The bot of production on another wire."""
    preview = LinkPreviewOptions(is_disabled=True)
    default = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview=preview)
    return Bot(telegram.world.token, session=wire(telegram, life), default=default)


@dataclass
class ShopSupervisor:
    """A supervisor that keeps the shop running. `late` stretches the ticks."""

    settings: Settings
    telegram: Telegram
    late: float
    told: Callable[[str], None]
    life: ProgramRun | None = None
    opened: OpenShop | None = None
    starts: int = 0
    finished: set[int] = field(default_factory=set)
    _open: asyncio.Event = field(default_factory=asyncio.Event, repr=False)
    _supervisor: asyncio.Task[None] | None = field(default=None, repr=False)

    def supervise(self) -> None:
        """Keep it running from now on."""
        self._supervisor = asyncio.get_running_loop().create_task(self._keep())

    async def _keep(self) -> None:
        while True:
            life = self.life = ProgramRun()
            life.disk.write_seconds = self.telegram.fault_rates.disk
            self.starts += 1
            self.told(f"start {self.starts}")
            running = life.begin(self._run(life))
            await asyncio.wait([running])
            self.told(f"end {self.starts}")
            await self._after_end(life, running)
            await asyncio.sleep(PAUSE)

    async def _after_end(self, life: ProgramRun, running: asyncio.Task[Any]) -> None:
        self.opened = None
        self._open.clear()
        alive = life.alive
        await life.end()
        error = None if running.cancelled() or not alive else running.exception()
        if error is not None:
            self.told(f"the program ended by itself: {error!r}")
            if not isinstance(error, AiogramError):
                raise error

    async def _run(self, life: ProgramRun) -> None:
        with pytest.MonkeyPatch.context() as seam:
            seam.setattr(bot.serve, "make_bot", lambda *_: make_bot(self.telegram, life))
            seam.setattr(services.messaging.outbox, "POLL_SECONDS", POLL_SECONDS * self.late)
            seam.setattr(
                bot.app, "_translations", lambda settings: _translations(settings.shop.zone, settings.shop.name)
            )
            stop = asyncio.Event()
            async with open_shop(self.settings) as opened, _hold_lease(opened, stop):
                await self._serve(opened, stop)

    async def _serve(self, opened: OpenShop, stop: asyncio.Event) -> None:
        self.follow(opened)
        await update_bot_profile(opened.bot, opened.shop.translations, opened.shop.staff_menus, opened.shop.shop_info)
        await opened.shop.reconciliation.begin()
        self._watch(opened)
        await opened.recover()
        self.opened = opened
        self._open.set()
        receiver, _ = await _receiver(opened, self.settings)
        loops = [asyncio.ensure_future(loop) for loop in (receiver.run(), stop.wait(), *self._loops(opened))]
        done, _ = await asyncio.wait(loops, return_when=asyncio.FIRST_COMPLETED)
        await done.pop()

    def _loops(self, opened: OpenShop) -> list[Any]:
        beats = [self._beat(opened, tick) for tick in opened.scheduler._jobs]
        return [opened.shop.outbox.run(), self._stay(opened), opened._look_when_moved(), *beats]

    def _watch(self, opened: OpenShop) -> None:
        """Note every update that the intake is done with."""
        finish = opened.intake._finish

        def finished(update: InboxUpdate, state: UpdateState) -> None:
            self.finished.add(update.update_id)
            finish(update, state)

        opened.intake._finish = finished

    async def _stay(self, opened: OpenShop) -> None:
        await opened.scheduler.run_all()
        await asyncio.Event().wait()

    async def _beat(self, opened: OpenShop, tick: Job) -> None:
        while True:
            await asyncio.sleep(tick.every * self.late)
            await opened.scheduler._run(tick)

    def follow(self, opened: OpenShop | None = None) -> None:
        """Let the shop see that business time has moved, as it does twice a second."""
        opened = opened or self.opened
        if opened is not None:
            clock = opened.shop.now
            assert isinstance(clock, ShopClock)
            clock.offset = self.telegram.world.clock.offset_seconds * SECOND
            opened.moved.set()

    async def until_open(self) -> None:
        """Wait until it serves."""
        await self._open.wait()

    async def look(self) -> None:
        """Let all ticks come at once, if the shop is open."""
        if self.opened is not None:
            await self.opened.scheduler.run_all()

    def kill(self) -> None:
        """SIGKILL."""
        if self.life is not None and self.life.alive:
            self.life.kill()

    async def stop(self) -> None:
        """The end of the world."""
        if self._supervisor is not None:
            self._supervisor.cancel()
            with suppress(asyncio.CancelledError):
                await self._supervisor
        if self.life is not None:
            await self.life.end()

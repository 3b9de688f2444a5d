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
    return Bot(telegram.box.token, session=wire(telegram, life), default=default)


@dataclass
class ShopSupervisor:
    """A supervisor that keeps the shop running. `late` stretches the ticks."""

    settings: Settings
    telegram: Telegram
    late: float
    told: Callable[[str], None]
    life: ProgramRun | None = None
    house: OpenShop | None = None
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
            life.disk.limiter = self.telegram.weather.disk
            self.starts += 1
            self.told(f"start {self.starts}")
            running = life.begin(self._run(life))
            await asyncio.wait([running])
            self.told(f"end {self.starts}")
            await self._bury(life, running)
            await asyncio.sleep(PAUSE)

    async def _bury(self, life: ProgramRun, running: asyncio.Task[Any]) -> None:
        self.house = None
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
            async with open_shop(self.settings) as house, _hold_lease(house, stop):
                await self._serve(house, stop)

    async def _serve(self, house: OpenShop, stop: asyncio.Event) -> None:
        self.follow(house)
        await update_bot_profile(house.bot, house.shop.translations, house.shop.admins, house.shop.shop_info)
        await house.shop.reconciliation.begin()
        self._watch(house)
        await house.recover()
        self.house = house
        self._open.set()
        receiver, _ = await _receiver(house, self.settings)
        loops = [asyncio.ensure_future(loop) for loop in (receiver.run(), stop.wait(), *self._loops(house))]
        done, _ = await asyncio.wait(loops, return_when=asyncio.FIRST_COMPLETED)
        await done.pop()

    def _loops(self, house: OpenShop) -> list[Any]:
        beats = [self._beat(house, tick) for tick in house.scheduler._jobs]
        return [house.shop.outbox.run(), self._stay(house), house._look_when_moved(), *beats]

    def _watch(self, house: OpenShop) -> None:
        """Note every update that the intake is done with."""
        finish = house.intake._finish

        def finished(letter: InboxUpdate, state: UpdateState) -> None:
            self.finished.add(letter.update_id)
            finish(letter, state)

        house.intake._finish = finished

    async def _stay(self, house: OpenShop) -> None:
        await house.scheduler.all()
        await asyncio.Event().wait()

    async def _beat(self, house: OpenShop, tick: Job) -> None:
        while True:
            await asyncio.sleep(tick.every * self.late)
            await house.scheduler._run(tick)

    def follow(self, house: OpenShop | None = None) -> None:
        """Let the shop see that business time has moved, as it does twice a second."""
        house = house or self.house
        if house is not None:
            clock = house.shop.now
            assert isinstance(clock, ShopClock)
            clock.offset = self.telegram.box.clock.offset_seconds * SECOND
            house.moved.set()

    async def opened(self) -> None:
        """Wait until it serves."""
        await self._open.wait()

    async def look(self) -> None:
        """Let all ticks come at once, if the shop is open."""
        if self.house is not None:
            await self.house.scheduler.all()

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

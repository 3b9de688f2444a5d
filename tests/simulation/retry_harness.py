"""One update, handled by the bot of production as often as it takes, while chosen calls to Telegram fail.

Everything is real but the socket and the clock: dispatcher, services, a SQLite file, and the sandbox behind the bot.
No outbox runs and no clock ticks: what is left in the rows is all that the update has done.
"""

import asyncio
import io
import pickle
import random
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any, cast

import pytest
from aiogram import Dispatcher
from aiogram.exceptions import TelegramNetworkError
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import GetFile

from bot.app import Services, assemble
from bot.dispatcher import make_dispatcher, routers
from bot.intake.processing import process_update
from bot.intake.retries import TRANSIENT_ERRORS
from bot.intake.updates import parse_update
from sandbox.api.json_types import Json
from sandbox.api.params import Params, Upload
from sandbox.clock import Clock
from sandbox.control import user_actions
from sandbox.control.button_press import press
from sandbox.faults.faults import Fault
from sandbox.users.callbacks import Callback
from sandbox.users.chats import Post
from sandbox.world import World
from services.domain.system.update import InboxUpdate
from tests.simulation.fault_rates import FaultRates
from tests.simulation.in_memory_api import Reply, Telegram, Wire
from tests.simulation.people import carried
from tests.simulation.shop_process import make_bot
from tests.simulation.virtual_time import ProgramRun, SimulatedEnvironment, WallClock
from tests.simulation.world import settings_on

MOST_TRIES = 4
SETTINGS_ON = cache(settings_on)


@dataclass(frozen=True)
class Press:
    """The newest button whose data begin so."""

    prefix: str


@dataclass(frozen=True)
class Forged:
    """A button that nobody has made."""

    data: str


Step = str | CallbackData | Press | Forged | Upload | Json | Callable[["RetryHarness"], Json]
"""Words, a button (there or not), a file, a raw update, or how to make one when its turn comes."""
Plan = Mapping[int, Mapping[int, Fault]]
"""The calls that fail: by the try of the update (from 0), and the call of this try (from 0)."""


class Script(FaultRates):
    """No fault but those that are written down: the calls are counted, and some of them fail."""

    def __init__(self) -> None:
        super().__init__(random.Random(0), 0)
        self.calls: list[str] = []
        self.faults: Mapping[int, Fault] = {}

    def begin(self, faults: Mapping[int, Fault]) -> None:
        """Count from the beginning."""
        self.calls, self.faults = [], faults

    def fault(self) -> Fault | None:
        return self.faults.get(len(self.calls) - 1)

    def latency(self) -> float:
        return 0.0


class CountedTelegram(Telegram):
    """The sandbox, in front of which the script counts the calls."""

    def ask(self, name: str, params: Params) -> asyncio.Future[Reply]:
        assert isinstance(self.fault_rates, Script), "a rehearsal has no other faults"
        self.fault_rates.calls.append(name)
        return super().ask(name, params)


class CountedSession(Wire):
    """A wire on which the download of a file is a call as any other."""

    async def stream_content(self, url: str, *rest: Any, **options: Any) -> AsyncGenerator[bytes, None]:
        script = self._telegram.fault_rates
        assert isinstance(script, Script), "a rehearsal has no other faults"
        script.calls.append("download")
        if script.fault() is not None:
            raise TelegramNetworkError(GetFile(file_id=""), "a file did not come")
        async for part in super().stream_content(url, *rest, **options):
            yield part


@dataclass
class RetryHarness:
    """A shop with its Telegram, open for as long as the block of `staged` lasts."""

    world: World
    shop: Services
    dispatcher: Dispatcher
    bot: Any
    script: Script
    ids: random.Random
    reached: list[str] = field(default_factory=list)
    tries: int = 0
    pressed: Callback | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    async def does(self, user_id: int, step: Step, plan: Plan | None = None, pause: float = 0.0) -> None:
        """Somebody does something, and the bot handles it until it succeeds."""
        await self._acts(user_id, step)
        for pending in self.world.updates.pending():
            self.world.updates.drop(pending)
            await self._handled(pending.update, plan or {}, pause)

    async def _acts(self, user_id: int, step: Any) -> None:
        match step:
            case str():
                user_actions.send_text(self.world, {"user_id": user_id, "text": step})
            case Upload():
                kind = "photo" if step.name.endswith(".png") else "document"
                user_actions.send_file(self.world, {"user_id": user_id, "kind": kind}, step)
            case dict():
                self.world.updates.push_raw(dict(step))
            case FunctionType():
                self.world.updates.push_raw(step(self))
            case Press():
                await self._presses(user_id, *self.button(user_id, step.prefix))
            case Forged():
                await self._presses(user_id, self._shown(user_id)[-1].id, step.data)
            case _:
                await self._presses(user_id, self._shown(user_id)[-1].id, step.pack())

    async def _presses(self, user_id: int, message_id: int, data: str) -> None:
        order = {"user_id": user_id, "message_id": message_id, "data": data, "force": True, "wait": False}
        await press(self.world, order)
        self.pressed = list(self.world.callbacks._open.values())[-1]

    def _shown(self, user_id: int) -> list[Post]:
        """The messages of the bot that a person sees."""
        return [post for post in self.world.chats.all[user_id].posts.values() if post.outgoing and not post.deleted]

    def button(self, user_id: int, prefix: str) -> tuple[int, str]:
        """The message and the data of the newest button of a kind."""
        found = [(post.id, data) for post in self._shown(user_id) for data in carried(post)]
        return [one for one in found if one[1].startswith(f"{prefix}:") or one[1] == prefix][-1]

    async def _handled(self, raw: Json, plan: Plan, pause: float) -> None:
        """As the intake does it, with its own pauses."""
        self.facts["update"] = update = parse_update(self.world.bot_id, raw, self.shop.db.real())
        for number in range(MOST_TRIES):
            self.tries = number + 1
            self.script.begin(plan.get(number, {}))
            try:
                await self._fed(update)
            except TRANSIENT_ERRORS:
                await asyncio.sleep(pause)
            else:
                return
        pytest.fail(f"{raw} was not handled in {MOST_TRIES} tries")

    async def _fed(self, update: InboxUpdate) -> None:
        self.reached.clear()
        self.ids.seed(update.update_id)
        await process_update(self.bot, self.dispatcher, update)

    async def takes_up(self) -> None:
        """A new process finds the row of the last update, which the one before has handled, and does not know it."""
        await self._fed(replace(self.facts["update"], taken_up=True))


@dataclass(frozen=True)
class RetryFixture:
    """A shop on which each rehearsal begins anew."""

    environment: SimulatedEnvironment
    folder: Path
    ids: random.Random
    users: tuple[Json, ...]
    file: bytes = b""
    world: "KeptWorld | None" = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    def run(self, work: Callable[[RetryHarness], Awaitable[Any]]) -> Any:
        """Do something on a harness of its own."""
        return self.environment.loop.run_until_complete(ProgramRun().begin_here(self._run(work)))

    async def _run(self, work: Callable[[RetryHarness], Awaitable[Any]]) -> Any:
        path = self.folder / "shop.sqlite3"
        for old in self.folder.iterdir():
            old.unlink()
        if self.file:
            path.write_bytes(self.file)
        world = (
            self.world.again() if self.world else World(users=self.users, clock=Clock(self.environment.wall.telegram))
        )
        script = Script()
        made = make_bot(CountedTelegram(world, script, lambda _: None, copy_context()), ProgramRun(), CountedSession)
        shop = await assemble(SETTINGS_ON(path), made)
        shop.outbox.lease = None
        dispatcher = make_dispatcher(shop)
        harness = RetryHarness(world, shop, dispatcher, made, script, self.ids, facts=dict(self.facts))
        _watch(dispatcher, harness.reached)
        try:
            return await work(harness)
        finally:
            await shop.close()

    def then(self, work: Callable[[RetryHarness], Awaitable[Any]]) -> "RetryFixture":
        """The same shop after something has happened in it."""

        async def staged(harness: RetryHarness) -> tuple[World, dict[str, Any]]:
            await work(harness)
            harness.world.callbacks.forget()
            return harness.world, harness.facts

        world, facts = self.run(staged)
        file = (self.folder / "shop.sqlite3").read_bytes()
        return replace(self, file=file, world=KeptWorld(world, self.environment.wall), facts=facts)


class KeptWorld:
    """A Telegram as it stands, to be had again and again. Its clock stays the same one, and so do functions."""

    def __init__(self, world: World, wall: WallClock) -> None:
        self._shared: dict[int, object] = {}
        written = io.BytesIO()
        pickler = pickle.Pickler(written)
        pickler.persistent_id = lambda one: self._share(one, wall)  # type: ignore[method-assign]
        pickler.dump(world)
        self._written = written.getvalue()

    def _share(self, one: object, wall: WallClock) -> int | None:
        if one is not wall and not isinstance(one, FunctionType):
            return None
        self._shared[id(one)] = one
        return id(one)

    def again(self) -> World:
        """One more of it."""
        unpickler = pickle.Unpickler(io.BytesIO(self._written))
        unpickler.persistent_load = self._shared.__getitem__  # type: ignore[method-assign]
        return cast("World", unpickler.load())


def _watch(dispatcher: Dispatcher, reached: list[str]) -> None:
    """Note which handlers an update reaches."""

    async def note(handler: Callable[[Any, Any], Awaitable[Any]], event: Any, data: dict[str, Any]) -> Any:
        reached.append(name_of(data["handler"].callback))
        return await handler(event, data)

    for observer in dispatcher.observers.values():
        observer.middleware(note)


def name_of(callback: Callable[..., Any]) -> str:
    """Return the name of a handler: `admin.tickets.close`."""
    return f"{callback.__module__.removeprefix('handlers.')}.{callback.__name__}"


def all_handlers() -> set[str]:
    """Every handler of every router, as aiogram knows them."""
    tails = [tail for router in routers() for tail in router.chain_tail]
    return {
        name_of(handler.callback)
        for router in tails
        for observer in router.observers.values()
        for handler in observer.handlers
    }

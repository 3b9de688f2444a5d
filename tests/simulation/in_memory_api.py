"""The way from the bot to Telegram without a socket: a session of aiogram, and the sandbox's methods at its other end.

A call takes its time in both directions, and faults strike it at given rates. What runs on Telegram's side runs
on when the bot dies.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextvars import Context
from enum import Enum
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod
from aiohttp import ClientConnectorError, ServerDisconnectedError
from aiohttp.client_reqrep import ConnectionKey

from bot.telegram.sender import SEND_TIMEOUT
from sandbox.api.api_errors import ApiError
from sandbox.api.json_types import Json
from sandbox.api.params import Params, Upload
from sandbox.api.request_schema import shape_of
from sandbox.bot_api import fault_error
from sandbox.faults.faults import WITHOUT_EFFECT, Fault
from sandbox.methods import BY_LOWER_NAME
from sandbox.world import World
from tests.simulation.fault_rates import FaultRates
from tests.simulation.updates import Queue
from tests.simulation.virtual_time import ProgramRun

Reply = tuple[int, str]
KEPT: set[type[Response[Any]]] = set()
"""Types that pydantic would make anew for every history."""
NOWHERE = ConnectionKey("telegram", 443, True, None, None, None, None)


class Telegram:
    """The other end: the sandbox, the rates of faults, and everything that was ever asked (`told` hears of it)."""

    def __init__(self, world: World, fault_rates: FaultRates, told: Callable[[str], None], home: Context) -> None:
        self.world = world
        self.fault_rates = fault_rates
        self.queue = Queue(world, fault_rates)
        self.problems: list[str] = []
        self._told = told
        self._home = home

    def ask(self, name: str, params: Params) -> asyncio.Future[Reply]:
        """Begin a call; its answer comes, or an error of the network, or nothing."""
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().create_task(self._call(name, params, reply), context=self._home.copy())
        return reply

    async def _call(self, name: str, params: Params, reply: asyncio.Future[Reply]) -> None:
        fault = self.fault_rates.fault()
        await asyncio.sleep(self.fault_rates.latency())
        envelope = await self._outcome(name, params, fault)
        await asyncio.sleep(self.fault_rates.latency())
        self._told(f"{name} {params.logged()} {fault.kind if fault else ''} {envelope}")
        if not reply.done():
            _answer(reply, fault, envelope)

    async def _outcome(self, name: str, params: Params, fault: Fault | None) -> Json:
        shape = shape_of(name)
        strayed = shape.findings(params) if shape else None
        if strayed and (strayed.problems or strayed.unknown):
            self.problems.append(f"{name}: {strayed}")
        if fault and fault.kind in WITHOUT_EFFECT:
            return fault_error(fault).envelope()
        try:
            result = await BY_LOWER_NAME[name.lower()][1](self.world, params)
        except ApiError as refusal:
            return refusal.envelope()
        return {"ok": True, "result": self.queue.mixed(result) if name == "getUpdates" else result}


def _answer(reply: asyncio.Future[Reply], fault: Fault | None, envelope: Json) -> None:
    status = 200 if envelope["ok"] else envelope["error_code"]
    match fault.kind if fault else None:
        case "hang":
            return
        case "lost_reply":
            reply.set_exception(ServerDisconnectedError())
        case "not_sent":
            reply.set_exception(ClientConnectorError(NOWHERE, OSError("no way there")))
        case "html_502":
            reply.set_result((502, "<html><h1>502 Bad Gateway</h1></html>"))
        case "bad_json":
            reply.set_result((200, '{"ok":true,"result":'))
        case _:
            reply.set_result((status, json.dumps(envelope)))


class Wire(BaseSession):
    """This end, in the hands of one life of the bot."""

    def __init__(self, telegram: Telegram, life: ProgramRun) -> None:
        super().__init__(timeout=SEND_TIMEOUT)
        self._telegram = telegram
        self._life = life

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109
        if not self._life.alive:
            raise asyncio.CancelledError
        KEPT.add(Response[method.__returning__])
        reply = self._telegram.ask(method.__api_method__, await self._params(bot, method))
        try:
            async with asyncio.timeout(timeout or self.timeout):
                status, content = await reply
        except TimeoutError as error:
            raise TelegramNetworkError(method, "Request timeout error") from error
        except (ServerDisconnectedError, ClientConnectorError) as error:
            raise TelegramNetworkError(method, str(error)) from error
        return self.check_response(bot, method, status, content).result

    async def _params(self, bot: Bot, method: TelegramMethod[Any]) -> Params:
        files: dict[str, Any] = {}
        values = {
            name: prepared.value if isinstance(prepared, Enum) else prepared
            for name, value in method.model_dump(warnings=False).items()
            if (prepared := self.prepare_value(value, bot, files)) is not None
        }
        uploads = {
            name: Upload(file.filename, b"".join([part async for part in file.read(bot)]))
            for name, file in files.items()
        }
        return Params(values, uploads)

    async def stream_content(self, url: str, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        if not self._life.alive:
            raise asyncio.CancelledError
        await asyncio.sleep(self._telegram.fault_rates.latency())
        stored = self._telegram.world.files.at(url.partition(f"/bot{self._telegram.world.token}/")[2])
        yield stored.content if stored else b""

    async def close(self) -> None:
        """There is nothing to close."""

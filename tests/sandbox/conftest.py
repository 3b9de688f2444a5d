"""A sandbox on a free port, for each test."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from sandbox import Server, Timings, World
from sandbox.clock import Clock
from tests.sandbox.telegram import Telegram, Time


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    time = Time()
    world = World(clock=Clock(time), timings=Timings(pre_checkout=0.2))
    async with Server(world) as server, aiohttp.ClientSession() as http:
        yield Telegram(world, server.url, http, time)

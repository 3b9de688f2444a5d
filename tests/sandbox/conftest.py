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
    box = World(clock=Clock(time), timings=Timings(pre_checkout=0.2))
    async with Server(box) as server, aiohttp.ClientSession() as http:
        yield Telegram(box, server.url, http, time)

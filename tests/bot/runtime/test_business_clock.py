import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.runtime.business_clock import ShopClock, sandbox_clock
from services.domain.values.clock import DAY, SECOND, real_time

FAST = 0.001


class Sandbox:
    """A sandbox that tells a clock; `asked` is set anew by every question."""

    def __init__(self) -> None:
        self.answer: Callable[[], web.Response] = lambda: web.json_response({"offset_seconds": 0})
        self.asked = asyncio.Event()
        self.url = ""

    def tells(self, body: Any) -> None:
        self.answer = lambda: web.json_response(body)

    async def clock(self, _request: web.Request) -> web.Response:
        self.asked.set()
        return self.answer()

    async def question(self) -> None:
        self.asked.clear()
        await self.asked.wait()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox, app = Sandbox(), web.Application()
    app.router.add_get("/sandbox/clock", sandbox.clock)
    async with TestServer(app) as server:
        sandbox.url = str(server.make_url("/"))
        yield sandbox


@asynccontextmanager
async def running(work: Awaitable[None]) -> AsyncIterator[None]:
    task = asyncio.ensure_future(work)
    try:
        async with asyncio.timeout(5):
            yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def test_a_shop_clock_begins_with_real_time() -> None:
    before = real_time()

    now = ShopClock()()

    assert before <= now <= real_time()


async def test_the_clock_follows_the_sandbox_and_tells_that_it_jumped(sandbox: Sandbox) -> None:
    clock, jumped = ShopClock(), asyncio.Event()

    async with running(clock.follow(sandbox.url, jumped.set, FAST)):
        await sandbox.question()
        calm = not jumped.is_set()
        sandbox.tells({"offset_seconds": 30 * 86_400})
        await jumped.wait()

    assert calm
    assert clock.offset == 30 * DAY
    assert 0 <= clock() - real_time() - clock.offset + SECOND <= 2 * SECOND


async def test_the_clock_can_come_back(sandbox: Sandbox) -> None:
    clock, jumps = ShopClock(), asyncio.Queue[int]()
    sandbox.tells({"offset_seconds": 60})

    async with running(clock.follow(sandbox.url, lambda: jumps.put_nowait(clock.offset), FAST)):
        first = await jumps.get()
        sandbox.tells({"offset_seconds": 0})
        second = await jumps.get()

    assert (first, second) == (60 * SECOND, 0)


@pytest.mark.parametrize(
    "answer",
    [
        lambda: web.json_response({"offset_seconds": "soon"}),
        lambda: web.json_response({"offset_seconds": None}),
        lambda: web.json_response({"offset_seconds": 10**12}),
        lambda: web.Response(text='{"offset_seconds": 1e999}', content_type="application/json"),
        lambda: web.json_response({}),
        lambda: web.json_response([5]),
        lambda: web.Response(text="not json"),
        lambda: web.Response(status=500),
        lambda: web.Response(status=302, headers={"Location": "/elsewhere"}),
    ],
    ids=str.split("word null far infinite empty list text error redirect"),
)
async def test_a_strange_answer_changes_nothing(sandbox: Sandbox, answer: Callable[[], web.Response]) -> None:
    clock, jumps = ShopClock(), []
    clock.offset = 7
    sandbox.answer = answer

    async with running(clock.follow(sandbox.url, lambda: jumps.append(1), FAST)):
        await sandbox.question()
        await sandbox.question()

    assert (clock.offset, jumps) == (7, [])


async def test_a_bot_api_server_of_ones_own_is_asked_once_and_never_again(sandbox: Sandbox) -> None:
    clock, jumps = ShopClock(), []
    sandbox.answer = lambda: web.json_response({"ok": False, "error_code": 404}, status=404)

    async with asyncio.timeout(5):
        await clock.follow(sandbox.url, lambda: jumps.append(1), FAST)
    read = await clock.catch_up(sandbox.url)

    assert (clock.offset, jumps, read) == (0, [], False)


async def test_the_clock_stays_while_the_sandbox_is_away() -> None:
    clock = ShopClock()
    clock.offset = 7

    jumped = await clock.catch_up("http://127.0.0.1:1")

    assert (jumped, clock.offset) == (False, 7)


async def test_the_clock_can_be_read_once_before_the_start(sandbox: Sandbox) -> None:
    clock = ShopClock()
    sandbox.tells({"offset_seconds": 5})

    assert [await clock.catch_up(sandbox.url), await clock.catch_up(sandbox.url)] == [True, False]
    assert clock.offset == 5 * SECOND


@pytest.mark.parametrize(
    "near",
    ["http://127.0.0.1:8081", "http://127.0.0.1:8081/", "http://127.9.9.9:8081", "http://localhost:8081"],
)
def test_a_loopback_address_is_asked(near: str) -> None:
    url = sandbox_clock(near)

    assert url is not None
    assert (url.port, url.path, url.host) == (8081, "/sandbox/clock", url.host if "9" in near else "127.0.0.1")


def test_a_loopback_address_of_the_new_kind_is_asked() -> None:
    assert str(sandbox_clock("http://[::1]:8081")) == "http://[::1]:8081/sandbox/clock"


@pytest.mark.parametrize(
    "far",
    [
        "https://api.telegram.org",
        "http://127.0.0.1.evil.example:8081",
        "http://127.0.0.1@evil.example",
        "http://localhost.evil.example",
        "http://localtest.me",
        "http://0.0.0.0:8081",
        "http://10.0.0.1",
        "http://[::ffff:8.8.8.8]",
        "http://127.1",
        "http://2130706433",
        "127.0.0.1",
        "",
    ],
)
async def test_no_other_address_may_move_the_clock(far: str) -> None:
    clock, jumps = ShopClock(), []

    async with asyncio.timeout(5):
        await clock.follow(far, lambda: jumps.append(1))

    assert sandbox_clock(far) is None
    assert (await clock.catch_up(far), clock.offset, jumps) == (False, 0, [])

import asyncio
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.monitoring.health import HealthMonitor
from bot.settings.errors import SettingsError
from bot.web.server import running_server
from services.domain.values.clock import SECOND


class ServerFixture:
    """A server pulse, with its time and its database in our hands."""

    def __init__(self) -> None:
        self.at = 0
        self.healthy = True
        self.looks = 0
        self.health = HealthMonitor(writable=self.writable, now=lambda: self.at)
        self.url = ""

    async def writable(self) -> bool:
        self.looks += 1
        return self.healthy

    async def says(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as answer:
            self.headers = answer.headers
            return answer.status, await answer.text()


@pytest.fixture
async def server() -> AsyncIterator[ServerFixture]:
    server = ServerFixture()
    async with running_server(server.health, "127.0.0.1", 0) as port:
        server.url = f"http://127.0.0.1:{port}"
        yield server


async def test_a_shop_in_good_health_says_so_in_one_word(server: ServerFixture) -> None:
    assert await server.says("/livez") == (200, "alive")
    assert await server.says("/readyz") == (200, "ready")


async def test_a_loop_that_stands_still_is_not_alive(server: ServerFixture) -> None:
    server.at += 5 * SECOND

    assert await server.says("/livez") == (503, "stuck")


async def test_a_scheduler_that_stands_still_is_not_alive_though_the_loop_turns(server: ServerFixture) -> None:
    server.at += 90 * SECOND
    server.health.loop_ok()
    stuck = await server.says("/livez")

    server.health.job_begun()

    assert (stuck, await server.says("/livez")) == ((503, "stuck"), (200, "alive"))


async def test_what_is_unhealthy_stands_in_the_log_and_not_in_the_answer(server: ServerFixture) -> None:
    server.healthy = False

    with capture_logs() as told:
        answers = [await server.says("/readyz"), await server.says("/readyz")]

    assert answers == [(503, "unready"), (503, "unready")]
    assert [line["failing"] for line in told] == [("database",)]


async def test_recovery_is_noticed_and_logged(server: ServerFixture) -> None:
    server.healthy = False
    await server.says("/readyz")
    server.healthy = True
    server.at += SECOND

    with capture_logs() as told:
        answer = await server.says("/readyz")

    assert answer == (200, "ready")
    assert [(line["failing"], line["before"]) for line in told] == [((), ("database",))]


async def test_a_flood_of_questions_costs_one_look_a_second(server: ServerFixture) -> None:
    answers = await asyncio.gather(*(server.says("/readyz") for _ in range(50)))

    assert set(answers) == {(200, "ready")}
    assert server.looks == 1


async def test_answers_tell_nothing_about_the_server(server: ServerFixture) -> None:
    await server.says("/livez")

    assert server.headers["Server"] == "shop"
    assert server.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/metrics", "/livez/x", "/../.env"])
async def test_there_is_no_other_door(server: ServerFixture, path: str) -> None:
    assert (await server.says(path))[0] == 404


async def test_a_taken_port_is_told_by_its_setting() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(SettingsError, match=f"WEB_HOST, WEB_PORT: read 127.0.0.1:{port}, expected an address"):
            async with running_server(HealthMonitor(), "127.0.0.1", port):
                pytest.fail("it must not be server")

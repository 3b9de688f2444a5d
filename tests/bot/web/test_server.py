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
    """A served pulse, with its time and its database in our hands."""

    def __init__(self) -> None:
        self.at = 0
        self.healthy = True
        self.looks = 0
        self.pulse = HealthMonitor(writable=self.writable, now=lambda: self.at)
        self.url = ""

    async def writable(self) -> bool:
        self.looks += 1
        return self.healthy

    async def says(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as answer:
            self.headers = answer.headers
            return answer.status, await answer.text()


@pytest.fixture
async def house() -> AsyncIterator[ServerFixture]:
    house = ServerFixture()
    async with running_server(house.pulse, "127.0.0.1", 0) as port:
        house.url = f"http://127.0.0.1:{port}"
        yield house


async def test_a_shop_in_good_health_says_so_in_one_word(house: ServerFixture) -> None:
    assert await house.says("/livez") == (200, "alive")
    assert await house.says("/readyz") == (200, "ready")


async def test_a_loop_that_stands_still_is_not_alive(house: ServerFixture) -> None:
    house.at += 5 * SECOND

    assert await house.says("/livez") == (503, "stuck")


async def test_a_scheduler_that_stands_still_is_not_alive_though_the_loop_turns(house: ServerFixture) -> None:
    house.at += 90 * SECOND
    house.pulse.loop_ok()
    stuck = await house.says("/livez")

    house.pulse.turned()

    assert (stuck, await house.says("/livez")) == ((503, "stuck"), (200, "alive"))


async def test_what_is_ill_stands_in_the_log_and_not_in_the_answer(house: ServerFixture) -> None:
    house.healthy = False

    with capture_logs() as told:
        answers = [await house.says("/readyz"), await house.says("/readyz")]

    assert answers == [(503, "unready"), (503, "unready")]
    assert [line["failing"] for line in told] == [("database",)]


async def test_recovery_is_noticed_and_logged(house: ServerFixture) -> None:
    house.healthy = False
    await house.says("/readyz")
    house.healthy = True
    house.at += SECOND

    with capture_logs() as told:
        answer = await house.says("/readyz")

    assert answer == (200, "ready")
    assert [(line["failing"], line["before"]) for line in told] == [((), ("database",))]


async def test_a_flood_of_questions_costs_one_look_a_second(house: ServerFixture) -> None:
    answers = await asyncio.gather(*(house.says("/readyz") for _ in range(50)))

    assert set(answers) == {(200, "ready")}
    assert house.looks == 1


async def test_answers_tell_nothing_about_the_house(house: ServerFixture) -> None:
    await house.says("/livez")

    assert house.headers["Server"] == "shop"
    assert house.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/metrics", "/livez/x", "/../.env"])
async def test_there_is_no_other_door(house: ServerFixture, path: str) -> None:
    assert (await house.says(path))[0] == 404


async def test_a_taken_port_is_told_by_its_setting() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(SettingsError, match=f"WEB_HOST, WEB_PORT: read 127.0.0.1:{port}, expected an address"):
            async with running_server(HealthMonitor(), "127.0.0.1", port):
                pytest.fail("it must not be served")

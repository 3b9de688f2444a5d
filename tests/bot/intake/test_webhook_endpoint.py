"""Posts as Telegram makes them, and as strangers do, over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.intake import webhook_endpoint
from bot.intake.batcher import Batcher
from bot.intake.webhook_endpoint import BATCH, LARGEST_BODY, SECRET_HEADER, BatchStore, WebhookEndpoint
from bot.monitoring.health import HealthMonitor
from bot.web.server import running_server
from services.storage.database import Database
from tests.bot.intake.inbox_harness import Disk, InboxHarness, words

SECRET = "x" * 31 + "Y"


@dataclass
class EndpointFixture:
    """A door, the intake behind it, and somebody who knocks."""

    url: str
    endpoint: WebhookEndpoint
    counter: InboxHarness
    session: aiohttp.ClientSession

    async def posts(self, body: object, **headers: str) -> int:
        """The status of the answer to a body, posted with the secret unless the headers say otherwise."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self.session.post(self.url, data=data, headers={SECRET_HEADER: SECRET} | headers) as answer:
            assert await answer.read() in {b"", b"405: Method Not Allowed"}
            return answer.status


@pytest.fixture
async def shop_info(db: Database) -> AsyncIterator[EndpointFixture]:
    counter = InboxHarness(db)
    counter.open()
    endpoint = WebhookEndpoint(SECRET, counter.intake.accept_batch)
    async with (
        running_server(HealthMonitor(), "127.0.0.1", 0, ("/telegram", endpoint.answer)) as port,
        aiohttp.ClientSession() as session,
    ):
        yield EndpointFixture(f"http://127.0.0.1:{port}/telegram", endpoint, counter, session)
    await counter.finish()


async def test_200_says_that_the_row_is_committed(shop_info: EndpointFixture) -> None:
    gate = shop_info.counter.holds(1)

    status = await shop_info.posts(words(1))
    kept = await shop_info.counter.states()
    gate.set()

    assert (status, kept) == (200, {1: "OPEN"})


async def test_what_comes_again_is_kept_already_and_handled_once(shop_info: EndpointFixture) -> None:
    answers = [await shop_info.posts(words(1)), await shop_info.posts(words(2)), await shop_info.posts(words(1))]
    await shop_info.counter.finish()

    assert answers == [200, 200, 200]
    assert shop_info.counter.given == [1, 2]


async def test_what_an_earlier_process_has_handled_is_not_handled_again_however_late_it_comes(
    shop_info: EndpointFixture,
) -> None:
    await shop_info.posts(words(1))
    await shop_info.counter.finish()
    shop_info.counter.open()
    shop_info.endpoint._keep = Batcher(BatchStore(shop_info.counter.intake.accept_batch), BATCH)

    answers = [await shop_info.posts(words(2)), await shop_info.posts(words(1))]
    await shop_info.counter.finish()

    assert (answers, shop_info.counter.given) == ([200, 200], [1, 2])


@pytest.mark.parametrize("told", ["", SECRET[:-1], SECRET + "x", SECRET.lower(), "ключ" * 8, "\udcff" * 32])
async def test_nobody_without_the_secret_is_let_in(shop_info: EndpointFixture, told: str) -> None:
    status = await shop_info.posts(words(1), **{SECRET_HEADER: told, "X-Forwarded-For": "149.154.160.1"})

    assert (status, await shop_info.counter.states()) == (403, {})


async def test_without_the_header_nobody_is_let_in(shop_info: EndpointFixture) -> None:
    async with shop_info.session.post(shop_info.url, json=words(1)) as answer:
        status = answer.status

    assert (status, await shop_info.counter.states()) == (403, {})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b"7",
        b"{}",
        b'{"update_id": "1"}',
        b'{"update_id": true}',
        b'{"update_id": 0}',
        b'{"update_id": 9223372036854775808}',
        b'{"update_id": ' + b"9" * 5000 + b"}",
    ],
)
async def test_what_is_no_update_is_turned_away(shop_info: EndpointFixture, body: bytes) -> None:
    assert await shop_info.posts(body) == 400


async def test_too_much_is_not_read(shop_info: EndpointFixture) -> None:
    assert await shop_info.posts(b"x" * (LARGEST_BODY + 1)) == 413


async def test_too_slow_is_not_waited_for(shop_info: EndpointFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_endpoint, "SLOWEST_BODY", 0.0)
    begun = asyncio.Event()

    async def drip() -> AsyncIterator[bytes]:
        yield b"{"
        await begun.wait()

    async with shop_info.session.post(shop_info.url, data=drip(), headers={SECRET_HEADER: SECRET}) as answer:
        status = answer.status
    begun.set()

    assert status == 408


async def test_only_posts_are_taken(shop_info: EndpointFixture) -> None:
    async with shop_info.session.get(shop_info.url, headers={SECRET_HEADER: SECRET}) as answer:
        assert answer.status == 405


async def test_an_update_that_cannot_be_kept_is_asked_for_again(shop_info: EndpointFixture) -> None:
    disk = Disk(shop_info.counter.db)
    disk.full = True

    refused = await shop_info.posts(words(1))
    disk.full = False
    taken = await shop_info.posts(words(1))
    await shop_info.counter.finish()

    assert (refused, taken, shop_info.counter.given) == (503, 200, [1])


async def test_an_update_that_can_never_be_kept_costs_the_others_nothing(shop_info: EndpointFixture) -> None:
    take = shop_info.counter.intake.accept_batch

    async def refuses_some(raws: Sequence[dict[str, Any]]) -> None:
        if any("unkept" in raw for raw in raws):
            raise ValueError
        await take(raws)

    shop_info.endpoint._keep = Batcher(BatchStore(refuses_some), BATCH)
    posts = (words(1), {"update_id": 7, "unkept": {}}, words(2), words(3))
    answers = await asyncio.gather(*(shop_info.posts(raw) for raw in posts))

    assert answers == [200, 503, 200, 200]


async def test_many_posts_share_a_transaction(shop_info: EndpointFixture) -> None:
    batches: list[int] = []
    take = shop_info.counter.intake.accept_batch

    async def counted(raws: list[dict[str, object]]) -> None:
        batches.append(len(raws))
        await take(raws)

    shop_info.endpoint._keep = Batcher(BatchStore(counted), BATCH)  # type: ignore[arg-type]
    answers = await asyncio.gather(*(shop_info.posts(words(number, user_id=number)) for number in range(1, 51)))
    await shop_info.counter.finish()

    assert set(answers) == {200}
    assert sorted(shop_info.counter.given) == list(range(1, 51))
    assert len(batches) < 50


async def test_a_door_that_is_closed_sends_telegram_elsewhere(shop_info: EndpointFixture) -> None:
    shop_info.endpoint.close()

    assert await shop_info.posts(words(1)) == 503


async def test_a_flood_of_strangers_is_one_line_of_the_log(shop_info: EndpointFixture) -> None:
    with capture_logs() as told:
        answers = await asyncio.gather(*(shop_info.posts(words(1), **{SECRET_HEADER: "wrong"}) for _ in range(50)))

    assert set(answers) == {403}
    assert [line["event"] for line in told] == ["webhook_secret_rejected"]

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
    handler: WebhookEndpoint
    harness: InboxHarness
    session: aiohttp.ClientSession

    async def posts(self, body: object, **headers: str) -> int:
        """The status of the answer to a body, posted with the secret unless the headers say otherwise."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self.session.post(self.url, data=data, headers={SECRET_HEADER: SECRET} | headers) as answer:
            assert await answer.read() in {b"", b"405: Method Not Allowed"}
            return answer.status


@pytest.fixture
async def endpoint(db: Database) -> AsyncIterator[EndpointFixture]:
    harness = InboxHarness(db)
    harness.open()
    endpoint = WebhookEndpoint(SECRET, harness.intake.accept_batch)
    async with (
        running_server(HealthMonitor(), "127.0.0.1", 0, ("/telegram", endpoint.answer)) as port,
        aiohttp.ClientSession() as session,
    ):
        yield EndpointFixture(f"http://127.0.0.1:{port}/telegram", endpoint, harness, session)
    await harness.finish()


async def test_200_says_that_the_row_is_committed(endpoint: EndpointFixture) -> None:
    gate = endpoint.harness.holds(1)

    status = await endpoint.posts(words(1))
    kept = await endpoint.harness.states()
    gate.set()

    assert (status, kept) == (200, {1: "OPEN"})


async def test_what_comes_again_is_kept_already_and_handled_once(endpoint: EndpointFixture) -> None:
    answers = [await endpoint.posts(words(1)), await endpoint.posts(words(2)), await endpoint.posts(words(1))]
    await endpoint.harness.finish()

    assert answers == [200, 200, 200]
    assert endpoint.harness.given == [1, 2]


async def test_what_an_earlier_process_has_handled_is_not_handled_again_however_late_it_comes(
    endpoint: EndpointFixture,
) -> None:
    await endpoint.posts(words(1))
    await endpoint.harness.finish()
    endpoint.harness.open()
    endpoint.handler._keep = Batcher(BatchStore(endpoint.harness.intake.accept_batch), BATCH)

    answers = [await endpoint.posts(words(2)), await endpoint.posts(words(1))]
    await endpoint.harness.finish()

    assert (answers, endpoint.harness.given) == ([200, 200], [1, 2])


@pytest.mark.parametrize("told", ["", SECRET[:-1], SECRET + "x", SECRET.lower(), "ключ" * 8, "\udcff" * 32])
async def test_nobody_without_the_secret_is_let_in(endpoint: EndpointFixture, told: str) -> None:
    status = await endpoint.posts(words(1), **{SECRET_HEADER: told, "X-Forwarded-For": "149.154.160.1"})

    assert (status, await endpoint.harness.states()) == (403, {})


async def test_without_the_header_nobody_is_let_in(endpoint: EndpointFixture) -> None:
    async with endpoint.session.post(endpoint.url, json=words(1)) as answer:
        status = answer.status

    assert (status, await endpoint.harness.states()) == (403, {})


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
async def test_what_is_no_update_is_turned_away(endpoint: EndpointFixture, body: bytes) -> None:
    assert await endpoint.posts(body) == 400


async def test_too_much_is_not_read(endpoint: EndpointFixture) -> None:
    assert await endpoint.posts(b"x" * (LARGEST_BODY + 1)) == 413


async def test_too_slow_is_not_waited_for(endpoint: EndpointFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_endpoint, "SLOWEST_BODY", 0.0)
    begun = asyncio.Event()

    async def drip() -> AsyncIterator[bytes]:
        yield b"{"
        await begun.wait()

    async with endpoint.session.post(endpoint.url, data=drip(), headers={SECRET_HEADER: SECRET}) as answer:
        status = answer.status
    begun.set()

    assert status == 408


async def test_only_posts_are_taken(endpoint: EndpointFixture) -> None:
    async with endpoint.session.get(endpoint.url, headers={SECRET_HEADER: SECRET}) as answer:
        assert answer.status == 405


async def test_an_update_that_cannot_be_kept_is_asked_for_again(endpoint: EndpointFixture) -> None:
    disk = Disk(endpoint.harness.db)
    disk.full = True

    refused = await endpoint.posts(words(1))
    disk.full = False
    taken = await endpoint.posts(words(1))
    await endpoint.harness.finish()

    assert (refused, taken, endpoint.harness.given) == (503, 200, [1])


async def test_an_update_that_can_never_be_kept_costs_the_others_nothing(endpoint: EndpointFixture) -> None:
    take = endpoint.harness.intake.accept_batch

    async def refuses_some(raws: Sequence[dict[str, Any]]) -> None:
        if any("unkept" in raw for raw in raws):
            raise ValueError
        await take(raws)

    endpoint.handler._keep = Batcher(BatchStore(refuses_some), BATCH)
    posts = (words(1), {"update_id": 7, "unkept": {}}, words(2), words(3))
    answers = await asyncio.gather(*(endpoint.posts(raw) for raw in posts))

    assert answers == [200, 503, 200, 200]


async def test_many_posts_share_a_transaction(endpoint: EndpointFixture) -> None:
    batches: list[int] = []
    take = endpoint.harness.intake.accept_batch

    async def counted(raws: list[dict[str, object]]) -> None:
        batches.append(len(raws))
        await take(raws)

    endpoint.handler._keep = Batcher(BatchStore(counted), BATCH)  # type: ignore[arg-type]
    answers = await asyncio.gather(*(endpoint.posts(words(number, user_id=number)) for number in range(1, 51)))
    await endpoint.harness.finish()

    assert set(answers) == {200}
    assert sorted(endpoint.harness.given) == list(range(1, 51))
    assert len(batches) < 50


async def test_a_door_that_is_closed_sends_telegram_elsewhere(endpoint: EndpointFixture) -> None:
    endpoint.handler.close()

    assert await endpoint.posts(words(1)) == 503


async def test_a_flood_of_strangers_is_one_line_of_the_log(endpoint: EndpointFixture) -> None:
    with capture_logs() as told:
        answers = await asyncio.gather(*(endpoint.posts(words(1), **{SECRET_HEADER: "wrong"}) for _ in range(50)))

    assert set(answers) == {403}
    assert [line["event"] for line in told] == ["webhook_secret_rejected"]

"""Each test is tried by every client in turn; a client and its sandbox serve a whole file, and each test new people."""

from collections.abc import AsyncIterator
from itertools import count

import pytest

from tests.client_compat.client_process import ClientProcess, judging
from tests.client_compat.clients import CLIENTS, Client
from tests.support.process_harness import Person, Sandbox, sandbox_running

people = count(3001)


@pytest.fixture(scope="module", params=CLIENTS, ids=lambda client: client.name)
def client(request: pytest.FixtureRequest) -> Client:
    """A client library."""
    found: Client = request.param
    found.environment()
    return found


@pytest.fixture(scope="module")
async def sandbox(client: Client) -> AsyncIterator[Sandbox]:
    """A sandbox for this client alone."""
    assert client
    async with sandbox_running() as running:
        yield running


@pytest.fixture(scope="module")
async def client_process(client: Client, sandbox: Sandbox) -> AsyncIterator[ClientProcess]:
    """A bot of this client that polls."""
    async with judging(client, sandbox) as client_process:
        assert await client_process.tells("ready") == {"user": 42, "name": "Sandbox", "username": "sandbox_bot"}
        yield client_process


@pytest.fixture
async def person(client_process: ClientProcess) -> Person:
    """Somebody who has started the bot."""
    return await client_process.meets(next(people))

"""The right to ask for updates, as each client learns it. These tests end the bot, so each has one of its own."""

from collections.abc import AsyncIterator

import pytest

from tests.client_compat.client_process import TOKEN, ClientProcess, judging
from tests.client_compat.clients import Client
from tests.support.process_harness import Sandbox

TAKEN_OVER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
INTERRUPTED = "Conflict: terminated by setWebhook request"


@pytest.fixture
async def polling(client: Client, sandbox: Sandbox) -> AsyncIterator[ClientProcess]:
    """A bot whose poll waits."""
    await sandbox.post("reset")
    async with judging(client, sandbox) as client_process:
        await client_process.tells("ready")
        while not (await sandbox.get("state"))["polled"]:
            assert not client_process.has_ended, client_process.log
        yield client_process


async def asked(sandbox: Sandbox, method: str, **parameters: object) -> None:
    """Somebody else with the same token."""
    async with sandbox.session.post(f"{sandbox.address}/bot{TOKEN}/{method}", json=parameters) as answer:
        assert answer.status == 200, await answer.text()


async def test_a_second_poller_ends_the_first(polling: ClientProcess) -> None:
    await asked(polling.sandbox, "getUpdates")

    assert await polling.tells("refused", user=None) == polling.refusal(409, TAKEN_OVER)


async def test_a_webhook_ends_polling(polling: ClientProcess) -> None:
    await asked(polling.sandbox, "setWebhook", url="https://shop.example/")

    assert await polling.tells("refused", user=None) == polling.refusal(409, INTERRUPTED)


async def test_another_token_is_refused_at_the_door(client: Client, sandbox: Sandbox) -> None:
    async with judging(client, sandbox, TOKEN="43:ANOTHER") as client_process:
        refused = await client_process.tells("refused", user=None)

    assert refused["error"] == client.errors[401]

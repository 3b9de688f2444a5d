"""The same bots with a webhook, in each client's own way to serve one."""

import socket
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from tests.client_compat.client_process import ClientProcess, judging
from tests.client_compat.clients import Client
from tests.support.process_harness import Sandbox, sandbox_running

SECRET = "whale-song_1"
WORDS = ("first", "second", "third")


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def serving(client: Client, sandbox: Sandbox, port: int) -> AbstractAsyncContextManager[ClientProcess]:
    return judging(client, sandbox, PORT=str(port), SECRET=SECRET)


@pytest.fixture(scope="module")
async def client_process(client: Client, sandbox: Sandbox) -> AsyncIterator[ClientProcess]:
    """A bot that is posted to."""
    async with serving(client, sandbox, free_port()) as client_process:
        await client_process.tells("ready")
        yield client_process


async def test_a_purchase_is_posted_step_by_step(client_process: ClientProcess) -> None:
    ann = await client_process.meets(2801)

    pressed = await ann.taps("Buy")
    await client_process.tells("invoice", user=ann.id)
    outcome = await ann.pays()

    assert pressed["answer"]["text"] == "One moment"
    assert (await client_process.tells("paid", user=ann.id))["charge"] == outcome["charge_id"]
    assert (await client_process.tells("goods", user=ann.id))["name"] == "编码.txt"
    assert await client_process.sandbox.problems() == []


async def test_a_call_in_the_answer_to_a_post_is_carried_out(client_process: ClientProcess) -> None:
    ann = await client_process.meets(2802)
    seq = await client_process.sandbox.seq()

    await client_process.hears(ann, "/typing")

    def types(event: dict[str, Any]) -> bool:
        return (event["kind"], event.get("action")) == ("action", "typing")

    assert (await client_process.sandbox.until(seq, types, "the sign of typing"))["chat_id"] == ann.id


async def test_a_post_of_somebody_else_is_turned_away(client_process: ClientProcess) -> None:
    ann = await client_process.meets(2803)
    await client_process.tells("start", user=ann.id)
    forged = {"update_id": 1, "message": (await ann.messages())[0]}
    url = (await client_process.sandbox.get("webhook"))["url"]

    async with client_process.sandbox.session.post(url, json=forged) as answer:
        assert answer.status in {401, 403}

    await client_process.hears(ann, f"/try to {ann.id}")
    await client_process.tells("done", user=ann.id)
    assert [told for told in client_process.told if told["user"] == ann.id] == []


async def test_what_is_said_while_the_bot_is_down_comes_when_it_is_back(client: Client) -> None:
    port = free_port()
    async with sandbox_running() as sandbox:
        await sandbox.post("webhook", retry_pace=0.01)
        async with serving(client, sandbox, port) as client_process:
            await client_process.tells("ready")
            ann = await client_process.meets(2804)
            await taken(client_process)

        for words in WORDS:
            await client_process.hears(ann, f"/start {words}")

        async with serving(client, sandbox, port) as back:
            heard = [(await back.tells("start", user=ann.id))["text"] for _ in WORDS]
    assert heard == [f"/start {words}" for words in WORDS]


async def taken(client_process: ClientProcess) -> None:
    """Until the bot has acknowledged what it was posted: what it has not comes again."""
    while (await client_process.sandbox.get("webhook"))["pending_update_count"]:
        assert not client_process.has_ended, client_process.log
